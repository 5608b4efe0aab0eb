import { z } from 'zod';
import { type AssessmentEntry, assessmentEntry, type AssessmentLine, assessmentStates, jointCounts } from '#contract/assessments.ts';
import type { ScoreResult } from '#contract/instruments.ts';
import { livingRecord } from '../patients/duplicates/merge-repository.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';
import type { NamedMedication } from './drug-class-rules.ts';

/** An assessment as it is kept. */
export interface KeptAssessment extends AssessmentLine {
  readonly appointmentId: string | null;
  readonly editorId: string | null;
  readonly working: AssessmentEntry | null;
  readonly amendReason: string | null;
  readonly signedNumber: number;
  readonly savedAt: string;
  readonly version: number;
  /** The text that stands; null for a draft. */
  readonly signed: AssessmentEntry | null;
}

/** A score with the stored version of the instrument it was worked out with. */
export interface WorkedScore {
  readonly result: ScoreResult;
  readonly contentVersionId: string;
}

const state = z.enum(assessmentStates);
const entryFrom = (json: string): AssessmentEntry => assessmentEntry.parse(JSON.parse(json));

function assessments(db: ReadExecutor) {
  return db
    .selectFrom('assessment as a')
    .leftJoin('assessment_text as t', (join) => join.onRef('t.assessment_id', '=', 'a.id').onRef('t.number', '=', 'a.signed_number'))
    .leftJoin('user_account as author', 'author.id', 'a.author_id')
    .leftJoin('user_account as signer', 'signer.id', 't.signed_by')
    .selectAll('a')
    .select(['t.id as text_id', 't.entry', 't.counts', 't.signed_at', 't.signed_by', 'author.display_name as author_name', 'signer.display_name as signer_name']);
}
type Row = Awaited<ReturnType<ReturnType<typeof assessments>['execute']>>[number];

async function withScores(db: ReadExecutor, rows: readonly Row[]): Promise<KeptAssessment[]> {
  const textIds = rows.flatMap(({ text_id }) => text_id ?? []);
  const scores = textIds.length === 0 ? [] : await db.selectFrom('assessment_score').select(['text_id', 'instrument', 'score', 'category', 'formula_version']).where('text_id', 'in', textIds).orderBy('text_id').orderBy('position').execute();
  const ofText = Map.groupBy(scores, ({ text_id }) => text_id);
  return rows.map((row) => ({
    id: row.id, patientId: row.patient_id, on: row.assessed_on, state: state.parse(row.state), author: { id: row.author_id, name: row.author_name ?? row.author_id },
    signedAt: row.signed_at, signedBy: row.signed_by === null ? null : { id: row.signed_by, name: row.signer_name ?? row.signed_by }, amendments: Math.max(0, row.signed_number - 1),
    counts: row.counts === null ? null : jointCounts.parse(JSON.parse(row.counts)),
    scores: (ofText.get(row.text_id ?? '') ?? []).map(({ instrument, score, category, formula_version }) => ({ instrument, score, category, formulaVersion: formula_version })),
    appointmentId: row.appointment_id, editorId: row.editor_id, working: row.working === null ? null : entryFrom(row.working), amendReason: row.amend_reason, signedNumber: row.signed_number,
    savedAt: row.saved_at, version: row.version, signed: row.entry === null ? null : entryFrom(row.entry),
  }));
}

export async function assessmentById(db: ReadExecutor, id: string): Promise<KeptAssessment | undefined> {
  return (await withScores(db, await assessments(db).where('a.id', '=', id).execute()))[0];
}

/** Where a page of a list ended: a date and an id. */
export interface ListPosition {
  readonly at: string;
  readonly id: string;
}

/** Signed assessments of a record, newest first, and the drafts of this person. */
export async function assessmentsOf(db: ReadExecutor, patientId: string, userId: string, { after, limit }: { after: ListPosition | null; limit: number }): Promise<KeptAssessment[]> {
  const query = assessments(db)
    .where('a.patient_id', '=', await livingRecord(db, patientId))
    .where((eb) => eb.or([eb('a.signed_number', '>', 0), eb('a.author_id', '=', userId)]))
    .orderBy('a.assessed_on', 'desc')
    .orderBy('a.id', 'desc')
    .limit(limit);
  const rows = await (after ? query.where((eb) => eb.or([eb('a.assessed_on', '<', after.at), eb.and([eb('a.assessed_on', '=', after.at), eb('a.id', '<', after.id)])])) : query).execute();
  return withScores(db, rows);
}

/** This person's latest draft for a record. */
export async function ownDraft(db: ReadExecutor, patientId: string, userId: string): Promise<string | undefined> {
  const row = await db.selectFrom('assessment').select('id').where('patient_id', '=', await livingRecord(db, patientId)).where('author_id', '=', userId).where('state', '=', 'draft').orderBy('saved_at', 'desc').orderBy('id', 'desc').limit(1).executeTakeFirst();
  return row?.id;
}

/** The last signed assessment of a record up to a day; before one of that day (`beforeId`), when it is given. */
export async function previousSigned(db: ReadExecutor, patientId: string, on: string, beforeId: string | null): Promise<KeptAssessment | undefined> {
  const rows = await assessments(db)
    .where('a.patient_id', '=', await livingRecord(db, patientId))
    .where('a.signed_number', '>', 0)
    .where((eb) => eb.or([eb('a.assessed_on', '<', on), beforeId === null ? eb('a.assessed_on', '=', on) : eb.and([eb('a.assessed_on', '=', on), eb('a.id', '<', beforeId)])]))
    .orderBy('a.assessed_on', 'desc')
    .orderBy('a.id', 'desc')
    .limit(1)
    .execute();
  return (await withScores(db, rows))[0];
}

/** Every signed text of an assessment, first to last. */
export async function textsOf(db: ReadExecutor, assessmentId: string) {
  const rows = await db
    .selectFrom('assessment_text as t')
    .leftJoin('user_account as u', 'u.id', 't.signed_by')
    .select(['t.number', 't.reason', 't.signed_at', 't.signed_by', 'u.display_name'])
    .where('t.assessment_id', '=', assessmentId)
    .orderBy('t.number')
    .execute();
  return rows.map((row) => ({ number: row.number, reason: row.reason, at: row.signed_at, by: { id: row.signed_by, name: row.display_name ?? row.signed_by } }));
}

export async function insertAssessment(db: WriteExecutor, draft: { id: string; patientId: string; appointmentId: string | null; authorId: string; entry: AssessmentEntry; now: string }): Promise<void> {
  await db
    .insertInto('assessment')
    .values({
      id: draft.id, patient_id: await livingRecord(db, draft.patientId), appointment_id: draft.appointmentId, assessed_on: draft.entry.on, author_id: draft.authorId, state: 'draft', editor_id: draft.authorId,
      working: JSON.stringify(draft.entry), amend_reason: null, signed_number: 0, created_at: draft.now, saved_at: draft.now, version: 1,
    })
    .execute();
}

/** What an assessment becomes; what is not named stays. */
export interface AssessmentChange {
  readonly state: 'draft' | 'signed' | 'amending';
  readonly editorId: string | null;
  readonly working: AssessmentEntry | null;
  readonly amendReason: string | null;
  readonly on: string;
  readonly signedNumber: number;
  readonly savedAt: string;
}

/** Changes an assessment that still has this version; false when it has another. */
export async function changeAssessment(db: WriteExecutor, id: string, version: number, change: AssessmentChange): Promise<boolean> {
  const result = await db
    .updateTable('assessment')
    .set({
      state: change.state, editor_id: change.editorId, working: change.working === null ? null : JSON.stringify(change.working), amend_reason: change.amendReason, assessed_on: change.on,
      signed_number: change.signedNumber, saved_at: change.savedAt, version: version + 1,
    })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return Number(result.numUpdatedRows) === 1;
}

/** Removes a draft that still has this version; false when it has another. */
export async function deleteDraft(db: WriteExecutor, id: string, version: number): Promise<boolean> {
  const result = await db.deleteFrom('assessment').where('id', '=', id).where('version', '=', version).where('state', '=', 'draft').executeTakeFirst();
  return Number(result.numDeletedRows) === 1;
}

/** Keeps a signed text with its scores. */
export async function insertText(
  db: WriteExecutor,
  text: { id: string; assessmentId: string; number: number; entry: AssessmentEntry; counts: AssessmentLine['counts']; reason: string | null; signedAt: string; signedBy: string },
  scores: readonly WorkedScore[],
  newId: () => string,
): Promise<void> {
  await db
    .insertInto('assessment_text')
    .values({
      id: text.id, assessment_id: text.assessmentId, number: text.number, entry: JSON.stringify(text.entry), counts: text.counts === null ? null : JSON.stringify(text.counts), reason: text.reason,
      signed_at: text.signedAt, signed_by: text.signedBy,
    })
    .execute();
  if (scores.length === 0) return;
  await db.insertInto('assessment_score').values(scores.map((score, position) => scoreRow(text.id, score, position, newId()))).execute();
}

/** A score in the columns of its row. */
export function scoreRow(textId: string, { result, contentVersionId }: WorkedScore, position: number, id: string) {
  const { instrument, score, category, formulaVersion, inputs, missing, flags, details } = result;
  return { id, text_id: textId, instrument, position, score, category, formula_version: formulaVersion, content_version_id: contentVersionId, basis: JSON.stringify({ inputs, missing, flags, details }) };
}

/** Medication of a record in use on a day, as far as is known. */
export async function medicationOn(db: ReadExecutor, patientId: string, on: string): Promise<readonly NamedMedication[]> {
  return db
    .selectFrom('medication')
    .select(['code', 'text'])
    .where('patient_id', '=', await livingRecord(db, patientId))
    .where((eb) => eb.or([eb('status', 'is', null), eb('status', 'not in', ['stopped', 'cancelled', 'entered-in-error', 'draft', 'not-taken', 'completed'])]))
    .where((eb) => eb.or([eb('ended_on', 'is', null), eb('ended_on', '>=', on)]))
    .where((eb) => eb.or([eb('started_on', 'is', null), eb('started_on', '<=', on)]))
    .limit(500)
    .execute();
}

/** Whose visit it is and its local day; undefined for an unknown one. */
export async function visitOf(db: ReadExecutor, appointmentId: string): Promise<{ readonly patientId: string; readonly on: string } | undefined> {
  const row = await db.selectFrom('appointment').select(['patient_id', 'local_start']).where('id', '=', appointmentId).executeTakeFirst();
  return row && { patientId: row.patient_id, on: row.local_start.slice(0, 10) };
}
