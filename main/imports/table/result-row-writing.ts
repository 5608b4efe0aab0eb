import { categoryOf, observedColumns } from '../../monitoring/result-columns.ts';
import type { Language } from '#contract/values.ts';
import { livingRecord } from '../../patients/duplicates/merge-repository.ts';
import type { WriteExecutor } from '../../platform/database/schema.ts';
import type { ImportMark } from '../imported-people-repository.ts';
import { writeClinicalRows } from '../imported-rows-repository.ts';
import { digest } from '../source-key.ts';
import { tableSourceSystem } from './row-candidates.ts';
import { type ListedResult, resultKey } from './rules/result-row.ts';

/** Puts one listed result in somebody's record; nothing else there changes. The same result again is that one, however it is written. */
export async function writeListedResult(db: WriteExecutor, result: ListedResult, patientId: string, mark: ImportMark, language: Language): Promise<{ readonly patientId: string }> {
  const living = await livingRecord(db, patientId);
  const { test, typed, loinc, name, on } = result;
  const hash = digest([living, resultKey(result)]);
  const content = {
    text: name ?? test.label[language], other_codings: null, status: 'final', category: categoryOf(test), effective_at: on, issued_at: null, interpretation: null, reference_low: null, reference_high: null,
    ...observedColumns(test, typed, loinc),
  };
  await writeClinicalRows(db, 'observation', [{ mapped: { table: 'observation', subject: {}, components: [], content }, patientId: living, practitionerId: null, hash, key: { system: tableSourceSystem, id: `result/${hash}@${living}`, kind: 'scoped' } }], new Set(), mark);
  return { patientId: living };
}
