/** Characters of a group: Crockford's base 32 has no I, L, O, U, so that nothing is misread from paper. */
const groupLength = 5;

/** What a person typed, as the key writes it: capitals, no spaces, I and L read as 1, O as 0. */
export function normalizeGroup(typed: string): string {
  return typed.toUpperCase().replace(/[\s-]/g, '').replace(/[IL]/g, '1').replace(/O/g, '0').slice(0, groupLength);
}

/** Two groups to type back, 1 to 8: one from each half, varying with the instant of creation. */
export function groupsToCheck(createdAt: string): readonly [number, number] {
  const digits = createdAt.replace(/\D/g, '');
  const lastTwo = Number(digits.slice(-2));
  return [1 + (lastTwo % 4), 5 + (Math.floor(lastTwo / 4) % 4)];
}

export type GroupState = 'right' | 'wrong' | { readonly missing: number };

/** How a typed group stands against the key. A wrong beginning is told at once. */
export function groupState(typed: string, expected: string): GroupState {
  const normalized = normalizeGroup(typed);
  if (normalized === expected) return 'right';
  return expected.startsWith(normalized) ? { missing: groupLength - normalized.length } : 'wrong';
}

/** A whole key as typed, in groups of five: "7KQ4M X2RHD …". */
export function groupKey(typed: string): string {
  const characters = typed.toUpperCase().replace(/[\s-]/g, '').replace(/[IL]/g, '1').replace(/O/g, '0');
  return characters.match(/.{1,5}/g)?.join(' ') ?? '';
}

/** Whether all eight groups are there. */
export function isWholeKey(typed: string): boolean {
  return groupKey(typed).replaceAll(' ', '').length === 8 * groupLength;
}
