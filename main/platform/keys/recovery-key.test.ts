import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newRecoveryKey, parseRecoveryKey, recoverySecret } from './recovery-key.ts';

describe('the recovery key', () => {
  test('has eight groups of five characters that cannot be mistaken for one another', () => {
    for (let count = 0; count < 50; count += 1) {
      const groups = newRecoveryKey();
      expect(groups).toHaveLength(8);
      for (const group of groups) expect(group).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}$/);
    }
    expect(new Set(Array.from({ length: 50 }, () => newRecoveryKey().join(''))).size).toBe(50);
  });

  test('is read as people type it: lower case, spaces, hyphens, look-alikes', () => {
    const groups = newRecoveryKey();
    const written = groups.join('-');
    for (const typed of [written, written.toLowerCase(), groups.join('  '), groups.join(''), written.replaceAll('1', 'l').replaceAll('0', 'o'), ` ${written.replaceAll('1', 'I')}\n`]) {
      expect(parseRecoveryKey(typed)).toEqual(groups);
    }
  });

  test('a wrong character anywhere is noticed', () => {
    const alphabet = [...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'];
    fc.assert(
      fc.property(fc.nat({ max: 39 }), fc.constantFrom(...alphabet), (position, other) => {
        const key = newRecoveryKey().join('');
        fc.pre(key[position] !== other);
        const changed = `${key.slice(0, position)}${other}${key.slice(position + 1)}`;
        // The checksum has 25 bits: a collision is one in thirty million.
        expect(parseRecoveryKey(changed)).toBeNull();
      }),
      { numRuns: 300 },
    );
  });

  test.each(['', 'ABCDE', 'U'.repeat(40), '7KQ4M-X2RHD-9TBWC-FN3VE-H6PJA-RZ8GY-4DXMK', `${newRecoveryKey().join('')}A`])('%j is not a key', (typed) => {
    expect(parseRecoveryKey(typed)).toBeNull();
  });

  test('only the random groups make the secret, and every one of them does', () => {
    const groups = newRecoveryKey();
    expect(recoverySecret(groups)).toHaveLength(35);
    const other = [...groups];
    other[6] = groups[6] === 'AAAAA' ? 'BBBBB' : 'AAAAA';
    expect(Buffer.from(recoverySecret(other)).equals(Buffer.from(recoverySecret(groups)))).toBe(false);
  });
});
