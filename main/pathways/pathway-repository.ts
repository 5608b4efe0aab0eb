import { sql, type SqlBool } from 'kysely';
import { z } from 'zod';
import { enrolmentEvents, type EnrolmentState, enrolmentStates, factReading, type FactReading } from '#contract/pathways.ts';
import { isAmongWithinReach } from '../access/reach-repository.ts';
import type { RecordReach } from '../access/record-reach.ts';
import type { PatientSummary } from '#contract/patients.ts';
import { livingRecord } from '../patients/duplicates/merge-repository.ts';
import { readSummaries } from '../patients/registry-repository.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';
import { planStanding } from '../follow-up-plans/plan-standing.ts';
import { endedCourse, putOffDose } from './doses/ended-course.ts';
import { pathwayContent, pathwayKind } from './pathway-content.ts';

/** Pathways of a clinic, and where people stand on them, as they are kept. */

export interface DefinitionVersion {
  readonly id: string;
  readonly content: z.infer<typeof pathwayContent>;
}

/** The id of the version in force of each pathway, by its code. */
export async function definitionsInForce(db: ReadExecutor): Promise<ReadonlyMap<string, string>> {
  const rows = await db.selectFrom('content_version').select(['id', 'content_id']).where('kind', '=', pathwayKind).where('activated_at', 'is not', null).orderBy('activated_at').orderBy('id').execute();
  return new Map(rows.map(({ id, content_id }) => [content_id, id]));
}

/** These versions, by id; rows never change once written. */
export async function definitionVersions(db: ReadExecutor, ids: readonly string[]): Promise<readonly DefinitionVersion[]> {
  if (ids.length === 0) return [];
  const rows = await db.selectFrom('content_version').select(['id', 'body']).where('kind', '=', pathwayKind).where('id', 'in', ids).execute();
  return rows.map(({ id, body }) => ({ id, content: pathwayContent.parse(JSON.parse(body)) }));
}

export interface EnrolmentRow {
  readonly id: string;
  readonly patientId: string;
  readonly pathwayCode: string;
  readonly definitionId: string;
  readonly state: EnrolmentState;
  readonly phase: string | null;
  readonly stateSince: string;
  readonly reason: string | null;
  readonly note: string | null;
  readonly includedOn: string | null;
  readonly schedule: string | null;
  readonly planId: string | null;
  readonly updatedAt: string;
  readonly updatedByName: string | null;
  readonly version: number;
}

const state = z.enum(enrolmentStates);
/** No record has more. */
const mostEnrolments = 50;
const mostAnswers = 5000;

function enrolmentRows(db: ReadExecutor) {
  return db.selectFrom('pathway_enrolment as e').leftJoin('user_account as u', 'u.id', 'e.updated_by').selectAll('e').select('u.display_name as changer');
}

function enrolmentOf(row: Awaited<ReturnType<ReturnType<typeof enrolmentRows>['execute']>>[number]): EnrolmentRow {
  return {
    id: row.id, patientId: row.patient_id, pathwayCode: row.pathway_code, definitionId: row.definition_id, state: state.parse(row.state), phase: row.phase, stateSince: row.state_since, reason: row.reason, note: row.note, includedOn: row.included_on,
    schedule: row.schedule, planId: row.plan_id, updatedAt: row.updated_at, updatedByName: row.changer, version: row.version,
  };
}

export async function enrolmentById(db: ReadExecutor, id: string): Promise<EnrolmentRow | undefined> {
  const row = await enrolmentRows(db).where('e.id', '=', id).executeTakeFirst();
  return row && enrolmentOf(row);
}

/** Several at once; those nobody has are left out. */
export async function enrolmentsById(db: ReadExecutor, ids: readonly string[]): Promise<readonly EnrolmentRow[]> {
  return ids.length === 0 ? [] : (await enrolmentRows(db).where('e.id', 'in', ids).execute()).map(enrolmentOf);
}

/** The pathways of a record, the last proposed first. */
export async function enrolmentsOf(db: ReadExecutor, patientId: string): Promise<readonly EnrolmentRow[]> {
  return (await enrolmentRows(db).where('e.patient_id', '=', await livingRecord(db, patientId)).orderBy('e.created_at', 'desc').orderBy('e.id', 'desc').limit(mostEnrolments).execute()).map(enrolmentOf);
}

export async function insertEnrolment(db: WriteExecutor, { id, patientId, pathwayCode, definitionId, today, now, userId }: { readonly id: string; readonly patientId: string; readonly pathwayCode: string; readonly definitionId: string; readonly today: string; readonly now: string; readonly userId: string }): Promise<void> {
  await db
    .insertInto('pathway_enrolment')
    .values({ id, patient_id: await livingRecord(db, patientId), pathway_code: pathwayCode, definition_id: definitionId, state: 'proposed', phase: null, state_since: today, reason: null, note: null, included_on: null, schedule: null, plan_id: null, created_at: now, created_by: userId, updated_at: now, updated_by: userId, version: 1 })
    .execute();
}

export type EnrolmentChange = Partial<Pick<EnrolmentRow, 'state' | 'phase' | 'stateSince' | 'reason' | 'note' | 'includedOn' | 'schedule' | 'planId' | 'definitionId'>>;

/** Changes an enrolment at the version seen; false when it has moved on. */
export async function changeEnrolment(db: WriteExecutor, id: string, version: number, change: EnrolmentChange, { now, userId }: { readonly now: string; readonly userId: string }): Promise<boolean> {
  const done = await db
    .updateTable('pathway_enrolment')
    .set({
      ...(change.state && { state: change.state }), ...(change.phase !== undefined && { phase: change.phase }), ...(change.stateSince && { state_since: change.stateSince }), ...(change.reason !== undefined && { reason: change.reason }),
      ...(change.note !== undefined && { note: change.note }), ...(change.includedOn !== undefined && { included_on: change.includedOn }), ...(change.schedule !== undefined && { schedule: change.schedule }), ...(change.planId !== undefined && { plan_id: change.planId }), ...(change.definitionId && { definition_id: change.definitionId }),
      updated_at: now, updated_by: userId, version: version + 1,
    })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return Number(done.numUpdatedRows) === 1;
}

export async function deleteEnrolment(db: WriteExecutor, id: string): Promise<void> {
  for (const table of ['pathway_fact', 'pathway_event'] as const) await db.deleteFrom(table).where('enrolment_id', '=', id).execute();
  await db.deleteFrom('pathway_enrolment').where('id', '=', id).execute();
}

export interface NotedFact {
  readonly enrolmentId: string;
  readonly code: string;
  readonly value: boolean | number | null;
  readonly notedOn: string;
  readonly notedByName: string | null;
  /** What the record said of it then; null where it said nothing. */
  readonly reading: FactReading | null;
}

const noted = z.union([z.boolean(), z.number()]).nullable();

function factRows(db: ReadExecutor, enrolmentIds: readonly string[]) {
  return db.selectFrom('pathway_fact as f').leftJoin('user_account as u', 'u.id', 'f.noted_by').select(['f.enrolment_id', 'f.code', 'f.value', 'f.rested_on', 'f.noted_on', 'u.display_name']).where('f.enrolment_id', 'in', enrolmentIds);
}

function factOf(row: Awaited<ReturnType<ReturnType<typeof factRows>['execute']>>[number]): NotedFact {
  return {
    enrolmentId: row.enrolment_id, code: row.code, value: row.value === null ? null : noted.parse(JSON.parse(row.value)), notedOn: row.noted_on, notedByName: row.display_name,
    reading: row.rested_on === null ? null : factReading.parse(JSON.parse(row.rested_on)),
  };
}

/** The last of each fact of these enrolments. */
export async function factsOf(db: ReadExecutor, enrolmentIds: readonly string[]): Promise<readonly NotedFact[]> {
  if (enrolmentIds.length === 0) return [];
  const rows = await factRows(db, enrolmentIds)
    .where((eb) => eb.not(eb.exists(eb.selectFrom('pathway_fact as g').select('g.id').whereRef('g.enrolment_id', '=', 'f.enrolment_id').whereRef('g.code', '=', 'f.code').where(sql<SqlBool>`(g.noted_at, g.id) > (f.noted_at, f.id)`))))
    .execute();
  return rows.map(factOf);
}

/** Every answer of these enrolments, the last noted first. */
export async function everyFactOf(db: ReadExecutor, enrolmentIds: readonly string[]): Promise<readonly NotedFact[]> {
  if (enrolmentIds.length === 0) return [];
  return (await factRows(db, enrolmentIds).orderBy('f.noted_at', 'desc').orderBy('f.id', 'desc').limit(mostAnswers).execute()).map(factOf);
}

export async function insertFacts(db: WriteExecutor, rows: readonly { readonly id: string; readonly enrolmentId: string; readonly patientId: string; readonly code: string; readonly value: boolean | number | null; readonly reading?: FactReading | null }[], by: { readonly today: string; readonly now: string; readonly userId: string }): Promise<void> {
  await db
    .insertInto('pathway_fact')
    .values(rows.map(({ id, enrolmentId, patientId, code, value, reading = null }) => ({ id, enrolment_id: enrolmentId, patient_id: patientId, code, value: value === null ? null : JSON.stringify(value), rested_on: reading && JSON.stringify(reading), noted_on: by.today, noted_at: by.now, noted_by: by.userId })))
    .execute();
}

export interface EventRow {
  readonly id: string;
  readonly enrolmentId: string;
  readonly move: (typeof enrolmentEvents)[number];
  readonly phase: string | null;
  readonly on: string;
  readonly reason: string | null;
  readonly note: string | null;
  readonly at: string;
  readonly byName: string | null;
  /** Criteria that were not met when it was made. */
  readonly unmet: readonly string[];
  readonly before: StandingBefore | null;
  readonly undone: { readonly at: string; readonly by: string; readonly reason: string | null } | null;
}

const standingBefore = z.object({ state, phase: z.string().nullable(), stateSince: z.string(), reason: z.string().nullable(), note: z.string().nullable(), planId: z.string().nullable(), /** As the plan of the phase stood. */ plan: planStanding.nullable().optional(), /** What the end of the course took away. */ course: endedCourse.optional(), /** Doses put off. */ putOff: z.array(putOffDose).optional() });
/** Where the person stood before a move that can be taken back. */
export type StandingBefore = z.infer<typeof standingBefore>;
const judgedThen = z.array(z.object({ code: z.string(), standing: z.string() })).catch([]);

const move = z.enum(enrolmentEvents);

/** How people moved, the last first. */
export async function eventsOf(db: ReadExecutor, enrolmentIds: readonly string[]): Promise<readonly EventRow[]> {
  if (enrolmentIds.length === 0) return [];
  const rows = await db.selectFrom('pathway_event as v').leftJoin('user_account as u', 'u.id', 'v.made_by').leftJoin('user_account as w', 'w.id', 'v.undone_by').selectAll('v').select(['u.display_name', 'w.display_name as undoer']).where('v.enrolment_id', 'in', enrolmentIds).orderBy('v.made_at', 'desc').orderBy('v.id', 'desc').limit(1000).execute();
  return rows.map((row) => ({ id: row.id, enrolmentId: row.enrolment_id, unmet: judgedThen.parse(JSON.parse(row.judged ?? '[]')).filter(({ standing }) => standing !== 'met').map(({ code }) => code), before: row.before === null ? null : standingBefore.parse(JSON.parse(row.before)), undone: row.undone_at === null ? null : { at: row.undone_at, by: row.undoer ?? '', reason: row.undone_reason }, move: move.parse(row.move), phase: row.phase, on: row.on_date, reason: row.reason, note: row.note, at: row.made_at, byName: row.display_name }));
}

export async function insertEvent(db: WriteExecutor, row: { readonly id: string; readonly enrolmentId: string; readonly patientId: string; readonly move: EventRow['move']; readonly phase: string | null; readonly on: string; readonly reason: string | null; readonly note: string | null; readonly judged: unknown; readonly before: unknown }, { now, userId }: { readonly now: string; readonly userId: string }): Promise<void> {
  await db
    .insertInto('pathway_event')
    .values({ id: row.id, enrolment_id: row.enrolmentId, patient_id: row.patientId, move: row.move, phase: row.phase, on_date: row.on, reason: row.reason, note: row.note, judged: row.judged === null ? null : JSON.stringify(row.judged), before: row.before === null ? null : JSON.stringify(row.before), undone_at: null, undone_by: null, undone_reason: null, made_at: now, made_by: userId })
    .execute();
}

/** Marks a move as taken back; it stays among the moves. */
export async function undoEvent(db: WriteExecutor, id: string, reason: string | null, { now, userId }: { readonly now: string; readonly userId: string }): Promise<void> {
  await db.updateTable('pathway_event').set({ undone_at: now, undone_by: userId, undone_reason: reason }).where('id', '=', id).execute();
}

/** People on a pathway whose record the caller reads and who are alive. */
function within(db: ReadExecutor, reach: RecordReach, code: string) {
  return allWithin(db, reach).where('e.pathway_code', '=', code);
}

function allWithin(db: ReadExecutor, reach: RecordReach) {
  return db.selectFrom('pathway_enrolment as e').innerJoin('patient as p', 'p.id', 'e.patient_id').where('p.merged_into', 'is', null).where(isAmongWithinReach(reach, 'e.patient_id'));
}

/** How many are in each state and phase of each pathway. */
export async function countEnrolments(db: ReadExecutor, reach: RecordReach) {
  const rows = await allWithin(db, reach).select((eb) => ['e.pathway_code', 'e.state', 'e.phase', eb.fn.countAll<number>().as('count')]).groupBy(['e.pathway_code', 'e.state', 'e.phase']).execute();
  return rows.map((row) => ({ code: row.pathway_code, state: state.parse(row.state), phase: row.phase, count: Number(row.count) }));
}

/** A page of people of one state and phase, the longest there first. */
export async function enrolmentPage(db: ReadExecutor, reach: RecordReach, question: { readonly code: string; readonly state: EnrolmentState; readonly phase: string | null }, { after, limit }: { readonly after: { readonly at: string; readonly id: string } | null; readonly limit: number }): Promise<readonly (EnrolmentRow & { readonly patient: PatientSummary | undefined })[]> {
  const rows = await within(db, reach, question.code)
    .leftJoin('user_account as u', 'u.id', 'e.updated_by')
    .selectAll('e')
    .select('u.display_name as changer')
    .where('e.state', '=', question.state)
    .$if(question.phase !== null, (query) => query.where('e.phase', '=', question.phase))
    .$if(after !== null, (query) => query.where(sql<SqlBool>`(e.state_since, e.id) > (${after?.at ?? ''}, ${after?.id ?? ''})`))
    .orderBy('e.state_since')
    .orderBy('e.id')
    .limit(limit)
    .execute();
  const people = new Map((await readSummaries(db, reach, rows.map((row) => row.patient_id))).map((patient) => [patient.id, patient]));
  return rows.map((row) => ({ ...enrolmentOf(row), patient: people.get(row.patient_id) }));
}

/** People on the way on another version than the one in force, by name. */
export async function enrolmentsBehind(db: ReadExecutor, reach: RecordReach, { code, inForce }: { readonly code: string; readonly inForce: string }, limit: number): Promise<readonly (EnrolmentRow & { readonly patient: PatientSummary | undefined })[]> {
  const rows = await within(db, reach, code).leftJoin('user_account as u', 'u.id', 'e.updated_by').selectAll('e').select('u.display_name as changer').where('e.state', 'in', ['proposed', 'running', 'suspended']).where('e.definition_id', '!=', inForce).orderBy('p.sort_key').orderBy('e.id').limit(limit).execute();
  const people = new Map((await readSummaries(db, reach, rows.map((row) => row.patient_id))).map((patient) => [patient.id, patient]));
  return rows.map((row) => ({ ...enrolmentOf(row), patient: people.get(row.patient_id) }));
}

/** Whether somebody is alive, as far as the clinic knows. */
export async function isLiving(db: ReadExecutor, patientId: string): Promise<boolean> {
  return (await db.selectFrom('patient').select('deceased').where('id', '=', await livingRecord(db, patientId)).executeTakeFirst())?.deceased === 0;
}
