import { sql, type SqlBool } from 'kysely';
import { z } from 'zod';
import type { PatientSummary } from '#contract/patients.ts';
import { type CallKind, callKinds } from '#contract/toxicity-calls.ts';
import { escalationLevels, toxicityGrade, type TreatmentAction, treatmentActions } from '#contract/toxicity.ts';
import { isAmongWithinReach } from '../../access/reach-repository.ts';
import type { RecordReach } from '../../access/record-reach.ts';
import { readSummaries } from '../../patients/registry-repository.ts';
import type { ReadExecutor, WriteExecutor } from '../../platform/database/schema.ts';

/** Calls about symptoms as they are kept: planned after a dose, made with what was found. */

const callStates = ['planned', 'done', 'dropped'] as const;

/** What a call found, with the version of the grading it was worked out from. */
const keptFindings = z.object({
  version: z.string(),
  organs: z.array(z.object({ organ: z.string(), grade: toxicityGrade, action: z.enum(treatmentActions), escalation: z.enum(escalationLevels), isEmergency: z.boolean() })),
  unanswered: z.number(),
  worst: toxicityGrade.nullable(),
  escalation: z.enum(escalationLevels).nullable(),
});
export type KeptFindings = z.infer<typeof keptFindings>;

export interface CallRow {
  readonly id: string;
  readonly enrolmentId: string;
  readonly patientId: string;
  readonly doseId: string | null;
  readonly doseNumber: number | null;
  readonly kind: CallKind;
  readonly code: string | null;
  readonly dueOn: string | null;
  readonly state: (typeof callStates)[number];
  readonly found: KeptFindings | null;
  readonly action: TreatmentAction | null;
  readonly words: string | null;
  readonly symptomOn: string | null;
  readonly calledOn: string | null;
  readonly calledAt: string | null;
  readonly byName: string | null;
}

const kind = z.enum(callKinds);
const state = z.enum(callStates);
const action = z.enum(treatmentActions).nullable();

function callRows(db: ReadExecutor) {
  return db.selectFrom('toxicity_call as c').leftJoin('user_account as u', 'u.id', 'c.called_by').leftJoin('pathway_dose as d', 'd.id', 'c.dose_id').selectAll('c').select(['u.display_name', 'd.number as dose_number']);
}

function callOf(row: Awaited<ReturnType<ReturnType<typeof callRows>['execute']>>[number]): CallRow {
  return {
    id: row.id, enrolmentId: row.enrolment_id, patientId: row.patient_id, doseId: row.dose_id, doseNumber: row.dose_number, kind: kind.parse(row.kind), code: row.code, dueOn: row.due_on, state: state.parse(row.state), found: row.found === null ? null : keptFindings.parse(JSON.parse(row.found)),
    action: action.parse(row.action), words: row.words, symptomOn: row.symptom_on, calledOn: row.called_on, calledAt: row.called_at, byName: row.display_name,
  };
}

export async function callById(db: ReadExecutor, id: string): Promise<CallRow | undefined> {
  const row = await callRows(db).where('c.id', '=', id).executeTakeFirst();
  return row && callOf(row);
}

/** Calls of these enrolments: those to make first, then those made, the last first. */
export async function callsOf(db: ReadExecutor, enrolmentIds: readonly string[]): Promise<readonly CallRow[]> {
  if (enrolmentIds.length === 0) return [];
  return (await callRows(db).where('c.enrolment_id', 'in', enrolmentIds).where('c.state', '<>', 'dropped').orderBy('c.state', 'desc').orderBy(sql`coalesce(c.called_at, '')`, 'desc').orderBy('c.due_on').orderBy('c.id').limit(1000).execute()).map(callOf);
}

/** Calls to make until a day, of records within reach, the one due first ahead. */
export async function plannedCalls(db: ReadExecutor, reach: RecordReach, until: string, { after, limit }: { readonly after: { readonly at: string; readonly id: string } | null; readonly limit: number }): Promise<readonly (CallRow & { readonly patient: PatientSummary | undefined; readonly phone: string | null })[]> {
  const rows = await callRows(db)
    .innerJoin('patient as p', 'p.id', 'c.patient_id')
    .select('p.phone')
    .where('c.state', '=', 'planned')
    .where('c.due_on', '<=', until)
    .where('p.merged_into', 'is', null)
    .where('p.deceased', '=', 0)
    .where(isAmongWithinReach(reach, 'c.patient_id'))
    .$if(after !== null, (query) => query.where(sql<SqlBool>`(c.due_on, c.id) > (${after?.at ?? ''}, ${after?.id ?? ''})`))
    .orderBy('c.due_on')
    .orderBy('c.id')
    .limit(limit)
    .execute();
  const people = new Map((await readSummaries(db, reach, [...new Set(rows.map((row) => row.patient_id))])).map((patient) => [patient.id, patient]));
  return rows.map((row) => ({ ...callOf(row), patient: people.get(row.patient_id), phone: row.phone }));
}

const nothingYet = { answers: null, found: null, grade: null, action: null, words: null, called_on: null, called_at: null, called_by: null, symptom_on: null };

export async function planCalls(db: WriteExecutor, rows: readonly { readonly id: string; readonly enrolmentId: string; readonly patientId: string; readonly doseId: string; readonly code: string; readonly dueOn: string }[]): Promise<void> {
  if (rows.length === 0) return;
  await db.insertInto('toxicity_call').values(rows.map(({ id, enrolmentId, patientId, doseId, code, dueOn }) => ({ id, enrolment_id: enrolmentId, patient_id: patientId, dose_id: doseId, kind: 'after', code, due_on: dueOn, state: 'planned', ...nothingYet }))).execute();
}

/** Calls that nobody is to make any more; answers which. */
export async function dropCalls(db: WriteExecutor, enrolmentId: string): Promise<readonly string[]> {
  const rows = await db.selectFrom('toxicity_call').select('id').where('enrolment_id', '=', enrolmentId).where('state', '=', 'planned').execute();
  await db.updateTable('toxicity_call').set({ state: 'dropped' }).where('enrolment_id', '=', enrolmentId).where('state', '=', 'planned').execute();
  return rows.map(({ id }) => id);
}

/** Calls that were dropped, to be made after all. */
export async function planAgain(db: WriteExecutor, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await db.updateTable('toxicity_call').set({ state: 'planned' }).where('id', 'in', ids).where('state', '=', 'dropped').execute();
}

/** The same for those that follow one dose. */
export async function dropCallsOfDose(db: WriteExecutor, doseId: string): Promise<void> {
  await db.updateTable('toxicity_call').set({ state: 'dropped' }).where('dose_id', '=', doseId).where('state', '=', 'planned').execute();
}

export interface CallMade {
  readonly id: string;
  readonly enrolmentId: string;
  readonly patientId: string;
  readonly doseId: string | null;
  readonly kind: CallKind;
  readonly answers: Readonly<Record<string, string>>;
  readonly found: KeptFindings;
  readonly action: TreatmentAction;
  readonly words: string | null;
  /** The day of the first symptom, where it was told. */
  readonly symptomOn?: string | null;
}

/** Keeps a call made: the one that was planned, or one of its own. */
export async function keepCall(db: WriteExecutor, call: CallMade, isPlanned: boolean, { now, today, userId }: { readonly now: string; readonly today: string; readonly userId: string }): Promise<void> {
  const made = { state: 'done', answers: JSON.stringify(call.answers), found: JSON.stringify(call.found), grade: call.found.worst, action: call.action, words: call.words, called_on: today, called_at: now, called_by: userId, symptom_on: call.symptomOn ?? null };
  if (isPlanned) await db.updateTable('toxicity_call').set(made).where('id', '=', call.id).execute();
  else await db.insertInto('toxicity_call').values({ id: call.id, enrolment_id: call.enrolmentId, patient_id: call.patientId, dose_id: call.doseId, kind: call.kind, code: null, due_on: null, ...made }).execute();
}

/** Whom a dose or a call is about, and the number they are called at; undefined for nobody. */
export async function personOf(db: ReadExecutor, reach: RecordReach, patientId: string): Promise<{ readonly patient: PatientSummary; readonly phone: string | null } | undefined> {
  const [patient] = await readSummaries(db, reach, [patientId]);
  const row = await db.selectFrom('patient').select('phone').where('id', '=', patientId).executeTakeFirst();
  return patient && { patient, phone: row?.phone ?? null };
}
