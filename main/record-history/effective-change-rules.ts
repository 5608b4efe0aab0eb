import type { KeptChange } from './record-history.ts';

/** Which changes of a record still tell: one that was taken back leaves the record as it was before it, and so does what took it back. */

/**
 * The changes that still tell, oldest first, less those of these imports.
 *
 * @param changes of one record, oldest first
 */
export function foreignChanges(changes: readonly KeptChange[], own: readonly string[]): readonly KeptChange[] {
  const takenBack = new Set<string>();
  return changes
    .toReversed()
    .filter((change) => {
      if (takenBack.has(change.id)) return false;
      if (change.undoes === null) return true;
      takenBack.add(change.undoes);
      // What takes back a change not among these changes the record.
      return !changes.some(({ id }) => id === change.undoes);
    })
    .filter(({ importId }) => importId === null || !own.includes(importId))
    .toReversed();
}

/**
 * Whether a record says what it said at a version: every version since is told by a change, and all of them were taken back.
 *
 * @param since the changes beyond that version, oldest first
 */
export function isAsAfter(version: number, present: number, since: readonly KeptChange[]): boolean {
  return present - version === since.length && foreignChanges(since, []).length === 0;
}
