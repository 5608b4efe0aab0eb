import type { Expression, SqlBool } from 'kysely';
import { isWithinReach } from '../access/reach-repository.ts';
import type { Reader } from '../access/record-reach.ts';
import { builtInInstruments } from '../instruments/instrument-content.ts';
import type { ReadExecutor } from '../platform/database/schema.ts';
import scoreCodes from './content/score-codes.json' with { type: 'json' };
import type { ExportedObservation } from './fhir/clinical-resources.ts';
import { exportedId } from './fhir/resource.ts';

/** Codes of the scores where no terminology of others has one. */
const instrumentSystem = 'urn:relais:fhir:instrument';
const loinc: Readonly<Record<string, { readonly code: string; readonly display: string }>> = scoreCodes.loinc;
const labels = new Map(builtInInstruments.map(({ id, body }) => [id, body.label.fr]));

interface ScorePage {
  readonly reach: Reader;
  readonly whose: 'everybody' | readonly string[];
  readonly after: string;
  readonly limit: number;
}

/**
 * A page of the scores of signed assessments, as results: those of the text that stands. A score leaves under the id of
 * the first text that had it, so that whoever has it already sees it amended, and this clinic knows it for its own.
 */
export async function scoresOf(db: ReadExecutor, { reach, whose, after, limit }: ScorePage): Promise<readonly ExportedObservation[]> {
  const query = standing(db, reach)
    .select(['f.id', 'f.instrument', 's.score', 's.category', 't.number', 't.signed_at', 'a.assessed_on', 'a.patient_id', 'patient.source_system', 'patient.source_id'])
    .where('f.id', '>', after)
    .orderBy('f.id')
    .limit(limit);
  const rows = await (whose === 'everybody' ? query : query.where('a.patient_id', 'in', whose)).execute();
  return rows.map(({ id, instrument, score, category, number, signed_at, assessed_on, patient_id, source_system, source_id }) => ({
    id, source_system: null, source_id: null,
    patient: exportedId({ id: patient_id, source_system, source_id }, 'Patient'),
    status: number > 1 ? 'amended' : 'final', category: 'survey', effective_at: assessed_on, issued_at: signed_at,
    code_system: instrumentSystem, code: instrument, text: labels.get(instrument) ?? instrument,
    other_codings: loinc[instrument] ? JSON.stringify([{ system: 'http://loinc.org', ...loinc[instrument] }]) : null,
    value_kind: 'quantity', value_number: score, value_unit: '{score}', value_unit_code: '{score}', value_code_system: 'http://unitsofmeasure.org', value_code: null, value_text: null,
    interpretation: category, reference_low: null, reference_high: null, components: [],
  }));
}

/** How many scores would leave. */
export async function countScores(db: ReadExecutor, reach: Reader, whose: 'everybody' | readonly string[]): Promise<number> {
  const query = standing(db, reach).select((eb) => eb.fn.countAll<number>().as('n'));
  return Number((await (whose === 'everybody' ? query : query.where('a.patient_id', 'in', whose)).executeTakeFirstOrThrow()).n);
}

/** `f`: the score in the first text that had it; `s`: in the text that stands. */
function standing(db: ReadExecutor, reach: Reader) {
  return db
    .selectFrom('assessment_score as f')
    .innerJoin('assessment_text as ft', 'ft.id', 'f.text_id')
    .innerJoin('assessment as a', 'a.id', 'ft.assessment_id')
    .innerJoin('patient', 'patient.id', 'a.patient_id')
    .innerJoin('assessment_text as t', (join) => join.onRef('t.assessment_id', '=', 'a.id').onRef('t.number', '=', 'a.signed_number'))
    .innerJoin('assessment_score as s', (join) => join.onRef('s.text_id', '=', 't.id').onRef('s.instrument', '=', 'f.instrument'))
    .where('s.score', 'is not', null)
    .where('patient.merged_into', 'is', null)
    .where(isWithinReach(reach, 'patient.id') as Expression<SqlBool>)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('assessment_score as e')
            .innerJoin('assessment_text as et', 'et.id', 'e.text_id')
            .select('e.id')
            .whereRef('et.assessment_id', '=', 'a.id')
            .whereRef('e.instrument', '=', 'f.instrument')
            .whereRef('et.number', '<', 'ft.number'),
        ),
      ),
    );
}
