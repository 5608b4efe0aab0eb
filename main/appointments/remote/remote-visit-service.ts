import type { Inputs, Outputs } from '#contract/index.ts';
import type { RemoteVisit } from '#contract/remote-visits.ts';
import { requireOpenRecord } from '../../access/open-record.ts';
import { reachOf } from '../../access/record-reach.ts';
import { decodePosition, encodePosition } from '../../patients/history-cursor.ts';
import { DeclaredError } from '../../platform/declared-error.ts';
import type { WriteExecutor } from '../../platform/database/schema.ts';
import type { ServiceDependencies } from '../../service-dependencies.ts';
import type { Caller } from '../../users/caller.ts';
import { requireOwnCalendar } from '../booking-service.ts';
import { writtenVisit } from '../seen-visit.ts';
import { type AnyVisit, anyVisit, lastVisitChange } from '../visit-undo-repository.ts';
import { civilDate } from '../wall-time.ts';
import { checkRefusal } from './remote-visit-rules.ts';
import { countToBook, type Noted, remoteVersion, toBookPage, writeChecklist, writeDrop, writeFallback } from './remote-visit-repository.ts';

/** Visits at a distance on their day: what is verified before they begin, going on by telephone, and the people they leave to see in person. */
export function createRemoteVisitService({ unitOfWork, audit, ports }: ServiceDependencies) {
  /** Runs a change of what is kept of a visit; audited, answered with what is kept. */
  const change = (
    caller: Caller,
    { appointmentId, expectedVersion }: { readonly appointmentId: string; readonly expectedVersion: number },
    action: string,
    work: (db: WriteExecutor, visit: AnyVisit, kept: Awaited<ReturnType<typeof remoteVersion>>, who: Noted) => Promise<boolean>,
  ): Promise<RemoteVisit> =>
    unitOfWork.write(async (db) => {
      const now = ports.clock.now();
      const visit = await anyVisit(db, appointmentId);
      if (!visit) throw new DeclaredError('NOT_FOUND');
      requireOwnCalendar(caller, visit.practitionerId);
      await requireOpenRecord(db, reachOf(caller, 'appointment.read', now), visit.patientId);
      const kept = await remoteVersion(db, appointmentId);
      const isWritten = kept.version === expectedVersion && (await work(db, visit, kept, { now, userId: caller.userId }));
      if (!isWritten) throw new DeclaredError('STALE', { version: kept.version, changedBy: await lastVisitChange(db, visit), changedAt: now });
      await audit.record(db, { userId: caller.userId, action, entity: 'remote-visit', entityId: appointmentId, patientId: visit.patientId });
      const { remote } = await writtenVisit(db, caller, now, visit);
      if (!remote) throw new Error('a visit at a distance just written cannot be read');
      return remote;
    });

  /** @throws DeclaredError `INVALID`, `ILLEGAL_STATE` */
  const requireDay = (visit: AnyVisit, now: string): void => {
    const refusal = checkRefusal(visit, civilDate(now, visit.zone));
    if (refusal && 'state' in refusal) throw new DeclaredError('ILLEGAL_STATE', refusal);
    if (refusal) throw new DeclaredError('INVALID', { issues: [refusal] });
  };

  return {
    /** @throws DeclaredError `INVALID`, `ILLEGAL_STATE`, `STALE`, `FORBIDDEN` (another's calendar), `RESTRICTED`, `NOT_FOUND` */
    check: (caller: Caller, input: Inputs['remoteVisits']['check']): Promise<Outputs['remoteVisits']['check']> =>
      change(caller, input, 'remote-visit.checked', async (db, visit, { version }, who) => {
        requireDay(visit, who.now);
        return writeChecklist(db, visit.id, version, input.checklist, who);
      }),

    /** @throws DeclaredError `INVALID`, `ILLEGAL_STATE`, `STALE`, `FORBIDDEN`, `RESTRICTED`, `NOT_FOUND` */
    fallBack: (caller: Caller, input: Inputs['remoteVisits']['fallBack']): Promise<Outputs['remoteVisits']['fallBack']> =>
      change(caller, input, input.reason === null ? 'remote-visit.fallback-undone' : 'remote-visit.fallback', async (db, visit, { version }, who) => {
        if (visit.modality !== 'VIDEO') throw new DeclaredError('INVALID', { issues: [{ path: 'appointmentId', code: 'NOT_VIDEO' }] });
        requireDay(visit, who.now);
        return writeFallback(db, visit.id, version, input.reason, who);
      }),

    /** @throws DeclaredError `ILLEGAL_STATE` where nothing was to be booked, `STALE`, `FORBIDDEN`, `RESTRICTED`, `NOT_FOUND` */
    drop: (caller: Caller, input: Inputs['remoteVisits']['drop']): Promise<Outputs['remoteVisits']['drop']> =>
      change(caller, input, input.reason === null ? 'remote-visit.to-book' : 'remote-visit.dropped', async (db, visit, { version, convertUntil }, who) => {
        if (convertUntil === null) throw new DeclaredError('ILLEGAL_STATE', { state: visit.status });
        return writeDrop(db, visit.id, version, input.reason, who);
      }),

    /** @throws DeclaredError `INVALID` for a cursor that is not ours */
    toBook: (caller: Caller, { after, limit }: Inputs['remoteVisits']['toBook']): Promise<Outputs['remoteVisits']['toBook']> => {
      const position = after ? decodePosition(after) : null;
      const most = limit ?? 20;
      const reach = reachOf(caller, 'patient.read', ports.clock.now());
      return unitOfWork.read(async (db) => {
        const found = await toBookPage(db, reach, { after: position, limit: most + 1 });
        const shown = found.slice(0, most);
        const last = shown.at(-1);
        return {
          rows: shown.flatMap(({ patient, ...row }) => (patient ? [{ ...row, patient }] : [])),
          next: found.length > most && last ? encodePosition({ at: last.until, id: last.appointmentId }) : null, total: await countToBook(db, reach),
        };
      });
    },
  };
}
