import type { Inputs, Outputs } from '#contract/index.ts';
import { requireOpenRecord } from '../access/open-record.ts';
import { reachOf } from '../access/record-reach.ts';
import { civilDate } from '../appointments/wall-time.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import type { ServiceDependencies } from '../service-dependencies.ts';
import type { Caller } from '../users/caller.ts';
import { consentById, consentsOf, insertConsent } from './consent-repository.ts';

const mostSaid = 100;

/** Whether people agreed that their data serves research. Nothing on record is no. */
export function createConsentService({ unitOfWork, audit, ports, clinic }: ServiceDependencies) {
  const today = (): string => civilDate(ports.clock.now(), clinic.timeZone);

  return {
    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED` */
    read: (caller: Caller, { patientId }: Inputs['research']['consent']): Promise<Outputs['research']['consent']> =>
      unitOfWork.read(async (db) => {
        await requireOpenRecord(db, reachOf(caller, 'patient.read', ports.clock.now()), patientId);
        const said = [...(await consentsOf(db, patientId, mostSaid))];
        return { standing: said[0] ?? null, said, mayRecord: caller.grants['patient.write'] !== undefined, today: today() };
      }),

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `INVALID`, `DUPLICATE` (the id is another record's) */
    record: (caller: Caller, input: Inputs['research']['recordConsent']): Promise<Outputs['research']['recordConsent']> =>
      unitOfWork.write(async (db) => {
        const { consentId, patientId, decision, decidedOn, way, giver, note } = input;
        await requireOpenRecord(db, reachOf(caller, 'patient.write', ports.clock.now()), patientId);
        if (decidedOn > today()) throw new DeclaredError('INVALID', { issues: [{ path: 'decidedOn', code: 'FUTURE' }] });
        const known = await consentById(db, consentId);
        if (known && known.patient_id !== patientId) throw new DeclaredError('DUPLICATE', { field: 'consentId' });
        if (known) return { recordedAt: known.recorded_at };
        const now = ports.clock.now();
        await insertConsent(db, { id: consentId, patientId, decision, decidedOn, way, giver, note, now, userId: caller.userId });
        await audit.record(db, { userId: caller.userId, action: 'research.consent-recorded', entity: 'research_consent', entityId: consentId, patientId, detail: { decision, way, giver } });
        return { recordedAt: now };
      }),
  };
}
