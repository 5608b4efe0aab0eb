import { openingMinutes } from '#contract/access.ts';
import type { Inputs, Outputs } from '#contract/index.ts';
import type { FieldChange } from '#contract/record-history.ts';
import { addMilliseconds } from '../platform/clock.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import { writeRecordChange } from '../record-history/record-history.ts';
import type { ServiceDependencies } from '../service-dependencies.ts';
import type { Caller } from '../users/caller.ts';
import { grantsOf } from '../users/permission-rules.ts';
import { accountName, colleagues, insertOpening, insertRestriction, liftRestriction, patientVersion, restrictionOf, stancesOf, teamGrounds, writeStance } from './access-repository.ts';
import { requireOpenRecord } from './open-record.ts';
import { countUnreviewed, listOpenings, openingById, openingFrom, openingsOf, reviewOpening } from './openings-repository.ts';
import { readAccess, readsByRight } from './reach-repository.ts';
import { type RecordReach, reachOf } from './record-reach.ts';

const mostColleagues = 500;
const mostOpenings = 50;
const pageSize = 50;

/** Restricted records: who may restrict, who is in the care team, opening one by exception, and reviewing that. */
export function createAccessService({ unitOfWork, audit, ports }: ServiceDependencies) {
  const reading = (caller: Caller): RecordReach => reachOf(caller, 'patient.read', ports.clock.now());

  /** Whoever is in by an exception reads; they do not decide who else does. */
  const requireRight = async (db: ReadExecutor, caller: Caller, patientId: string): Promise<void> => {
    const reach = reading(caller);
    await requireOpenRecord(db, reach, patientId);
    if (!(await readsByRight(db, reach, patientId))) throw new DeclaredError('FORBIDDEN', { access: 'record.restrict' });
  };

  /** The history of the record says who closed and opened it, beside what they changed in it. */
  const keepHistory = async (db: WriteExecutor, caller: Caller, patientId: string, change: FieldChange, reason: string | null): Promise<void> => {
    const version = await patientVersion(db, patientId);
    if (version === null) throw new DeclaredError('NOT_FOUND');
    await writeRecordChange(db, { entity: 'access', entityId: patientId, patientId, version, userId: caller.userId, origin: 'edit', changes: [change], reason }, { now: ports.clock.now(), newId: ports.newId });
  };

  return {
    openByException: async (caller: Caller, { openingId, patientId, reason, words }: Inputs['access']['openByException']): Promise<Outputs['access']['openByException']> => {
      const reach = reading(caller);
      const openUntil = addMilliseconds(reach.now, openingMinutes * 60_000);
      return unitOfWork.write(async (db) => {
        const known = await openingById(db, openingId);
        if (known) {
          if (known.user_id !== caller.userId || known.patient_id !== patientId) throw new DeclaredError('DUPLICATE', { field: 'openingId' });
          return { openUntil: known.open_until };
        }
        const access = await readAccess(db, reach, patientId);
        if (access === null) throw new DeclaredError('NOT_FOUND');
        if (access !== 'closed') throw new DeclaredError('ILLEGAL_STATE', { state: 'open' });
        await insertOpening(db, { id: openingId, patientId, userId: caller.userId, reason, words, at: reach.now, until: openUntil });
        await audit.record(db, { userId: caller.userId, action: 'record.opened-by-exception', entity: 'record_opening', entityId: openingId, patientId, detail: { reason, minutes: openingMinutes } });
        return { openUntil };
      });
    },

    standing: async (caller: Caller, { patientId }: Inputs['access']['standing']): Promise<Outputs['access']['standing']> => {
      const reach = reading(caller);
      return unitOfWork.read(async (db) => {
        await requireOpenRecord(db, reach, patientId);
        const restriction = await restrictionOf(db, patientId);
        const grounds = Map.groupBy(await teamGrounds(db, patientId), (row) => row.userId);
        const stances = await stancesOf(db, patientId);
        const people = await colleagues(db, mostColleagues);
        return {
          restriction: restriction && { reason: restriction.reason, words: restriction.words, at: restriction.at, byName: restriction.byName },
          team: people
            .filter(({ userId }) => grounds.has(userId) || stances.has(userId))
            .map((person) => ({ ...person, stance: stances.get(person.userId) ?? 'none', grounds: (grounds.get(person.userId) ?? []).map(({ ground }) => ground) })),
          openings: [...(await openingsOf(db, patientId, mostOpenings))],
          mayChange: caller.grants['record.restrict'] !== undefined && (await readsByRight(db, reach, patientId)),
        };
      });
    },

    restrict: async (caller: Caller, { patientId, reason, words }: Inputs['access']['restrict']): Promise<Outputs['access']['restrict']> => {
      const at = ports.clock.now();
      return unitOfWork.write(async (db) => {
        if ((await patientVersion(db, patientId)) === null) throw new DeclaredError('NOT_FOUND');
        if (await restrictionOf(db, patientId)) throw new DeclaredError('ILLEGAL_STATE', { state: 'restricted' });
        await insertRestriction(db, { id: ports.newId(), patientId, reason, words, at, by: caller.userId });
        await keepHistory(db, caller, patientId, { field: 'restricted', from: false, to: true }, words);
        await audit.record(db, { userId: caller.userId, action: 'record.restricted', entity: 'patient', entityId: patientId, patientId, detail: { reason } });
        return { restrictedAt: at };
      });
    },

    lift: async (caller: Caller, { patientId, words }: Inputs['access']['lift']): Promise<Outputs['access']['lift']> => {
      const at = ports.clock.now();
      return unitOfWork.write(async (db) => {
        await requireRight(db, caller, patientId);
        const restriction = await restrictionOf(db, patientId);
        if (!restriction) throw new DeclaredError('ILLEGAL_STATE', { state: 'open' });
        await liftRestriction(db, restriction.id, { at, by: caller.userId, words });
        await keepHistory(db, caller, patientId, { field: 'restricted', from: true, to: false }, words);
        await audit.record(db, { userId: caller.userId, action: 'record.restriction-lifted', entity: 'patient', entityId: patientId, patientId });
        return { liftedAt: at };
      });
    },

    setStance: async (caller: Caller, { patientId, userId, stance }: Inputs['access']['setStance']): Promise<Outputs['access']['setStance']> => {
      const at = ports.clock.now();
      return unitOfWork.write(async (db) => {
        await requireRight(db, caller, patientId);
        const name = await accountName(db, userId);
        if (name === null) throw new DeclaredError('NOT_FOUND');
        const before = (await stancesOf(db, patientId)).get(userId) ?? 'none';
        if (before === stance) return { stance };
        await writeStance(db, { id: ports.newId(), patientId, userId, stance, at, by: caller.userId });
        for (const [field, who] of [['careTeam', 'member'], ['keptOut', 'excluded']] as const) {
          const change = { field, from: before === who ? name : null, to: stance === who ? name : null };
          if (change.from !== change.to) await keepHistory(db, caller, patientId, change, null);
        }
        await audit.record(db, { userId: caller.userId, action: 'record.care-team-changed', entity: 'user_account', entityId: userId, patientId, detail: { before, stance } });
        return { stance };
      });
    },

    colleagues: async (_caller: Caller): Promise<Outputs['access']['colleagues']> => {
      const people = await unitOfWork.read((db) => colleagues(db, mostColleagues));
      return people.filter(({ roles }) => grantsOf(roles)['patient.read'] !== undefined);
    },

    /** Openings by exception for whoever reads the trail, newest first. */
    openings: async (_caller: Caller, { unreviewed, after }: Inputs['audit']['openings']): Promise<Outputs['audit']['openings']> =>
      unitOfWork.read(async (db) => {
        const rows = await listOpenings(db, { unreviewed, after: after ?? null, limit: pageSize + 1 });
        const page = rows.slice(0, pageSize);
        return {
          openings: page.map((row) => ({ ...openingFrom(row), patientId: row.patient_id, patientName: [row.family_name, row.given_name].filter(Boolean).join(', ') })),
          unreviewed: await countUnreviewed(db),
          next: rows.length > pageSize ? (page.at(-1)?.id ?? null) : null,
        };
      }),

    /** Reviewed already: answered as done. @throws DeclaredError `NOT_FOUND` */
    reviewOpening: async (caller: Caller, { openingId, words }: Inputs['audit']['reviewOpening']): Promise<Outputs['audit']['reviewOpening']> => {
      const at = ports.clock.now();
      return unitOfWork.write(async (db) => {
        const opening = await openingById(db, openingId);
        if (!opening) throw new DeclaredError('NOT_FOUND');
        if (await reviewOpening(db, openingId, { at, by: caller.userId, words: words === '' ? null : words })) {
          await audit.record(db, { userId: caller.userId, action: 'record.opening-reviewed', entity: 'record_opening', entityId: openingId, patientId: opening.patient_id });
        }
        return { unreviewed: await countUnreviewed(db) };
      });
    },
  };
}
