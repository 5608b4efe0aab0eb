import { createHash, randomInt } from 'node:crypto';

/** Crockford's base 32: no I, L, O or U, so that a key read from paper is read one way. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const groupCount = 8;
const groupLength = 5;

/** A new recovery key: seven random groups of five (175 bits), the eighth a checksum of them. */
export function newRecoveryKey(): readonly string[] {
  const groups = Array.from({ length: groupCount - 1 }, () =>
    Array.from({ length: groupLength }, () => alphabet.charAt(randomInt(alphabet.length))).join(''),
  );
  return [...groups, checksum(groups)];
}

/**
 * Reads a key as typed: lower case, spaces, hyphens and look-alikes (I, L → 1; O → 0) forgiven.
 *
 * @returns the eight groups, or null when a character or the checksum is wrong
 */
export function parseRecoveryKey(typed: string): readonly string[] | null {
  const characters = typed.toUpperCase().replace(/[\s-]/g, '').replace(/[IL]/g, '1').replace(/O/g, '0');
  if (characters.length !== groupCount * groupLength || [...characters].some((character) => !alphabet.includes(character))) return null;
  const groups = Array.from({ length: groupCount }, (_, index) => characters.slice(index * groupLength, (index + 1) * groupLength));
  return checksum(groups.slice(0, -1)) === groups.at(-1) ? groups : null;
}

/** The bytes that wrap the data key: the random groups alone. */
export function recoverySecret(groups: readonly string[]): Uint8Array {
  return Buffer.from(groups.slice(0, groupCount - 1).join(''), 'ascii');
}

function checksum(groups: readonly string[]): string {
  const digest = createHash('sha256').update(`relais:recovery:${groups.join('')}`).digest();
  return Array.from({ length: groupLength }, (_, index) => alphabet.charAt((digest[index] ?? 0) % alphabet.length)).join('');
}
