import type { CohortDefinition } from '#contract/cohorts.ts';
import type { Inputs, Outputs } from '#contract/index.ts';
import { mostAtOnce } from '#contract/recalls.ts';
import { requireOpenRecord } from '../access/open-record.ts';
import { reachOf } from '../access/record-reach.ts';
import { civilDate } from '../appointments/wall-time.ts';
import { decodePosition, encodePosition } from '../patients/history-cursor.ts';
import type { WriteExecutor } from '../platform/database/schema.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import type { ServiceDependencies } from '../service-dependencies.ts';
import type { Caller } from '../users/caller.ts';
import { alreadyRecalled, closeRecall, countRecalls, insertRecalls, isOfClinic, recallById, recallPage, responsibleFor, writeResponsible } from './recall-repository.ts';

/** Rows written in one transaction. */
const batchSize = 100;

/** Everybody who answers a definition, by name: at most `limit`; null while some records are still being read. */
export type FindPeople = (caller: Caller, definition: CohortDefinition, limit: number) => Promise<readonly string[] | null>;

/** What is done for the people of a cohort at once, and the list of recalls it makes. */
export function createRecallService({ unitOfWork, audit, clinic, ports }: ServiceDependencies, findPeople: FindPeople) {
  const today = (): string => civilDate(ports.clock.now(), clinic.timeZone);

  const everybodyOf = async (caller: Caller, definition: CohortDefinition): Promise<readonly string[]> => {
    const found = await findPeople(caller, definition, mostAtOnce + 1);
    if (found === null) throw new DeclaredError('BUSY', { job: 'cohort' });
    if (found.length > mostAtOnce) throw new DeclaredError('INVALID', { issues: [{ path: 'definition', code: 'TOO_MANY' }] });
    return found;
  };

  /** In transactions of some people each: a list of thousands holds nobody up. */
  const inBatches = async <T>(ids: readonly string[], work: (db: WriteExecutor, batch: readonly string[]) => Promise<T>): Promise<T[]> => {
    const done: T[] = [];
    for (let from = 0; from < ids.length; from += batchSize) done.push(await unitOfWork.write((db) => work(db, ids.slice(from, from + batchSize))));
    return done;
  };

  /** Puts these people on the list but for those on it already; answers how many. */
  const putOnList = async (db: WriteExecutor, caller: Caller, ids: readonly string[], why: { readonly dueOn: string; readonly reason: string; readonly cohortId: string | null }): Promise<number> => {
    const known = await alreadyRecalled(db, ids);
    const fresh = ids.filter((id) => !known.has(id)).map((patientId) => ({ id: ports.newId(), patientId, ...why, now: ports.clock.now(), userId: caller.userId }));
    await insertRecalls(db, fresh);
    for (const { id, patientId } of fresh) await audit.record(db, { userId: caller.userId, action: 'recall.created', entity: 'recall', entityId: id, patientId });
    return fresh.length;
  };

  return {
    /** @throws DeclaredError `INVALID`, `BUSY` */
    create: async (caller: Caller, { definition, cohortId, dueOn, reason }: Inputs['recalls']['create']): Promise<Outputs['recalls']['create']> => {
      const ids = await everybodyOf(caller, definition);
      const created = await inBatches(ids, (db, batch) => putOnList(db, caller, batch, { dueOn, reason, cohortId }));
      const count = created.reduce((sum, one) => sum + one, 0);
      return { created: count, already: ids.length - count };
    },

    /** @throws DeclaredError `RESTRICTED`, `NOT_FOUND` */
    createFor: (caller: Caller, { patientIds, dueOn, reason }: Inputs['recalls']['createFor']): Promise<Outputs['recalls']['createFor']> =>
      unitOfWork.write(async (db) => {
        const ids = [...new Set(patientIds)];
        for (const patientId of ids) await requireOpenRecord(db, reachOf(caller, 'patient.read', ports.clock.now()), patientId);
        const created = await putOnList(db, caller, ids, { dueOn, reason, cohortId: null });
        return { created, already: ids.length - created };
      }),

    /** @throws DeclaredError `INVALID`, `NOT_FOUND`, `BUSY` */
    assign: async (caller: Caller, { definition, practitionerId }: Inputs['recalls']['assign']): Promise<Outputs['recalls']['assign']> => {
      if (practitionerId !== null && !(await unitOfWork.read((db) => isOfClinic(db, practitionerId)))) throw new DeclaredError('NOT_FOUND');
      const ids = await everybodyOf(caller, definition);
      await inBatches(ids, async (db, batch) => {
        await writeResponsible(db, batch, practitionerId, { now: ports.clock.now(), userId: caller.userId });
        for (const patientId of batch) await audit.record(db, { userId: caller.userId, action: 'recall.assigned', entity: 'recall', entityId: practitionerId, patientId });
      });
      return { assigned: ids.length };
    },

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `STALE` */
    setResponsible: (caller: Caller, { patientId, practitionerId, expected }: Inputs['recalls']['setResponsible']): Promise<Outputs['recalls']['setResponsible']> =>
      unitOfWork.write(async (db) => {
        await requireOpenRecord(db, reachOf(caller, 'patient.read', ports.clock.now()), patientId);
        if (practitionerId !== null && !(await isOfClinic(db, practitionerId))) throw new DeclaredError('NOT_FOUND');
        const present = await responsibleFor(db, patientId);
        if ((present?.practitioner_id ?? null) === practitionerId) return { practitionerId };
        if ((present?.practitioner_id ?? null) !== expected) throw new DeclaredError('STALE', { version: 1, changedBy: present?.display_name ?? null, changedAt: present?.assigned_at ?? ports.clock.now() });
        await writeResponsible(db, [patientId], practitionerId, { now: ports.clock.now(), userId: caller.userId });
        await audit.record(db, { userId: caller.userId, action: 'recall.assigned', entity: 'recall', entityId: practitionerId, patientId });
        return { practitionerId };
      }),

    /** @throws DeclaredError `INVALID` for a cursor that is not ours */
    list: (caller: Caller, { after, limit }: Inputs['recalls']['list']): Promise<Outputs['recalls']['list']> => {
      const position = after ? decodePosition(after) : null;
      const most = limit ?? 50;
      const reach = reachOf(caller, 'patient.read', ports.clock.now());
      return unitOfWork.read(async (db) => {
        const found = await recallPage(db, reach, today(), { after: position, limit: most + 1 });
        const shown = found.slice(0, most);
        const last = shown.at(-1);
        return {
          recalls: shown.flatMap(({ patient, id, version, phone, dueOn, reason, byName }) => (patient ? [{ id, version, patient, phone, dueOn, reason, byName }] : [])),
          next: found.length > most && last ? encodePosition({ at: last.dueOn, id: last.id }) : null, total: await countRecalls(db, reach, today()),
        };
      });
    },

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `STALE` */
    close: (caller: Caller, { recallId, expectedVersion, state, outcome }: Inputs['recalls']['close']): Promise<Outputs['recalls']['close']> =>
      unitOfWork.write(async (db) => {
        const kept = await recallById(db, recallId);
        if (!kept) throw new DeclaredError('NOT_FOUND');
        await requireOpenRecord(db, reachOf(caller, 'patient.read', ports.clock.now()), kept.patient_id);
        if (!(await closeRecall(db, recallId, expectedVersion, { state, outcome, now: ports.clock.now(), userId: caller.userId }))) {
          throw new DeclaredError('STALE', { version: kept.version, changedBy: kept.display_name, changedAt: kept.closed_at ?? kept.created_at });
        }
        await audit.record(db, { userId: caller.userId, action: state === 'done' ? 'recall.done' : 'recall.dropped', entity: 'recall', entityId: recallId, patientId: kept.patient_id });
        return { version: expectedVersion + 1 };
      }),
  };
}
