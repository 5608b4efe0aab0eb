import type { Inputs, Outputs } from '#contract/index.ts';
import { closedDates } from '../../appointments/working-days.ts';
import { addDays } from '../../appointments/wall-time.ts';
import type { PathwayReader } from '../pathway-reader.ts';
import { decodePosition, encodePosition } from '../../patients/history-cursor.ts';
import { DeclaredError } from '../../platform/declared-error.ts';
import type { WriteExecutor } from '../../platform/database/schema.ts';
import type { ServiceDependencies } from '../../service-dependencies.ts';
import type { Caller } from '../../users/caller.ts';
import type { DoseAccess } from './dose-access.ts';
import { toldEscalation } from './dose-view.ts';
import { acknowledge, countWaiting, escalationById, escalationPage, insertEscalation } from './escalation-repository.ts';
import { answerBy, type EscalationNeed } from './escalation-rules.ts';

const pageSize = 50;
/** No clinic is closed for longer. */
const daysAhead = 40;

interface Concerns {
  readonly enrolmentId: string;
  readonly patientId: string;
  readonly doseId: string | null;
  readonly callId: string | null;
}

/** What reaches the hospital: opened in the transaction of what found it, listed until somebody answers, never taken away. */
export function createEscalationService({ unitOfWork, ports, clinic }: ServiceDependencies, definitions: PathwayReader, access: DoseAccess) {
  return {
    /** Opens one, in the transaction of whoever found it. */
    open: async (db: WriteExecutor, caller: Caller, need: EscalationNeed, concerns: Concerns): Promise<void> => {
      const by = access.by(caller);
      const isClosed = await closedDates(db, by.today, addDays(by.today, daysAhead));
      const id = ports.newId();
      await insertEscalation(db, { id, ...concerns, ...need, answerBy: answerBy(need.within, by.now, { zone: clinic.timeZone, isClosed }) }, by);
      await access.record(db, caller, 'escalation.opened', { id, patientId: concerns.patientId }, { kind: need.kind, ...(need.level && { level: need.level }) });
    },

    /** @throws DeclaredError `INVALID` for a cursor that is not ours */
    list: (caller: Caller, { standing, after, limit = pageSize }: Inputs['escalations']['list']): Promise<Outputs['escalations']['list']> => {
      const position = after === null ? null : decodePosition(after);
      return unitOfWork.read(async (db) => {
        const [reach, now] = [access.reach(caller), ports.clock.now()];
        const found = await escalationPage(db, reach, standing, { after: position, limit: limit + 1 });
        const shown = found.slice(0, limit);
        const rows = [];
        for (const { patient, phone, pathwayId, ...row } of shown) {
          if (!patient) continue;
          rows.push({ escalation: toldEscalation(row, now, (roles) => access.mayAct(caller, roles)), patient, phone, label: (await definitions.version(db, pathwayId)).content.body.label });
        }
        const last = shown.at(-1);
        return { rows, next: found.length > limit && last ? encodePosition({ at: (standing === 'waiting' ? last.answerBy : last.acknowledgedAt) ?? '', id: last.id }) : null, ...(await countWaiting(db, reach, now)), now };
      });
    },

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `FORBIDDEN`, `ILLEGAL_STATE` once somebody has answered */
    acknowledge: (caller: Caller, { escalationId, action, words }: Inputs['escalations']['acknowledge']): Promise<Outputs['escalations']['acknowledge']> =>
      unitOfWork.write(async (db) => {
        const row = await escalationById(db, escalationId);
        if (!row) throw new DeclaredError('NOT_FOUND');
        await access.requireActor(db, caller, row.patientId, row.roles);
        const by = access.by(caller);
        if (!(await acknowledge(db, row.id, { action, words }, by))) throw new DeclaredError('ILLEGAL_STATE', { state: 'acknowledged' });
        await access.record(db, caller, 'escalation.acknowledged', row, { action });
        return { acknowledgedAt: by.now };
      }),
  };
}

export type EscalationService = ReturnType<typeof createEscalationService>;
