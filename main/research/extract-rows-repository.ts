import { isWithinReach } from '../access/reach-repository.ts';
import type { RecordReach } from '../access/record-reach.ts';
import type { ReadExecutor } from '../platform/database/schema.ts';
import { treatmentRowsOfMany } from '../treatments/treatment-repository.ts';

/** What an extract is made of, for at most 200 people at once: columns that hold codes, numbers and dates, never words. */

const inError = 'entered-in-error';

/** A page of everybody, or of these; whether each record is open to whoever extracts. Merged records are part of another. */
export async function peoplePage(db: ReadExecutor, reach: RecordReach, whose: { readonly after: string; readonly limit: number } | readonly string[]): Promise<readonly { readonly id: string; readonly isOpen: boolean }[]> {
  const query = db.selectFrom('patient').select('id').select((eb) => eb.case().when(isWithinReach(reach, 'patient.id')).then(1).else(0).end().as('open')).where('merged_into', 'is', null).orderBy('id');
  const rows = await ('after' in whose ? query.where('id', '>', whose.after).limit(whose.limit) : query.where('id', 'in', whose)).execute();
  return rows.map(({ id, open }) => ({ id, isOpen: Number(open) === 1 }));
}

/** The codes of what these people have or had. */
export async function conditionCodes(db: ReadExecutor, ids: readonly string[]): Promise<readonly { readonly patient_id: string; readonly code_system: string | null; readonly code: string | null }[]> {
  if (ids.length === 0) return [];
  return db.selectFrom('condition').select(['patient_id', 'code_system', 'code']).where('patient_id', 'in', ids).where('code', 'is not', null)
    .where((eb) => eb.or([eb('verification_status', 'is', null), eb('verification_status', 'not in', [inError, 'refuted'])])).execute();
}

export async function outlineRows(db: ReadExecutor, ids: readonly string[]) {
  return db.selectFrom('patient').select(['id', 'birth_date', 'administrative_sex', 'region_code', 'deceased']).where('id', 'in', ids).orderBy('id').execute();
}

export async function diagnosisRows(db: ReadExecutor, ids: readonly string[]) {
  return db
    .selectFrom('condition')
    .select(['patient_id', 'code_system', 'code', 'clinical_status', 'onset_on', 'ended_on', 'rheumatoid_factor', 'anti_ccp', 'ana', 'hla_b27', 'erosions'])
    .where('patient_id', 'in', ids)
    .where((eb) => eb.or([eb('verification_status', 'is', null), eb('verification_status', 'not in', [inError, 'refuted'])]))
    .orderBy('onset_on').orderBy('id')
    .execute();
}

export const treatmentRows = treatmentRowsOfMany;

export async function eventRows(db: ReadExecutor, ids: readonly string[]) {
  return db
    .selectFrom('treatment_event as e').innerJoin('medication as m', 'm.id', 'e.medication_id')
    .select(['m.patient_id', 'e.medication_id', 'e.happened_on', 'e.grade', 'e.serious', 'e.outcome'])
    .where('m.patient_id', 'in', ids).where('e.withdrawn_at', 'is', null).where('m.status', '!=', inError)
    .orderBy('e.happened_on').orderBy('e.id')
    .execute();
}

/** Of the text that stands of each signed assessment. */
export async function scoreRows(db: ReadExecutor, ids: readonly string[]) {
  return db
    .selectFrom('assessment as a')
    .innerJoin('assessment_text as t', (join) => join.onRef('t.assessment_id', '=', 'a.id').onRef('t.number', '=', 'a.signed_number'))
    .innerJoin('assessment_score as s', 's.text_id', 't.id')
    .select(['a.patient_id', 'a.assessed_on', 's.instrument', 's.score', 's.category', 's.formula_version', 't.counts'])
    .where('a.patient_id', 'in', ids).where('s.score', 'is not', null)
    .orderBy('a.assessed_on').orderBy('s.id')
    .execute();
}

export async function resultRows(db: ReadExecutor, ids: readonly string[]) {
  return db
    .selectFrom('observation')
    .select(['patient_id', 'code', 'effective_at', 'value_number', 'value_unit', 'value_unit_code'])
    .where('patient_id', 'in', ids).where('code_system', '=', 'http://loinc.org').where('value_kind', '=', 'quantity').where('value_number', 'is not', null).where('status', 'not in', [inError, 'cancelled'])
    .orderBy('effective_at').orderBy('id')
    .execute();
}

export async function visitRows(db: ReadExecutor, ids: readonly string[]) {
  return db.selectFrom('appointment').select(['patient_id', 'local_start', 'modality']).where('patient_id', 'in', ids).where('status', '=', 'done').orderBy('local_start').orderBy('id').execute();
}
