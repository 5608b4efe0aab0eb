import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { jointCounts } from '#contract/assessments.ts';
import { jointCode, jointFinding, jointSets } from '#contract/joints.ts';
import { livingRecord } from '../patients/duplicates/merge-repository.ts';
import type { Engine } from '../platform/database/open-database.ts';
import type { ReadExecutor } from '../platform/database/schema.ts';

/** Narrow series of one record, each bounded where it is read: the newest of what there is. */

/** More than twice what anybody is seen in ten years. */
export const mostAssessments = 150;
/** Of one test. */
export const mostResults = 300;
const mostVisits = 500;
const mostDiagnoses = 100;

/** A part of a text kept as JSON, as JSON; null where it has none. */
const jsonPart = (engine: Engine, column: string, key: string): RawBuilder<string | null> =>
  engine === 'postgres' ? sql<string | null>`(${sql.ref(column)}::jsonb -> ${sql.lit(key)})::text` : sql<string | null>`${sql.ref(column)} -> ${sql.lit(`$.${key}`)}`;

const jointsKept = z.partialRecord(jointCode, jointFinding);
const valuesKept = z.record(z.string(), z.union([z.number(), z.boolean()]));

/** Whose record it is: of one that was merged, the one it leads to. */
export function personOf(db: ReadExecutor, patientId: string): Promise<string> {
  return livingRecord(db, patientId);
}

/** What was found at the signed assessments of a person, newest first: joints, counts and numbers, without the words. */
export async function assessedOf(db: ReadExecutor, engine: Engine, personId: string) {
  const rows = await db
    .selectFrom('assessment as a')
    .innerJoin('assessment_text as t', (join) => join.onRef('t.assessment_id', '=', 'a.id').onRef('t.number', '=', 'a.signed_number'))
    .select(['a.id', 'a.assessed_on', 't.id as text_id', 't.counts'])
    .select([jsonPart(engine, 't.entry', 'jointSet').as('joint_set'), jsonPart(engine, 't.entry', 'joints').as('joints'), jsonPart(engine, 't.entry', 'values').as('values')])
    .where('a.patient_id', '=', personId)
    .where('a.signed_number', '>', 0)
    .orderBy('a.assessed_on', 'desc')
    .orderBy('a.id', 'desc')
    .limit(mostAssessments + 1)
    .execute();
  return rows.map((row) => ({
    id: row.id, on: row.assessed_on, textId: row.text_id, counts: row.counts === null ? null : jointCounts.parse(JSON.parse(row.counts)),
    jointSet: z.enum(jointSets).nullable().parse(JSON.parse(row.joint_set ?? 'null')), joints: jointsKept.parse(JSON.parse(row.joints ?? '{}')), values: valuesKept.parse(JSON.parse(row.values ?? '{}')),
  }));
}

/** The scores of some texts, by text: those worked out, in the order of the assessment. */
export async function scoresOf(db: ReadExecutor, textIds: readonly string[]): Promise<ReadonlyMap<string, readonly { readonly instrument: string; readonly score: number; readonly category: string | null }[]>> {
  if (textIds.length === 0) return new Map();
  const rows = await db.selectFrom('assessment_score').select(['text_id', 'instrument', 'score', 'category']).where('text_id', 'in', textIds).where('score', 'is not', null).orderBy('text_id').orderBy('position').execute();
  const kept = rows.flatMap(({ text_id, instrument, score, category }) => (score === null ? [] : [{ text_id, instrument, score, category }]));
  return new Map([...Map.groupBy(kept, ({ text_id }) => text_id)].map(([textId, own]) => [textId, own.map(({ instrument, score, category }) => ({ instrument, score, category }))]));
}

const loinc = 'http://loinc.org';
const withdrawn = ['entered-in-error', 'cancelled', 'registered'];

/** Results of a person under these LOINC codes, the newest of each code. */
export async function measuredOf(db: ReadExecutor, personId: string, codes: readonly string[]) {
  const numbered = db
    .selectFrom('observation')
    .select(['id', 'code', 'effective_at', 'issued_at', 'value_kind', 'value_number', 'value_unit', 'value_unit_code', 'value_text', 'reference_high'])
    .select((eb) => eb.fn.agg<number>('row_number').over((over) => over.partitionBy('code').orderBy('effective_at', 'desc').orderBy('id', 'desc')).as('place'))
    .where('patient_id', '=', personId)
    .where('code_system', '=', loinc)
    .where('code', 'in', codes)
    .where('status', 'not in', withdrawn)
    .where('effective_at', 'is not', null);
  const rows = await db.selectFrom(numbered.as('n')).selectAll().where('place', '<=', mostResults + 1).execute();
  return rows.map((row) => ({
    id: row.id, codes: row.code === null ? [] : [row.code], at: row.effective_at ?? row.issued_at, kind: row.value_kind, number: row.value_number, unit: row.value_unit, unitCode: row.value_unit_code, valueCode: null,
    words: row.value_kind === 'absent' ? null : row.value_text, upper: row.reference_high, place: Number(row.place),
  }));
}

/** Visits of a person that were not called off, newest first. */
export async function visitsOf(db: ReadExecutor, personId: string) {
  const rows = await db.selectFrom('appointment').select(['local_start', 'modality', 'status']).where('patient_id', '=', personId).where('status', '!=', 'cancelled').orderBy('local_start', 'desc').orderBy('id', 'desc').limit(mostVisits).execute();
  return rows.map(({ local_start, modality, status }) => ({ on: local_start.slice(0, 10), modality, status }));
}

/** Diagnoses of a person that were neither refuted nor entered in error. */
export async function diagnosesOf(db: ReadExecutor, personId: string) {
  const rows = await db
    .selectFrom('condition')
    .select(['code_system', 'code', 'text', 'onset_on', 'ended_on', 'clinical_status'])
    .where('patient_id', '=', personId)
    .where((eb) => eb.or([eb('verification_status', 'is', null), eb('verification_status', 'not in', ['refuted', 'entered-in-error'])]))
    .orderBy('onset_on')
    .orderBy('id')
    .limit(mostDiagnoses)
    .execute();
  return rows.map(({ code_system, code, text, onset_on, ended_on, clinical_status }) => ({ codeSystem: code_system, code, text, onsetOn: onset_on, isOpen: ended_on === null && (clinical_status === null || clinical_status === 'active') }));
}
