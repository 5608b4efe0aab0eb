/**
 * A value as FHIR may write it: without what says nothing (undefined, null, empty text, empty lists, empty objects).
 * Undefined when nothing is left.
 */
export function pruned(value: unknown): unknown {
  if (value === null || value === undefined || value === '') return undefined;
  if (Array.isArray(value)) {
    const kept = value.map(pruned).filter((one) => one !== undefined);
    return kept.length > 0 ? kept : undefined;
  }
  if (typeof value !== 'object') return value;
  const kept = Object.entries(value).flatMap(([name, inner]) => {
    const left = pruned(inner);
    return left === undefined ? [] : [[name, left] as const];
  });
  return kept.length > 0 ? Object.fromEntries(kept) : undefined;
}

/** A list kept whole, as JSON without empty elements; null when nothing is left. */
export function keptList(list: readonly unknown[] | undefined): string | null {
  const left = pruned(list);
  return left === undefined ? null : JSON.stringify(left);
}
