import type { MappedClinical } from './fhir/mapped-resource.ts';
import { type ClinicalRow, keyText } from './imported-rows-repository.ts';

/** How an import is cut into transactions, and a transaction into statements. */

/** Most rows written in one transaction. */
const rowsPerTransaction = 200;

const clinicalTables = ['condition', 'allergy', 'vaccination', 'medication', 'observation'] as const satisfies readonly MappedClinical['table'][];

/** Splits by the rows each item costs; an item that costs more goes alone. */
export function* chunksOf<T>(items: readonly T[], cost: (item: T) => number): Generator<readonly T[]> {
  let chunk: T[] = [];
  let rows = 0;
  for (const item of items) {
    const own = cost(item);
    if (chunk.length > 0 && rows + own > rowsPerTransaction) {
      yield chunk;
      chunk = [];
      rows = 0;
    }
    chunk.push(item);
    rows += own;
  }
  if (chunk.length > 0) yield chunk;
}

/** Table by table, runs in which no key comes twice: the second of a key must find the first. */
export function writableGroups<T extends { readonly row: ClinicalRow }>(ready: readonly T[]): readonly (readonly T[])[] {
  const groups: T[][] = [];
  let keys = new Set<string>();
  const byTable = clinicalTables.flatMap((table) => ready.filter(({ row }) => row.mapped.table === table));
  for (const one of byTable) {
    const last = groups.at(-1);
    const key = keyText(one.row.key);
    if (last && last[0]?.row.mapped.table === one.row.mapped.table && !keys.has(key)) {
      last.push(one);
      keys.add(key);
    } else {
      groups.push([one]);
      keys = new Set([key]);
    }
  }
  return groups;
}
