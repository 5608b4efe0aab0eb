import { z } from 'zod';
import { livingRecord } from '../patients/duplicates/merge-repository.ts';
import type { ReadExecutor } from '../platform/database/schema.ts';
import type { ValueColumns } from '../platform/database/tables/shared-columns.ts';
import type { KeptResult } from './lab-reading-rules.ts';
import { builtInMonitoring } from './monitoring-content.ts';
import { ownTests } from './result-columns.ts';

/** What monitoring reads of records: results of tests it knows, and codes of problems. */

const loinc = 'http://loinc.org';
const knownCodes = builtInMonitoring.tests.tests.flatMap((test) => [...test.loinc, test.code]);
/** Results that are none: registered without a value, withdrawn, called off. */
const withdrawn = ['entered-in-error', 'cancelled', 'registered'];
const others = z.array(z.object({ system: z.string().optional(), code: z.string().optional() }));

/** A result with both limits of its laboratory. */
export interface RangedResult extends KeptResult {
  readonly lower: number | null;
}

interface Coded {
  readonly code_system: string | null;
  readonly code: string | null;
  readonly other_codings: string | null;
}

/** The codes of a result that may name a test: LOINC and ours, of no other system. */
function codesOf({ code_system, code, other_codings }: Coded): readonly string[] {
  const rest = other_codings === null ? [] : (others.safeParse(JSON.parse(other_codings)).data ?? []);
  return [{ system: code_system ?? undefined, code: code ?? undefined }, ...rest].flatMap((one) => ((one.system === loinc || one.system === ownTests) && one.code !== undefined ? [one.code] : []));
}

const valueOf = (row: ValueColumns): Pick<KeptResult, 'kind' | 'number' | 'unit' | 'unitCode' | 'valueCode' | 'words'> => ({
  kind: row.value_kind, number: row.value_number, unit: row.value_unit, unitCode: row.value_unit_code, valueCode: row.value_kind === 'coded' ? row.value_code : null, words: row.value_kind === 'absent' ? null : row.value_text,
});

/** Whose plan it is: of a record that was merged, the one it leads to. */
export function personOf(db: ReadExecutor, patientId: string): Promise<string> {
  return livingRecord(db, patientId);
}

/**
 * Results of these people that may be of some tests, by person: observations, and the parts of those made of parts.
 *
 * @param asked LOINC codes and our own; those of every test monitoring knows where not said
 */
export async function keptResultsOf(db: ReadExecutor, patientIds: readonly string[], asked: readonly string[] = knownCodes): Promise<ReadonlyMap<string, readonly RangedResult[]>> {
  if (patientIds.length === 0) return new Map();
  const found: { patientId: string; result: RangedResult }[] = [];
  const rows = await db
    .selectFrom('observation')
    .selectAll()
    .where('patient_id', 'in', patientIds)
    .where('status', 'not in', withdrawn)
    .where((eb) => eb.or([eb('code', 'in', asked), eb('other_codings', 'is not', null)]))
    .execute();
  for (const row of rows) found.push({ patientId: row.patient_id, result: { id: row.id, codes: codesOf(row), at: row.effective_at ?? row.issued_at, ...valueOf(row), upper: row.reference_high, lower: row.reference_low } });
  const parts = await db
    .selectFrom('observation_component as part')
    .innerJoin('observation as whole', 'whole.id', 'part.observation_id')
    .selectAll('part')
    .select(['whole.patient_id', 'whole.effective_at', 'whole.issued_at'])
    .where('whole.patient_id', 'in', patientIds)
    .where('whole.status', 'not in', withdrawn)
    .where('part.code', 'in', asked)
    .execute();
  for (const row of parts) {
    found.push({ patientId: row.patient_id, result: { id: row.observation_id, codes: codesOf(row), at: row.effective_at ?? row.issued_at, ...valueOf(row), upper: null, lower: null } });
  }
  return new Map([...Map.groupBy(found, ({ patientId }) => patientId)].map(([patientId, own]) => [patientId, own.map(({ result }) => result)]));
}

/** Codes of the problems of these people that were not refuted, by person. */
export async function problemCodesOf(db: ReadExecutor, patientIds: readonly string[]): Promise<ReadonlyMap<string, readonly { readonly system: string | null; readonly code: string }[]>> {
  if (patientIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('condition')
    .select(['patient_id', 'code_system as system', 'code'])
    .where('patient_id', 'in', patientIds)
    .where('code', 'is not', null)
    .where((eb) => eb.or([eb('verification_status', 'is', null), eb('verification_status', 'not in', ['refuted', 'entered-in-error'])]))
    .execute();
  return Map.groupBy(rows.flatMap(({ patient_id, system, code }) => (code === null ? [] : [{ patientId: patient_id, system, code }])), ({ patientId }) => patientId);
}
