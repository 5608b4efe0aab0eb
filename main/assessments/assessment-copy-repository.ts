import { type AssessmentEntry, assessmentEntry } from '#contract/assessments.ts';
import type { ReadExecutor } from '../platform/database/schema.ts';

/** A signed text of an assessment, for a copy of the record. */
export interface CopiedAssessment {
  readonly id: string;
  readonly on: string;
  readonly author: string;
  readonly number: number;
  /** False for a text that another replaced. */
  readonly stands: boolean;
  readonly reason: string | null;
  readonly signedAt: string;
  readonly signedBy: string;
  readonly entry: AssessmentEntry;
  readonly scores: readonly { readonly instrument: string; readonly score: number | null; readonly category: string | null; readonly formulaVersion: string }[];
}

/** Every signed text of a person's assessments, newest examination first; what is being written is not part of the record yet. */
export async function signedTextsOf(db: ReadExecutor, patientId: string): Promise<readonly CopiedAssessment[]> {
  const rows = await db
    .selectFrom('assessment_text as t')
    .innerJoin('assessment as a', 'a.id', 't.assessment_id')
    .leftJoin('user_account as author', 'author.id', 'a.author_id')
    .leftJoin('user_account as signer', 'signer.id', 't.signed_by')
    .select(['t.id as text_id', 'a.id', 'a.signed_number', 'a.author_id', 'author.display_name as author_name', 't.number', 't.reason', 't.signed_at', 't.signed_by', 'signer.display_name as signer_name', 't.entry'])
    .where('a.patient_id', '=', patientId)
    .orderBy('a.assessed_on', 'desc')
    .orderBy('a.id', 'desc')
    .orderBy('t.number', 'desc')
    .execute();
  const scores = await db
    .selectFrom('assessment_score as s')
    .innerJoin('assessment_text as t', 't.id', 's.text_id')
    .innerJoin('assessment as a', 'a.id', 't.assessment_id')
    .select(['s.text_id', 's.instrument', 's.score', 's.category', 's.formula_version'])
    .where('a.patient_id', '=', patientId)
    .orderBy('s.position')
    .execute();
  const ofText = Map.groupBy(scores, ({ text_id }) => text_id);
  return rows.map((row) => {
    const entry = assessmentEntry.parse(JSON.parse(row.entry));
    return {
      id: row.id, on: entry.on, author: row.author_name ?? row.author_id, number: row.number, stands: row.number === row.signed_number, reason: row.reason, signedAt: row.signed_at, signedBy: row.signer_name ?? row.signed_by, entry,
      scores: (ofText.get(row.text_id) ?? []).map(({ instrument, score, category, formula_version }) => ({ instrument, score, category, formulaVersion: formula_version })),
    };
  });
}
