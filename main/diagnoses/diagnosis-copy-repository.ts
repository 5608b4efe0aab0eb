import { reactionText } from '../patients/clinical-text-rules.ts';
import type { ReadExecutor } from '../platform/database/schema.ts';
import { noKnownAllergy } from './diagnosis-rules.ts';

/** What a person has, and is allergic to, for a copy of the record. What was entered by mistake and taken out is still kept, and is among it, marked. */

export type CopiedDiagnosis = Awaited<ReturnType<typeof everyDiagnosisOf>>[number];
export type CopiedAllergy = Awaited<ReturnType<typeof everyAllergyOf>>[number];

const coded = ['id', 'code_system', 'code', 'text', 'other_codings', 'source_system', 'created_at', 'updated_at'] as const;

/** Every diagnosis of a person as it is kept, the last begun first. */
export async function everyDiagnosisOf(db: ReadExecutor, patientId: string) {
  const rows = await db
    .selectFrom('condition')
    .leftJoin('user_account as u', 'u.id', 'recorded_by')
    .select(coded.map((column) => `condition.${column}` as const))
    .select(['clinical_status', 'verification_status', 'category', 'onset_on', 'ended_on', 'recorded_on', 'rheumatoid_factor', 'anti_ccp', 'ana', 'hla_b27', 'erosions', 'recorded_by', 'u.display_name'])
    .where('patient_id', '=', patientId)
    .orderBy('condition.id')
    .execute();
  return rows.map(({ recorded_by, display_name, ...row }) => ({ ...row, recorded_by: display_name ?? recorded_by })).sort((one, other) => compare(other.onset_on ?? '', one.onset_on ?? ''));
}

/** Every allergy of a person as it is kept; that none is known, once somebody stated it, is a row too. */
export async function everyAllergyOf(db: ReadExecutor, patientId: string) {
  const rows = await db
    .selectFrom('allergy')
    .leftJoin('user_account as u', 'u.id', 'recorded_by')
    .select(coded.map((column) => `allergy.${column}` as const))
    .select(['kind', 'category', 'criticality', 'clinical_status', 'verification_status', 'recorded_on', 'reactions', 'recorded_by', 'u.display_name'])
    .where('patient_id', '=', patientId)
    .orderBy('allergy.text')
    .orderBy('allergy.id')
    .execute();
  return rows.map(({ recorded_by, display_name, ...row }) => ({ ...row, reaction: reactionText(row.reactions), none_known: row.code === noKnownAllergy.code, recorded_by: display_name ?? recorded_by }));
}

const compare = (one: string, other: string): number => (one < other ? -1 : Number(one > other));
