import type { Inputs, Outputs } from '#contract/index.ts';
import type { EnrolmentState } from '#contract/pathways.ts';
import { reachOf } from '../access/record-reach.ts';
import { civilDate } from '../appointments/wall-time.ts';
import type { PhasePlans } from '../follow-up-plans/phase-plans.ts';
import { decodePosition, encodePosition } from '../patients/history-cursor.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import type { ReadExecutor } from '../platform/database/schema.ts';
import type { ServiceDependencies } from '../service-dependencies.ts';
import type { Caller } from '../users/caller.ts';
import { phaseDates } from './phase-rules.ts';
import { restingOf } from './readings/resting-rules.ts';
import { retiredPathways } from './editor/retirement-repository.ts';
import type { PathwayReader } from './pathway-reader.ts';
import { countEnrolments, enrolmentPage, factsOf } from './pathway-repository.ts';
import { countingFacts, phaseAfter, unmetOf } from './pathway-view.ts';

const pageSize = 50;
const waiting = 'proposed';
const suspended = 'suspended';

/** Those proposed, in a phase, or suspended. */
function peopleOnTheWay(counts: readonly { readonly state: EnrolmentState; readonly count: number }[]): number {
  return counts.filter(({ state }) => state === 'proposed' || state === 'running' || state === 'suspended').reduce((sum, { count }) => sum + count, 0);
}

/** The board of a pathway: its phases as columns, who is in each, what they wait for. Only records the caller reads. */
export function createBoardService({ unitOfWork, ports, clinic }: ServiceDependencies, definitions: PathwayReader, plans: PhasePlans) {
  const today = (): string => civilDate(ports.clock.now(), clinic.timeZone);
  const definitionOf = async (db: ReadExecutor, code: string) => {
    const found = (await definitions.inForce(db)).find(({ content }) => content.id === code);
    if (!found) throw new DeclaredError('NOT_FOUND');
    return found.content;
  };

  return {
    /** @throws DeclaredError `NOT_FOUND` */
    board: (caller: Caller, { code }: Inputs['pathways']['board']): Promise<Outputs['pathways']['board']> =>
      unitOfWork.read(async (db) => {
        const all = await countEnrolments(db, reachOf(caller, 'patient.clinical.read', ports.clock.now()));
        const retired = await retiredPathways(db);
        const pathways = (await definitions.inForce(db)).map(({ content: { id, body } }) => ({ code: id, label: body.label, people: peopleOnTheWay(all.filter((one) => one.code === id)), isRetired: retired.has(id) }));
        const shown = code ?? pathways.reduce((most, one) => (one.people > most.people ? one : most), pathways[0] ?? { code: '', people: 0 }).code;
        const { body } = await definitionOf(db, shown);
        const counts = all.filter((one) => one.code === shown);
        const count = (state: EnrolmentState, phase?: string): number => counts.filter((one) => one.state === state && (phase === undefined || one.phase === phase)).reduce((sum, one) => sum + one.count, 0);
        return {
          code: shown, pathways, label: body.label, about: body.about,
          columns: [
            { code: waiting, label: null, site: null, count: count('proposed') },
            ...body.phases.map((phase) => ({ code: phase.code, label: phase.label, site: phase.site, count: count('running', phase.code) })),
            { code: suspended, label: null, site: null, count: count('suspended') },
          ],
          completed: count('completed'), left: count('left'),
        };
      }),

    /** @throws DeclaredError `NOT_FOUND`, `INVALID` for a cursor that is not ours */
    column: (caller: Caller, { code, column, after }: Inputs['pathways']['column']): Promise<Outputs['pathways']['column']> => {
      const position = after === null ? null : decodePosition(after);
      const reach = reachOf(caller, 'patient.clinical.read', ports.clock.now());
      const question = column === waiting ? { state: 'proposed' as const, phase: null } : column === suspended ? { state: 'suspended' as const, phase: null } : { state: 'running' as const, phase: column };
      return unitOfWork.read(async (db) => {
        await definitionOf(db, code);
        const found = await enrolmentPage(db, reach, { code, ...question }, { after: position, limit: pageSize + 1 });
        const shown = found.slice(0, pageSize);
        const last = shown.at(-1);
        const noted = Map.groupBy(await factsOf(db, shown.map(({ id }) => id)), ({ enrolmentId }) => enrolmentId);
        const next = await plans.nextSteps(db, shown.flatMap(({ planId }) => planId ?? []), today());
        const rows = [];
        for (const row of shown) {
          const { patient } = row;
          if (!patient) continue;
          const { body } = (await definitions.version(db, row.definitionId)).content;
          const phase = row.state === 'running' ? phaseAfter(body, row.phase) : undefined;
          // While somebody is suspended the steps wait: none of them is late.
          const step = row.planId === null ? undefined : next.get(row.planId);
          const from = phase && row.includedOn !== null ? phaseDates(body, row.includedOn).find((one) => one.code === phase.code)?.from : undefined;
          rows.push({
            enrolmentId: row.id, patient, since: row.stateSince, phase: body.phases.find((one) => one.code === row.phase)?.label ?? null, reason: body.suspensions.find((one) => one.code === row.reason)?.label ?? null,
            gate: from === undefined ? null : { from, unmet: unmetOf(body, row.phase, countingFacts(body, noted.get(row.id) ?? [], today())) }, next: step ? { ...step, isLate: step.isLate && row.state !== 'suspended' } : null,
            otherwise: (noted.get(row.id) ?? []).filter(({ value, reading }) => restingOf(value, reading)?.taking === 'otherwise').length,
          });
        }
        return { rows, next: found.length > pageSize && last ? encodePosition({ at: last.stateSince, id: last.id }) : null };
      });
    },
  };
}
