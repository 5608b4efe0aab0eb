import { createHash } from 'node:crypto';

/**
 * Draws so many of a list, each with the same chance: every one gets a number that follows from the seed and its id alone, and
 * the smallest are taken. The same list and seed give the same draw, in whatever order the list comes.
 */
export function drawFrom(seed: string, ids: readonly string[], size: number): readonly string[] {
  const numberOf = (id: string): string => createHash('sha256').update(`${seed}\n${id}`).digest('hex');
  return ids
    .map((id) => ({ id, number: numberOf(id) }))
    .sort((one, other) => (one.number < other.number ? -1 : one.number > other.number ? 1 : 0))
    .slice(0, size)
    .map(({ id }) => id);
}
