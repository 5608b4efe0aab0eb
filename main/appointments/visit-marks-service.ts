import type { Inputs, Outputs } from '#contract/index.ts';
import { type DeclaredError, isDeclaredError } from '../platform/declared-error.ts';
import type { Caller } from '../users/caller.ts';
import type { createVisitLifeService } from './visit-life-service.ts';

/** The same noted of several visits: each in a transaction of its own, so that one that is refused holds back none of the others. */
export function createVisitMarksService(life: Pick<ReturnType<typeof createVisitLifeService>, 'mark'>) {
  return {
    /** @throws only what no single visit is to blame for */
    markMany: async (caller: Caller, { visits, as }: Inputs['visits']['markMany']): Promise<Outputs['visits']['markMany']> => {
      const done: Outputs['visits']['markMany']['done'] = [];
      const refused: Outputs['visits']['markMany']['refused'] = [];
      for (const visit of visits) {
        try {
          done.push(await life.mark(caller, { ...visit, as }));
        } catch (error) {
          if (!isDeclaredError(error)) throw error;
          refused.push({ appointmentId: visit.appointmentId, ...refusalOf(error) });
        }
      }
      return { done, refused };
    },
  };
}

function refusalOf({ code, data }: DeclaredError): Omit<Outputs['visits']['markMany']['refused'][number], 'appointmentId'> {
  const said = (data ?? {}) as { readonly issues?: readonly { readonly code: string }[]; readonly state?: string; readonly changedBy?: string | null };
  return { code, field: said.issues?.[0]?.code ?? null, state: said.state ?? null, changedBy: said.changedBy ?? null };
}
