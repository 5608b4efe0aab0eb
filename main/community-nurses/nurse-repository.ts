import { z } from 'zod';
import { nurseArea, type NurseArea, type NursePart, nurseParts, type NurseReason, nurseReasonCodes } from '#contract/nurses.ts';
import type { PatientSummary } from '#contract/patients.ts';
import { bilingual } from '#contract/triage.ts';
import { spokenLanguages } from '#contract/values.ts';
import { isAmongWithinReach } from '../access/reach-repository.ts';
import type { RecordReach } from '../access/record-reach.ts';
import { readSummaries } from '../patients/registry-repository.ts';
import { professionalName } from '../people/person-name.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';

/** Community nurses of a clinic, and who follows whom, as they are kept. */

export interface NurseProfile {
  readonly sector: string;
  readonly areas: readonly NurseArea[];
  readonly weekdays: readonly number[];
  readonly mostPeople: number;
  readonly phone: string;
  readonly email: string;
  readonly organization: string;
  readonly isActive: boolean;
  readonly note: string;
}

export interface NurseRow extends NurseProfile {
  readonly practitionerId: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly name: string;
  readonly sortKey: string;
  readonly languages: readonly string[];
  readonly updatedAt: string;
  readonly updatedByName: string | null;
  readonly version: number;
}

const areasKept = z.array(nurseArea);
const weekdaysKept = z.array(z.int());
const mostNurses = 500;

function nurseRows(db: ReadExecutor) {
  return db
    .selectFrom('community_nurse as n')
    .innerJoin('practitioner as p', 'p.id', 'n.practitioner_id')
    .leftJoin('user_account as u', 'u.id', 'n.updated_by')
    .selectAll('n')
    .select(['p.prefix', 'p.given_name', 'p.family_name', 'p.sort_key', 'p.languages', 'u.display_name']);
}

function nurseOf(row: Awaited<ReturnType<ReturnType<typeof nurseRows>['execute']>>[number]): NurseRow {
  return {
    practitionerId: row.practitioner_id, givenName: row.given_name, familyName: row.family_name, name: professionalName({ prefix: row.prefix, givenName: row.given_name, familyName: row.family_name }), sortKey: row.sort_key, languages: spokenLanguages.parse(JSON.parse(row.languages)),
    sector: row.sector, areas: areasKept.parse(JSON.parse(row.areas)), weekdays: weekdaysKept.parse(JSON.parse(row.weekdays)), mostPeople: row.most_people, phone: row.phone, email: row.email, organization: row.organization, isActive: row.is_active === 1, note: row.note,
    updatedAt: row.updated_at, updatedByName: row.display_name, version: row.version,
  };
}

/** The directory: those at work first, by name. */
export async function everyNurse(db: ReadExecutor): Promise<readonly NurseRow[]> {
  return (await nurseRows(db).orderBy('n.is_active', 'desc').orderBy('p.sort_key').orderBy('p.id').limit(mostNurses).execute()).map(nurseOf);
}

export async function nurseById(db: ReadExecutor, practitionerId: string): Promise<NurseRow | undefined> {
  const row = await nurseRows(db).where('n.practitioner_id', '=', practitionerId).executeTakeFirst();
  return row && nurseOf(row);
}

/** Whether somebody of this id is on file as a professional. */
export async function isProfessional(db: ReadExecutor, practitionerId: string): Promise<boolean> {
  return (await db.selectFrom('practitioner').select('id').where('id', '=', practitionerId).executeTakeFirst()) !== undefined;
}

interface By {
  readonly now: string;
  readonly userId: string;
}

export interface NurseIdentity {
  readonly practitionerId: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly languages: readonly string[];
  readonly sortKey: string;
  readonly searchTerms: string;
  readonly now: string;
}

const identityColumns = ({ givenName, familyName, languages, sortKey, searchTerms, now }: NurseIdentity) => ({ family_name: familyName, given_name: givenName, languages: JSON.stringify(languages), sort_key: sortKey, search_terms: searchTerms, updated_at: now });

/** Somebody new among the professionals, as a community nurse, without an account. */
export async function insertProfessional(db: WriteExecutor, person: NurseIdentity): Promise<void> {
  await db.insertInto('practitioner').values({ id: person.practitionerId, ...identityColumns(person), clinic_role: 'community-nurse', created_at: person.now }).execute();
}

export async function changeProfessional(db: WriteExecutor, person: NurseIdentity): Promise<void> {
  await db.updateTable('practitioner').set(identityColumns(person)).where('id', '=', person.practitionerId).execute();
}

const profileColumns = (profile: NurseProfile, { now, userId }: By) => ({
  sector: profile.sector, areas: JSON.stringify(profile.areas), weekdays: JSON.stringify(profile.weekdays), most_people: profile.mostPeople, phone: profile.phone, email: profile.email, organization: profile.organization, is_active: profile.isActive ? 1 : 0, note: profile.note, updated_at: now, updated_by: userId,
});

export async function insertNurse(db: WriteExecutor, practitionerId: string, profile: NurseProfile, by: By): Promise<void> {
  await db.insertInto('community_nurse').values({ practitioner_id: practitionerId, ...profileColumns(profile, by), version: 1 }).execute();
}

/** Changes what the directory says at the version seen; false when it has moved on. */
export async function changeNurse(db: WriteExecutor, practitionerId: string, version: number, profile: NurseProfile, by: By): Promise<boolean> {
  const done = await db.updateTable('community_nurse').set({ ...profileColumns(profile, by), version: version + 1 }).where('practitioner_id', '=', practitionerId).where('version', '=', version).executeTakeFirst();
  return Number(done.numUpdatedRows) === 1;
}

/** How many people each nurse has now, by part. */
export async function loads(db: ReadExecutor): Promise<ReadonlyMap<string, Readonly<Record<NursePart, number>>>> {
  const rows = await db
    .selectFrom('nurse_assignment as a')
    .select((eb) => ['a.practitioner_id', 'a.part', eb.fn.countAll<number>().as('count')])
    .where('a.ended_on', 'is', null)
    .groupBy(['a.practitioner_id', 'a.part'])
    .execute();
  const found = new Map<string, Record<NursePart, number>>();
  for (const row of rows) {
    const own = found.get(row.practitioner_id) ?? { main: 0, 'back-up': 0 };
    own[part.parse(row.part)] = Number(row.count);
    found.set(row.practitioner_id, own);
  }
  return found;
}

const part = z.enum(nurseParts);
const reasonsKept: z.ZodType<NurseReason[]> = z.array(z.object({ code: z.enum(nurseReasonCodes), km: z.number().nullable(), load: z.int().nullable(), most: z.int().nullable(), words: z.array(bilingual) }));

export interface AssignmentRow {
  readonly id: string;
  readonly enrolmentId: string;
  readonly patientId: string;
  readonly practitionerId: string;
  readonly name: string;
  readonly phone: string;
  readonly part: NursePart;
  readonly reasons: NurseReason[];
  readonly note: string;
  readonly fromOn: string;
  readonly assignedAt: string;
  readonly assignedByName: string | null;
  readonly ended: { readonly on: string; readonly at: string; readonly reason: string; readonly byName: string | null } | null;
  readonly version: number;
}

function assignmentRows(db: ReadExecutor) {
  return db
    .selectFrom('nurse_assignment as a')
    .innerJoin('practitioner as p', 'p.id', 'a.practitioner_id')
    .leftJoin('community_nurse as n', 'n.practitioner_id', 'a.practitioner_id')
    .leftJoin('user_account as u', 'u.id', 'a.assigned_by')
    .leftJoin('user_account as e', 'e.id', 'a.ended_by')
    .selectAll('a')
    .select(['p.prefix', 'p.given_name', 'p.family_name', 'n.phone', 'u.display_name as assigner', 'e.display_name as ender']);
}

function assignmentOf(row: Awaited<ReturnType<ReturnType<typeof assignmentRows>['execute']>>[number]): AssignmentRow {
  return {
    id: row.id, enrolmentId: row.enrolment_id, patientId: row.patient_id, practitionerId: row.practitioner_id, name: professionalName({ prefix: row.prefix, givenName: row.given_name, familyName: row.family_name }), phone: row.phone ?? '', part: part.parse(row.part),
    reasons: reasonsKept.parse(JSON.parse(row.reasons)), note: row.note, fromOn: row.from_on, assignedAt: row.assigned_at, assignedByName: row.assigner,
    ended: row.ended_on === null ? null : { on: row.ended_on, at: row.ended_at ?? '', reason: row.ended_reason ?? '', byName: row.ender }, version: row.version,
  };
}

export async function assignmentById(db: ReadExecutor, id: string): Promise<AssignmentRow | undefined> {
  const row = await assignmentRows(db).where('a.id', '=', id).executeTakeFirst();
  return row && assignmentOf(row);
}

/** Who followed these people on their pathways, those who do now first, then the last. */
export async function assignmentsOf(db: ReadExecutor, enrolmentIds: readonly string[]): Promise<readonly AssignmentRow[]> {
  if (enrolmentIds.length === 0) return [];
  const rows = await assignmentRows(db).where('a.enrolment_id', 'in', enrolmentIds).orderBy('a.assigned_at', 'desc').orderBy('a.id', 'desc').execute();
  return rows.map(assignmentOf).sort((one, other) => Number(one.ended !== null) - Number(other.ended !== null) || nurseParts.indexOf(one.part) - nurseParts.indexOf(other.part));
}

export async function insertAssignment(db: WriteExecutor, row: Pick<AssignmentRow, 'id' | 'enrolmentId' | 'patientId' | 'practitionerId' | 'part' | 'reasons' | 'note' | 'fromOn'>, { now, userId }: By): Promise<void> {
  await db
    .insertInto('nurse_assignment')
    .values({
      id: row.id, enrolment_id: row.enrolmentId, patient_id: row.patientId, practitioner_id: row.practitionerId, part: row.part, reasons: JSON.stringify(row.reasons), note: row.note, from_on: row.fromOn, assigned_at: now, assigned_by: userId,
      ended_on: null, ended_reason: null, ended_at: null, ended_by: null, version: 1,
    })
    .execute();
}

/** Ends an assignment at the version seen; false when it has moved on. */
export async function endAssignment(db: WriteExecutor, id: string, version: number, { on, reason, now, userId }: By & { readonly on: string; readonly reason: string }): Promise<boolean> {
  const done = await db.updateTable('nurse_assignment').set({ ended_on: on, ended_reason: reason, ended_at: now, ended_by: userId, version: version + 1 }).where('id', '=', id).where('version', '=', version).where('ended_on', 'is', null).executeTakeFirst();
  return Number(done.numUpdatedRows) === 1;
}

/** Where somebody lives and what they speak. */
export async function personToFollow(db: ReadExecutor, patientId: string): Promise<{ readonly postalCode: string | null; readonly language: string | null }> {
  const row = await db.selectFrom('patient').select(['postal_code', 'language']).where('id', '=', patientId).executeTakeFirstOrThrow();
  return { postalCode: row.postal_code, language: row.language };
}

/** The people a nurse has, of records the caller reads, those followed first. */
export async function followedBy(db: ReadExecutor, reach: RecordReach, practitionerId: string): Promise<readonly { readonly patient: PatientSummary; readonly part: NursePart; readonly definitionId: string; readonly phase: string | null; readonly since: string }[]> {
  const rows = await db
    .selectFrom('nurse_assignment as a')
    .innerJoin('pathway_enrolment as e', 'e.id', 'a.enrolment_id')
    .select(['a.patient_id', 'a.part', 'a.from_on', 'e.definition_id', 'e.phase'])
    .where('a.practitioner_id', '=', practitionerId)
    .where('a.ended_on', 'is', null)
    .where(isAmongWithinReach(reach, 'a.patient_id'))
    .orderBy('a.part', 'desc')
    .orderBy('a.from_on')
    .orderBy('a.id')
    .limit(200)
    .execute();
  const people = new Map((await readSummaries(db, reach, rows.map((row) => row.patient_id))).map((patient) => [patient.id, patient]));
  return rows.flatMap((row) => {
    const patient = people.get(row.patient_id);
    return patient ? [{ patient, part: part.parse(row.part), definitionId: row.definition_id, phase: row.phase, since: row.from_on }] : [];
  });
}
