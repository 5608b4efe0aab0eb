import { sql } from 'kysely';
import type { DiagnosisSigns } from '#contract/diagnoses.ts';
import { reactionText } from '../patients/clinical-text-rules.ts';
import { livingRecord } from '../patients/duplicates/merge-repository.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';
import { signOf } from './diagnosis-rules.ts';

/** A row of `condition`, entered here or imported. */
export interface DiagnosisRow {
  readonly id: string;
  readonly patientId: string;
  readonly version: number;
  readonly updatedAt: string;
  readonly codeSystem: string | null;
  readonly code: string | null;
  readonly text: string;
  readonly status: string | null;
  readonly verification: string | null;
  readonly onsetOn: string | null;
  readonly endedOn: string | null;
  readonly signs: DiagnosisSigns;
  readonly imported: boolean;
  readonly recordedBy: string | null;
}

const noLonger = 'entered-in-error';

function conditions(db: ReadExecutor) {
  return db.selectFrom('condition as c').leftJoin('user_account as u', 'u.id', 'c.recorded_by').selectAll('c').select('u.display_name');
}

function rowOf(row: Awaited<ReturnType<ReturnType<typeof conditions>['execute']>>[number]): DiagnosisRow {
  return {
    id: row.id, patientId: row.patient_id, version: row.version, updatedAt: row.updated_at, codeSystem: row.code_system, code: row.code, text: row.text, status: row.clinical_status, verification: row.verification_status,
    onsetOn: row.onset_on?.slice(0, 10) ?? null, endedOn: row.ended_on?.slice(0, 10) ?? null, imported: row.source_hash !== null, recordedBy: row.display_name,
    signs: { rheumatoidFactor: signOf(row.rheumatoid_factor), antiCcp: signOf(row.anti_ccp), ana: signOf(row.ana), hlaB27: signOf(row.hla_b27), erosions: signOf(row.erosions) },
  };
}

/** Nobody's record has more. */
const most = 500;

/** Diagnoses of a record but those entered in error. */
export async function diagnosesOf(db: ReadExecutor, patientId: string): Promise<readonly DiagnosisRow[]> {
  const found = await conditions(db)
    .where('c.patient_id', '=', await livingRecord(db, patientId))
    .where((eb) => eb.or([eb('c.verification_status', 'is', null), eb('c.verification_status', '!=', noLonger)]))
    .orderBy('c.id')
    .limit(most)
    .execute();
  return found.map(rowOf);
}

export async function diagnosisById(db: ReadExecutor, id: string): Promise<DiagnosisRow | undefined> {
  const row = await conditions(db).where('c.id', '=', id).executeTakeFirst();
  return row && rowOf(row);
}

/** What is written of a diagnosis. */
export interface DiagnosisContent {
  readonly code_system: string | null;
  readonly code: string | null;
  readonly text: string;
  readonly clinical_status: string;
  readonly verification_status: string;
  readonly onset_on: string | null;
  readonly ended_on: string | null;
  readonly signs: DiagnosisSigns;
}

const columnsOf = ({ signs, ...content }: DiagnosisContent) => ({ ...content, rheumatoid_factor: signs.rheumatoidFactor, anti_ccp: signs.antiCcp, ana: signs.ana, hla_b27: signs.hlaB27, erosions: signs.erosions });
const fresh = { other_codings: null, source_system: null, source_id: null, source_hash: null, import_id: null } as const;

export async function insertDiagnosis(db: WriteExecutor, content: DiagnosisContent, { id, patientId, now, today, userId }: { readonly id: string; readonly patientId: string; readonly now: string; readonly today: string; readonly userId: string }): Promise<void> {
  await db
    .insertInto('condition')
    .values({ id, patient_id: await livingRecord(db, patientId), ...fresh, ...columnsOf(content), category: 'problem-list-item', recorded_on: today, recorded_by: userId, created_at: now, updated_at: now })
    .execute();
}

/** Changes a diagnosis at the version seen; false when it has moved on. A later import of the same row leaves it. */
export async function changeDiagnosis(db: WriteExecutor, id: string, version: number, content: DiagnosisContent | 'withdrawn', now: string): Promise<boolean> {
  const columns = content === 'withdrawn' ? { verification_status: noLonger, clinical_status: null } : columnsOf(content);
  const done = await db.updateTable('condition').set({ ...columns, source_hash: null, updated_at: now, version: version + 1 }).where('id', '=', id).where('version', '=', version).executeTakeFirst();
  return Number(done.numUpdatedRows) === 1;
}

/** A row of `allergy`, entered here or imported. */
export interface AllergyRow {
  readonly id: string;
  readonly patientId: string;
  readonly version: number;
  readonly updatedAt: string;
  readonly code: string | null;
  readonly text: string;
  readonly criticality: string | null;
  readonly reaction: string | null;
  readonly status: string | null;
  readonly imported: boolean;
  readonly recordedOn: string | null;
  readonly recordedBy: string | null;
}

function allergies(db: ReadExecutor) {
  return db.selectFrom('allergy as a').leftJoin('user_account as u', 'u.id', 'a.recorded_by').selectAll('a').select('u.display_name');
}

function allergyOf(row: Awaited<ReturnType<ReturnType<typeof allergies>['execute']>>[number]): AllergyRow {
  return {
    id: row.id, patientId: row.patient_id, version: row.version, updatedAt: row.updated_at, code: row.code, text: row.text, criticality: row.criticality, reaction: reactionText(row.reactions), status: row.clinical_status,
    imported: row.source_hash !== null, recordedOn: row.recorded_on?.slice(0, 10) ?? null, recordedBy: row.display_name,
  };
}

/** Allergies of a record but those entered in error; statements that there is none are among them. */
export async function allergiesOf(db: ReadExecutor, patientId: string): Promise<readonly AllergyRow[]> {
  const found = await allergies(db)
    .where('a.patient_id', '=', await livingRecord(db, patientId))
    .where((eb) => eb.or([eb('a.verification_status', 'is', null), eb('a.verification_status', '!=', noLonger)]))
    .orderBy('a.text')
    .orderBy('a.id')
    .limit(most)
    .execute();
  return found.map(allergyOf);
}

export async function allergyById(db: ReadExecutor, id: string): Promise<AllergyRow | undefined> {
  const row = await allergies(db).where('a.id', '=', id).where((eb) => eb.or([eb('a.verification_status', 'is', null), eb('a.verification_status', '!=', noLonger)])).executeTakeFirst();
  return row && allergyOf(row);
}

export interface NewAllergy {
  readonly id: string;
  readonly patientId: string;
  readonly code: { readonly system: string; readonly code: string } | null;
  readonly text: string;
  readonly reaction: string | null;
  readonly criticality: string | null;
  readonly now: string;
  readonly today: string;
  readonly userId: string;
}

export async function insertAllergy(db: WriteExecutor, allergy: NewAllergy): Promise<void> {
  await db
    .insertInto('allergy')
    .values({
      id: allergy.id, patient_id: await livingRecord(db, allergy.patientId), ...fresh, code_system: allergy.code?.system ?? null, code: allergy.code?.code ?? null, text: allergy.text, kind: allergy.code === null ? 'allergy' : null, category: null,
      criticality: allergy.criticality, clinical_status: 'active', verification_status: 'confirmed', recorded_on: allergy.today, recorded_by: allergy.userId,
      reactions: allergy.reaction === null ? null : JSON.stringify([{ manifestation: [{ text: allergy.reaction }] }]), created_at: allergy.now, updated_at: allergy.now,
    })
    .execute();
}

/** Marks an allergy as entered in error, or as over, at the version seen; false when it has moved on. */
export async function endAllergy(db: WriteExecutor, id: string, version: number, how: 'withdrawn' | 'inactive', now: string): Promise<boolean> {
  const columns = how === 'withdrawn' ? { verification_status: noLonger, clinical_status: null } : { clinical_status: 'inactive' };
  const done = await db.updateTable('allergy').set({ ...columns, source_hash: null, updated_at: now, version: version + 1 }).where('id', '=', id).where('version', '=', version).executeTakeFirst();
  return Number(done.numUpdatedRows) === 1;
}

/** The last signed score of each of these instruments, with the day of the visit. */
export async function lastScoresOf(db: ReadExecutor, patientId: string, instruments: readonly string[]): Promise<readonly { readonly instrument: string; readonly score: number | null; readonly category: string | null; readonly formulaVersion: string; readonly on: string }[]> {
  if (instruments.length === 0) return [];
  const ranked = db
    .selectFrom('assessment_score as s')
    .innerJoin('assessment_text as t', 't.id', 's.text_id')
    .innerJoin('assessment as a', (join) => join.onRef('a.id', '=', 't.assessment_id').onRef('a.signed_number', '=', 't.number'))
    .select(['s.instrument', 's.score', 's.category', 's.formula_version', 'a.assessed_on'])
    .select(sql<number>`row_number() over (partition by s.instrument order by a.assessed_on desc, a.id desc)`.as('recency'))
    .where('a.patient_id', '=', await livingRecord(db, patientId))
    .where('s.instrument', 'in', instruments);
  const rows = await db.selectFrom(ranked.as('ranked')).selectAll().where('recency', '=', 1).orderBy('instrument').execute();
  return rows.map(({ instrument, score, category, formula_version, assessed_on }) => ({ instrument, score, category, formulaVersion: formula_version, on: assessed_on }));
}
