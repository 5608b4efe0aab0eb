import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Keyring } from '../keys/keyring.ts';
import { isClinicDirectory, readKeyring, writeKeyring } from './keyring-file.ts';

const keyring: Keyring = {
  format: 1, clinicId: '0190f3a0-0000-7000-8000-000000000001', clinicName: 'Clinique d’essai', demonstration: false, engine: 'sqlite', connection: null, slots: [],
};

describe('the keyring file', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'relais-keyring-'));
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  test('makes a folder a clinic, and is read back', () => {
    expect(isClinicDirectory(directory)).toBe(false);
    writeKeyring(directory, keyring);
    expect(isClinicDirectory(directory)).toBe(true);
    expect(readKeyring(directory)).toEqual(keyring);
  });

  test('is readable by its owner alone and leaves nothing beside it', () => {
    writeKeyring(directory, keyring);
    writeKeyring(directory, { ...keyring, clinicName: 'Autre nom' });
    expect(readdirSync(directory)).toEqual(['keyring.json']);
    if (process.platform !== 'win32') expect(statSync(join(directory, 'keyring.json')).mode & 0o077).toBe(0);
  });

  test('stays whole when a writing stopped half way', () => {
    writeKeyring(directory, keyring);
    // What a crash before the renaming leaves behind.
    writeFileSync(join(directory, 'keyring.json.new'), '{"format":1,"clini');
    expect(readKeyring(directory)).toEqual(keyring);
    writeKeyring(directory, { ...keyring, clinicName: 'Après la panne' });
    expect(readKeyring(directory).clinicName).toBe('Après la panne');
  });

  test('a keyring that would not be read is not written over the good one', () => {
    writeKeyring(directory, keyring);
    const before = readFileSync(join(directory, 'keyring.json'), 'utf8');
    expect(() => writeKeyring(directory, { ...keyring, clinicId: 'no id' })).toThrow();
    expect(readFileSync(join(directory, 'keyring.json'), 'utf8')).toBe(before);
  });

  test.each(['', '{', '[]', '{"format":2}', JSON.stringify({ ...keyring, engine: 'mysql' })])('%j is refused as damaged', (content) => {
    writeFileSync(join(directory, 'keyring.json'), content);
    expect(() => readKeyring(directory)).toThrow(expect.objectContaining({ reason: 'wrong-key-or-damaged' }));
  });
});
