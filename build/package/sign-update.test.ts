import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isSigned } from '../../main/electron/update-signature.ts';
import { inRoot } from '../launch/paths.mjs';

/** What electron-builder writes beside an AppImage. */
const described = [
  'version: 1.2.0', 'files:',
  '  - url: Relais-1.2.0.AppImage', '    sha512: QUFBQQ==', '    size: 120000000', '    blockMapSize: 130000',
  '  - url: relais_1.2.0_amd64.deb', '    sha512: QkJCQg==', '    size: 90000000',
  'path: Relais-1.2.0.AppImage', 'sha512: QUFBQQ==', "releaseDate: '2026-11-22T08:00:00.000Z'", '',
].join('\n');

describe('signing a version', () => {
  let folder: string;
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const key = publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
  const file = (): string => join(folder, 'latest-linux.yml');
  const signFiles = (...files: readonly string[]): void => {
    execFileSync(process.execPath, [inRoot('build', 'package', 'sign-update.ts'), join(folder, 'key.pem'), ...files], { stdio: 'pipe' });
  };
  /** As the updater reads it: the fields of the two files, and the signature. */
  const published = () => {
    const text = readFileSync(file(), 'utf8');
    const files = [...text.matchAll(/url: (\S+)\n\s+sha512: (\S+)/g)].map(([, url, sha512]) => ({ url, sha512 }));
    return { version: /^version: (\S+)$/m.exec(text)?.[1], files, signature: /^signature: (\S+)$/m.exec(text)?.[1] };
  };

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'relais-sign-'));
    writeFileSync(join(folder, 'key.pem'), privateKey.export({ format: 'pem', type: 'pkcs8' }));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('the installed program accepts what was signed, and nothing that was changed after', () => {
    writeFileSync(file(), described);
    signFiles(file());
    expect(readFileSync(file(), 'utf8')).toContain(described.trimEnd());
    expect(published().files).toHaveLength(2);
    expect(isSigned(published(), key)).toBe(true);
    writeFileSync(file(), readFileSync(file(), 'utf8').replace('QkJCQg==', 'Q0NDQw=='));
    expect(isSigned(published(), key)).toBe(false);
  });

  test('signing again replaces the signature', () => {
    writeFileSync(file(), described);
    signFiles(file());
    signFiles(file());
    expect(readFileSync(file(), 'utf8').match(/^signature: /gm)).toHaveLength(1);
    expect(isSigned(published(), key)).toBe(true);
  });

  test('a file that describes no version, and no file at all, are refused', () => {
    writeFileSync(file(), 'version: 1.2.0\n');
    expect(() => signFiles(file())).toThrow(/describes no version/);
    expect(() => signFiles()).toThrow();
    expect(readFileSync(file(), 'utf8')).toBe('version: 1.2.0\n');
  });
});
