import { describe, expect, test } from 'vitest';
import { type KeySlot, keySlot, newDataKey, openSlot, passphraseSlot, recoverySlot, sealWithDataKey, subkey, unsealWithDataKey, userSlot } from './keyring.ts';
import { newRecoveryKey } from './recovery-key.ts';

const clinicId = '0190f3a0-0000-7000-8000-000000000001';
const otherClinicId = '0190f3a0-0000-7000-8000-000000000002';
const user = { userId: '0190f3a0-0000-7000-8000-0000000000aa', login: 'g.lachance' };
const password = 'quatre mots sans rapport entre eux';

const hex = (bytes: Uint8Array | null) => (bytes ? Buffer.from(bytes).toString('hex') : null);

describe('slots', () => {
  test('every kind gives the data key back to its secret, and to no other', async () => {
    const dataKey = newDataKey();
    const groups = newRecoveryKey();
    const slots: readonly [KeySlot, string | readonly string[], string | readonly string[]][] = [
      [await userSlot(clinicId, user, password, dataKey), password, `${password} `],
      [await passphraseSlot(clinicId, password, dataKey), password, password.toUpperCase()],
      [recoverySlot(clinicId, groups, dataKey), groups, newRecoveryKey()],
    ];
    for (const [slot, secret, wrong] of slots) {
      expect(hex(await openSlot(clinicId, slot, secret))).toBe(hex(dataKey));
      expect(await openSlot(clinicId, slot, wrong)).toBeNull();
      // What is written to the file is read back the same.
      expect(hex(await openSlot(clinicId, keySlot.parse(JSON.parse(JSON.stringify(slot))), secret))).toBe(hex(dataKey));
    }
  });

  test('a secret of the wrong kind opens nothing', async () => {
    const dataKey = newDataKey();
    const groups = newRecoveryKey();
    expect(await openSlot(clinicId, recoverySlot(clinicId, groups, dataKey), groups.join(''))).toBeNull();
    expect(await openSlot(clinicId, await passphraseSlot(clinicId, password, dataKey), groups)).toBeNull();
  });

  test('a password typed with composed or decomposed accents is the same', async () => {
    const dataKey = newDataKey();
    const slot = await passphraseSlot(clinicId, 'Été à Gaspé, Noël à Rimouski'.normalize('NFC'), dataKey);
    expect(hex(await openSlot(clinicId, slot, 'Été à Gaspé, Noël à Rimouski'.normalize('NFD')))).toBe(hex(dataKey));
  });

  test('a slot changed in any part opens no more', async () => {
    const dataKey = newDataKey();
    const slot = await passphraseSlot(clinicId, password, dataKey);
    if (slot.kind !== 'passphrase') throw new Error('another kind');
    const flipped = (base64: string) => {
      const bytes = Buffer.from(base64, 'base64');
      bytes[0] = (bytes[0] ?? 0) ^ 1;
      return bytes.toString('base64');
    };
    for (const part of ['iv', 'tag', 'key'] as const) {
      expect(await openSlot(clinicId, { ...slot, wrapped: { ...slot.wrapped, [part]: flipped(slot.wrapped[part]) } }, password)).toBeNull();
    }
    expect(await openSlot(clinicId, { ...slot, derivation: { ...slot.derivation, salt: flipped(slot.derivation.salt) } }, password)).toBeNull();
    expect(await openSlot(clinicId, { ...slot, derivation: { ...slot.derivation, passes: 2 } }, password)).toBeNull();
    // A shortened tag must not weaken the check.
    expect(await openSlot(clinicId, { ...slot, wrapped: { ...slot.wrapped, tag: Buffer.from(slot.wrapped.tag, 'base64').subarray(0, 4).toString('base64') } }, password)).toBeNull();
  });

  test('a slot moved to another clinic, or given another kind, opens no more', async () => {
    const dataKey = newDataKey();
    const slot = await passphraseSlot(clinicId, password, dataKey);
    if (slot.kind !== 'passphrase') throw new Error('another kind');
    expect(await openSlot(otherClinicId, slot, password)).toBeNull();
    expect(await openSlot(clinicId, { ...slot, kind: 'user', ...user }, password)).toBeNull();
  });

  test('a slot given to another person opens no more', async () => {
    const slot = await userSlot(clinicId, user, password, newDataKey());
    if (slot.kind !== 'user') throw new Error('another kind');
    expect(await openSlot(clinicId, { ...slot, userId: otherClinicId }, password)).toBeNull();
    // The login only finds the slot; who signs in is told by the bound id.
    expect(await openSlot(clinicId, { ...slot, login: 'new.name' }, password)).not.toBeNull();
  });

  test('nothing of the key or the secret is in the slot, and no two slots are alike', async () => {
    const dataKey = newDataKey();
    const one = JSON.stringify(await passphraseSlot(clinicId, password, dataKey));
    expect(one).not.toContain(Buffer.from(dataKey).toString('base64'));
    expect(one).not.toContain(password);
    expect(JSON.stringify(await passphraseSlot(clinicId, password, dataKey))).not.toBe(one);
  });

  test('costs that would let a password be guessed, or stop the machine, are not accepted from the file', async () => {
    const slot = await passphraseSlot(clinicId, password, newDataKey());
    if (slot.kind !== 'passphrase') throw new Error('another kind');
    expect(slot.derivation).toMatchObject({ algorithm: 'argon2id', memoryKibibytes: 65_536, passes: 3 });
    for (const derivation of [{ memoryKibibytes: 8 }, { memoryKibibytes: 2 ** 24 }, { passes: 0 }, { passes: 1000 }, { algorithm: 'argon2i' }]) {
      expect(keySlot.safeParse({ ...slot, derivation: { ...slot.derivation, ...derivation } }).success).toBe(false);
    }
  });
});

describe('what is sealed under the data key', () => {
  test('opens for the same purpose only', () => {
    const dataKey = newDataKey();
    const sealed = sealWithDataKey(dataKey, 'connection', Buffer.from('postgres://secret'));
    expect(JSON.stringify(sealed)).not.toContain('secret');
    expect(Buffer.from(unsealWithDataKey(dataKey, 'connection', sealed) ?? []).toString()).toBe('postgres://secret');
    expect(unsealWithDataKey(dataKey, 'other', sealed)).toBeNull();
    expect(unsealWithDataKey(newDataKey(), 'connection', sealed)).toBeNull();
  });

  test('keys of different purposes differ, from one another and from the data key', () => {
    const dataKey = newDataKey();
    const keys = [dataKey, subkey(dataKey, 'audit'), subkey(dataKey, 'connection'), subkey(dataKey, 'intake')].map((key) => Buffer.from(key).toString('hex'));
    expect(new Set(keys).size).toBe(4);
    expect(subkey(dataKey, 'audit')).toEqual(subkey(dataKey, 'audit'));
  });
});
