import { livingRecord } from '../../patients/duplicates/merge-repository.ts';
import type { ReadExecutor } from '../../platform/database/schema.ts';
import type { SignedScore } from './reading-rules.ts';

/** More scores than a record of ten years holds. */
const mostScores = 2000;

/** Scores of the signed assessments of a person, the last first; an assessment being written is not part of the record yet. */
export async function signedScoresOf(db: ReadExecutor, patientId: string): Promise<readonly SignedScore[]> {
  const rows = await db
    .selectFrom('assessment as a')
    .innerJoin('assessment_text as t', (join) => join.onRef('t.assessment_id', '=', 'a.id').onRef('t.number', '=', 'a.signed_number'))
    .innerJoin('assessment_score as s', 's.text_id', 't.id')
    .select(['a.assessed_on', 's.instrument', 's.score'])
    .where('a.patient_id', '=', await livingRecord(db, patientId))
    .where('s.score', 'is not', null)
    .orderBy('a.assessed_on', 'desc')
    .orderBy('a.id', 'desc')
    .limit(mostScores)
    .execute();
  return rows.flatMap(({ assessed_on, instrument, score }) => (score === null ? [] : [{ on: assessed_on, instrument, score }]));
}
