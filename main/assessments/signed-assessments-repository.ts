import type { AssessmentEntry, JointCounts } from '#contract/assessments.ts';
import type { WriteExecutor } from '../platform/database/schema.ts';
import { scoreRow, type WorkedScore } from './assessment-repository.ts';

/** An assessment signed once and not amended since. */
export interface SignedAssessment {
  readonly id: string;
  readonly patientId: string;
  readonly authorId: string;
  readonly entry: AssessmentEntry;
  readonly counts: JointCounts | null;
  readonly scores: readonly WorkedScore[];
  readonly begunAt: string;
  readonly signedAt: string;
}

/** Rows one statement takes at most. */
const mostRows = 400;

/** Puts many signed assessments on file at once, as signing each by itself leaves them. */
export async function insertSignedAssessments(db: WriteExecutor, signed: readonly SignedAssessment[], newId: () => string): Promise<void> {
  const texts = signed.map((one) => ({ one, textId: newId() }));
  await inParts(texts.map(({ one: { id, patientId, authorId, entry, begunAt, signedAt } }) => ({
    id, patient_id: patientId, appointment_id: null, assessed_on: entry.on, author_id: authorId, state: 'signed', editor_id: null, working: null, amend_reason: null, signed_number: 1, created_at: begunAt, saved_at: signedAt, version: 3,
  })), (rows) => db.insertInto('assessment').values(rows).execute());
  await inParts(texts.map(({ one: { id, authorId, entry, counts, signedAt }, textId }) => ({
    id: textId, assessment_id: id, number: 1, entry: JSON.stringify(entry), counts: counts === null ? null : JSON.stringify(counts), reason: null, signed_at: signedAt, signed_by: authorId,
  })), (rows) => db.insertInto('assessment_text').values(rows).execute());
  await inParts(texts.flatMap(({ one: { scores }, textId }) => scores.map((score, position) => scoreRow(textId, score, position, newId()))), (rows) => db.insertInto('assessment_score').values(rows).execute());
}

async function inParts<Row>(rows: readonly Row[], insert: (part: readonly Row[]) => Promise<unknown>): Promise<void> {
  for (let start = 0; start < rows.length; start += mostRows) await insert(rows.slice(start, start + mostRows));
}
