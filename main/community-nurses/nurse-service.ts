import type { Inputs, Outputs } from '#contract/index.ts';
import type { NurseAssignment, NursePart } from '#contract/nurses.ts';
import { requireOpenRecord } from '../access/open-record.ts';
import { reachOf } from '../access/record-reach.ts';
import { civilDate } from '../appointments/wall-time.ts';
import type { ActGuard } from '../credentials/act-guard.ts';
import type { CredentialHoldings } from '../credentials/credential-holdings.ts';
import { foldText, sortKey } from '../patients/patient-name.ts';
import type { PathwayFollowing, FollowedEnrolment } from '../pathways/pathway-following.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';
import type { ServiceDependencies } from '../service-dependencies.ts';
import type { Caller } from '../users/caller.ts';
import { nurseWeights } from './nurse-content.ts';
import { compactPostalCode, type RankedCandidate, rankNurses } from './nurse-ranking-rules.ts';
import { type AssignmentRow, assignmentById, assignmentsOf, changeNurse, changeProfessional, endAssignment, everyNurse, followedBy, insertAssignment, insertNurse, insertProfessional, isProfessional, loads, nurseById, type NurseRow, personToFollow } from './nurse-repository.ts';

/** Community nurses: the directory, and who follows whom, proposed with reasons and chosen by a person. */
export function createNurseService({ unitOfWork, audit, ports, clinic }: ServiceDependencies, guard: ActGuard, holdings: CredentialHoldings, following: PathwayFollowing) {
  const today = (): string => civilDate(ports.clock.now(), clinic.timeZone);
  const by = (caller: Caller) => ({ now: ports.clock.now(), userId: caller.userId, today: today() });
  const mayWrite = (caller: Caller): boolean => caller.grants['patient.clinical.write'] === 'clinic';
  const reach = (caller: Caller) => reachOf(caller, 'patient.clinical.read', ports.clock.now());
  const staleNurse = ({ version, updatedByName, updatedAt }: NurseRow): DeclaredError => new DeclaredError('STALE', { version, changedBy: updatedByName, changedAt: updatedAt });

  /** Somebody running on a pathway, whose record the caller may write in. */
  const held = async (db: ReadExecutor, caller: Caller, enrolmentId: string): Promise<FollowedEnrolment> => {
    const enrolment = await following.find(db, enrolmentId);
    if (!enrolment) throw new DeclaredError('NOT_FOUND');
    await requireOpenRecord(db, reach(caller), enrolment.patientId);
    if (!mayWrite(caller)) throw new DeclaredError('FORBIDDEN', { access: 'patient.clinical.write' });
    return enrolment;
  };
  const live = async (db: ReadExecutor, enrolmentId: string): Promise<Readonly<Partial<Record<NursePart, AssignmentRow>>>> =>
    Object.fromEntries((await assignmentsOf(db, [enrolmentId])).filter(({ ended }) => ended === null).map((one) => [one.part, one]));

  const ranked = async (db: ReadExecutor, enrolment: FollowedEnrolment, part: NursePart): Promise<{ readonly nurses: readonly NurseRow[]; readonly candidates: readonly RankedCandidate[] }> => {
    const nurses = await everyNurse(db);
    const counts = await loads(db);
    const present = await live(db, enrolment.id);
    const other = present[part === 'main' ? 'back-up' : 'main']?.practitionerId;
    const judged = new Map((await guard.whoMay(db, [...new Set([...enrolment.requires, ...enrolment.asks])], today())).map((one) => [one.practitionerId, one]));
    const lacksOf = (practitionerId: string, isRequired: boolean) => (judged.get(practitionerId)?.lacks ?? []).filter(({ kind }) => enrolment.requires.includes(kind) === isRequired).map(({ label }) => label);
    const candidates = rankNurses(
      nurses.map((nurse) => {
        const followed = counts.get(nurse.practitionerId)?.main ?? 0;
        // Whom they follow already is not counted against them.
        const own = present.main?.practitionerId === nurse.practitionerId ? 1 : 0;
        return {
          practitionerId: nurse.practitionerId, sortKey: nurse.sortKey, isActive: nurse.isActive && judged.has(nurse.practitionerId), lacks: lacksOf(nurse.practitionerId, true), unnoted: lacksOf(nurse.practitionerId, false), areas: nurse.areas, languages: nurse.languages,
          load: followed - own, most: nurse.mostPeople, hasOtherPart: nurse.practitionerId === other,
        };
      }),
      await personToFollow(db, enrolment.patientId),
      nurseWeights,
    );
    return { nurses, candidates };
  };
  const record = (db: WriteExecutor, caller: Caller, action: string, { id, patientId }: Pick<AssignmentRow, 'id' | 'patientId'>, detail: Readonly<Record<string, string>>) => audit.record(db, { userId: caller.userId, action, entity: 'nurse-assignment', entityId: id, patientId, detail });
  const view = (row: AssignmentRow): NurseAssignment => ({
    id: row.id, version: row.version, part: row.part, practitionerId: row.practitionerId, name: row.name, phone: row.phone, fromOn: row.fromOn, reasons: row.reasons, note: row.note, assignedBy: row.assignedByName ?? '', assignedAt: row.assignedAt,
    ended: row.ended && { on: row.ended.on, reason: row.ended.reason, by: row.ended.byName ?? '' },
  });
  /** What the pathway asks of it is noted by itself: somebody follows the person, or nobody any more. */
  const note = (db: WriteExecutor, caller: Caller, enrolment: FollowedEnrolment, part: NursePart, isNamed: boolean) => following.note(db, enrolment, part === 'main' ? 'nurse' : 'back-up', isNamed, by(caller));

  return {
    list: (caller: Caller): Promise<Outputs['nurses']['list']> =>
      unitOfWork.read(async (db) => {
        const nurses = await everyNurse(db);
        const counts = await loads(db);
        const trained = await holdings.heldBy(db, nurses.map(({ practitionerId }) => practitionerId), today());
        return {
          nurses: nurses.map(({ sortKey: _sortKey, updatedAt: _updatedAt, updatedByName: _updatedByName, areas, weekdays, languages, ...nurse }) => ({
            ...nurse, areas: [...areas], weekdays: [...weekdays], languages: [...languages], follows: counts.get(nurse.practitionerId)?.main ?? 0, backsUp: counts.get(nurse.practitionerId)?.['back-up'] ?? 0, trainedFor: [...(trained.get(nurse.practitionerId) ?? [])],
          })),
          mayManage: caller.grants['training.manage'] !== undefined,
        };
      }),

    /** @throws DeclaredError `STALE`, `INVALID` (an area twice) */
    save: (caller: Caller, { practitionerId, expectedVersion, givenName, familyName, languages, ...profile }: Inputs['nurses']['save']): Promise<Outputs['nurses']['save']> =>
      unitOfWork.write(async (db) => {
        const areas = profile.areas.map(({ prefix, km }) => ({ prefix: compactPostalCode(prefix), km }));
        const twice = areas.findIndex(({ prefix }, index) => areas.findIndex((one) => one.prefix === prefix) < index);
        if (twice >= 0) throw new DeclaredError('INVALID', { issues: [{ path: `areas.${twice}.prefix`, code: 'TWICE' }] });
        const known = await nurseById(db, practitionerId);
        if ((known?.version ?? 0) !== expectedVersion) {
          if (known) throw staleNurse(known);
          throw new DeclaredError('NOT_FOUND');
        }
        const key = sortKey(familyName, givenName);
        const person = { practitionerId, givenName, familyName, languages, sortKey: key, searchTerms: foldText(`${familyName} ${givenName}`), now: ports.clock.now() };
        const kept = { ...profile, areas, weekdays: [...new Set(profile.weekdays)].sort((one, other) => one - other) };
        if (known) {
          await changeProfessional(db, person);
          if (!(await changeNurse(db, practitionerId, expectedVersion, kept, by(caller)))) throw staleNurse((await nurseById(db, practitionerId)) ?? known);
        } else {
          if (!(await isProfessional(db, practitionerId))) await insertProfessional(db, person);
          await insertNurse(db, practitionerId, kept, by(caller));
        }
        await audit.record(db, { userId: caller.userId, action: known ? 'nurse.changed' : 'nurse.added', entity: 'practitioner', entityId: practitionerId });
        return { version: expectedVersion + 1 };
      }),

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `FORBIDDEN` */
    rank: (caller: Caller, { enrolmentId, part }: Inputs['nurses']['rank']): Promise<Outputs['nurses']['rank']> =>
      unitOfWork.read(async (db) => {
        const enrolment = await held(db, caller, enrolmentId);
        const { nurses, candidates } = await ranked(db, enrolment, part);
        const byId = new Map(nurses.map((nurse) => [nurse.practitionerId, nurse]));
        return { asks: [...(await holdings.labelsOf(db, enrolment.requires))], candidates: candidates.map((one) => ({ ...one, name: byId.get(one.practitionerId)?.name ?? '', sector: byId.get(one.practitionerId)?.sector ?? '' })) };
      }),

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `FORBIDDEN`, `NOT_TRAINED`, `ILLEGAL_STATE` (over, or somebody one may not choose), `REASON_REQUIRED` (not the first proposed) */
    assign: (caller: Caller, { assignmentId, enrolmentId, practitionerId, part, note: words }: Inputs['nurses']['assign']): Promise<Outputs['nurses']['assign']> =>
      unitOfWork.write(async (db) => {
        const known = await assignmentById(db, assignmentId);
        const enrolment = await held(db, caller, known?.enrolmentId ?? enrolmentId);
        if (known) return { version: known.version };
        if (enrolment.isOver) throw new DeclaredError('ILLEGAL_STATE', { state: 'over' });
        const { candidates } = await ranked(db, enrolment, part);
        const chosen = candidates.find((one) => one.practitionerId === practitionerId);
        if (!chosen) throw new DeclaredError('NOT_FOUND');
        if (enrolment.requires.length > 0) await guard.require(db, { label: enrolment.label, requires: [...enrolment.requires] }, practitionerId, today());
        if (chosen.rank === null) throw new DeclaredError('ILLEGAL_STATE', { state: chosen.reasons[0]?.code ?? 'closed' });
        if (chosen.rank > 1 && words.trim() === '') throw new DeclaredError('REASON_REQUIRED');
        const present = (await live(db, enrolment.id))[part];
        if (present?.practitionerId === practitionerId) throw new DeclaredError('ILLEGAL_STATE', { state: 'assigned' });
        if (present) await endAssignment(db, present.id, present.version, { ...by(caller), on: today(), reason: words });
        await insertAssignment(db, { id: assignmentId, enrolmentId: enrolment.id, patientId: enrolment.patientId, practitionerId, part, reasons: chosen.reasons, note: words, fromOn: today() }, by(caller));
        if (!present) await note(db, caller, enrolment, part, true);
        await record(db, caller, present ? 'nurse.reassigned' : 'nurse.assigned', { id: assignmentId, patientId: enrolment.patientId }, { pathway: enrolment.code });
        return { version: 1 };
      }),

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `FORBIDDEN`, `STALE`, `ILLEGAL_STATE` */
    end: (caller: Caller, { assignmentId, expectedVersion, reason }: Inputs['nurses']['end']): Promise<Outputs['nurses']['end']> =>
      unitOfWork.write(async (db) => {
        const row = await assignmentById(db, assignmentId);
        if (!row) throw new DeclaredError('NOT_FOUND');
        const enrolment = await held(db, caller, row.enrolmentId);
        if (row.version !== expectedVersion) throw new DeclaredError('STALE', { version: row.version, changedBy: row.ended?.byName ?? row.assignedByName, changedAt: row.ended?.at ?? row.assignedAt });
        if (!(await endAssignment(db, row.id, row.version, { ...by(caller), on: today(), reason }))) throw new DeclaredError('ILLEGAL_STATE', { state: 'ended' });
        await note(db, caller, enrolment, row.part, false);
        await record(db, caller, 'nurse.ended', row, { pathway: enrolment.code });
        return { version: expectedVersion + 1 };
      }),

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED` */
    ofPatient: (caller: Caller, { patientId }: Inputs['nurses']['ofPatient']): Promise<Outputs['nurses']['ofPatient']> =>
      unitOfWork.write(async (db) => {
        await requireOpenRecord(db, reach(caller), patientId);
        const ids = await following.enrolmentIdsOf(db, patientId);
        const rows = await assignmentsOf(db, ids);
        await audit.recordReading(db, { userId: caller.userId, action: 'nurse.read', entity: 'patient', entityId: patientId, patientId });
        return { enrolments: ids.map((enrolmentId) => ({ enrolmentId, assignments: rows.filter((row) => row.enrolmentId === enrolmentId).map(view) })), mayWrite: mayWrite(caller) };
      }),

    peopleOf: (caller: Caller, { practitionerId }: Inputs['nurses']['peopleOf']): Promise<Outputs['nurses']['peopleOf']> =>
      unitOfWork.read(async (db) => {
        const rows = await followedBy(db, reach(caller), practitionerId);
        return Promise.all(rows.map(async ({ definitionId, phase, ...row }) => ({ ...row, ...(await following.wordsOf(db, definitionId, phase)) })));
      }),
  };
}
