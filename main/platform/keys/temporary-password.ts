import { randomInt } from 'node:crypto';

/** Read aloud and typed from paper: no vowels that make words, no characters taken for one another. */
const alphabet = '23456789bcdfghjkmnpqrstvwxz';
const groupCount = 4;
const groupLength = 4;

/** A password for one first sign-in: four groups of four (76 bits), "x7kq-3mtd-9wbc-hh4z". */
export function newTemporaryPassword(): string {
  return Array.from({ length: groupCount }, () => Array.from({ length: groupLength }, () => alphabet.charAt(randomInt(alphabet.length))).join('')).join('-');
}
