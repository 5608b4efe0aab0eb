import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { memoryLog } from '../platform/log.ts';
import { isSigned, signedText } from './update-signature.ts';
import { lookForUpdate, type Updater } from './updates.ts';

const keys = generateKeyPairSync('ed25519');
const publicKey = keys.publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
const content = { version: '1.2.0', files: [{ url: 'Relais-1.2.0.AppImage', sha512: 'AAAA' }] };
const signed = { ...content, signature: sign(null, signedText(content), keys.privateKey).toString('base64'), releaseDate: '2026-11-22' };

describe('the signature of a version', () => {
  test('holds for the version and the files it was made for, and the key it was made with', () => {
    expect(isSigned(signed, publicKey)).toBe(true);
    const other = generateKeyPairSync('ed25519').publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
    expect(isSigned(signed, other)).toBe(false);
  });

  test.each([
    ['none', content],
    ['of another version', { ...signed, version: '1.3.0' }],
    ['of another file', { ...signed, files: [{ url: 'Relais-1.2.0.AppImage', sha512: 'BBBB' }] }],
    ['of one file of two', { ...signed, files: [...signed.files, { url: 'x', sha512: 'AAAA' }] }],
    ['that is no signature', { ...signed, signature: 'AAAA' }],
    ['of nothing', null],
  ])('is refused: %s', (_what, published) => {
    expect(isSigned(published, publicKey)).toBe(false);
  });

  test('is refused with a key that is none', () => {
    expect(isSigned(signed, '')).toBe(false);
  });
});

/** Records what is done, in order. */
function steps(published: unknown, answers: { agree?: boolean; backUp?: boolean; fails?: boolean } = {}) {
  const done: string[] = [];
  const updater: Updater = {
    autoDownload: true,
    autoInstallOnAppQuit: true,
    allowDowngrade: true,
    allowPrerelease: true,
    checkForUpdates: () => (answers.fails ? Promise.reject(new Error('offline')) : Promise.resolve(published === null ? null : { isUpdateAvailable: true, updateInfo: published })),
    downloadUpdate: () => Promise.resolve(done.push('download')),
    quitAndInstall: () => void done.push('install'),
  };
  const note = (name: string, answer: boolean) => () => {
    done.push(name);
    return Promise.resolve(answer);
  };
  const outcome = lookForUpdate({ updater, publicKey, agree: note('agree', answers.agree ?? true), backUp: note('back up', answers.backUp ?? true), close: async () => void (await note('close', true)()), log: memoryLog() });
  return { outcome, done, updater };
}

describe('looking for a new version', () => {
  test('signed and agreed to: downloaded, backed up, closed, installed', async () => {
    const { outcome, done, updater } = steps(signed);
    expect(await outcome).toBe('installing');
    expect(done).toEqual(['download', 'agree', 'back up', 'close', 'install']);
    expect(updater).toMatchObject({ autoDownload: false, autoInstallOnAppQuit: false, allowDowngrade: false, allowPrerelease: false });
  });

  test('unsigned: not even downloaded', async () => {
    const { outcome, done } = steps(content);
    expect(await outcome).toBe('unsigned');
    expect(done).toEqual([]);
  });

  test('later, or without a backup: not installed', async () => {
    const later = steps(signed, { agree: false });
    expect(await later.outcome).toBe('later');
    expect(later.done).toEqual(['download', 'agree']);
    const unsaved = steps(signed, { backUp: false });
    expect(await unsaved.outcome).toBe('no-backup');
    expect(unsaved.done).toEqual(['download', 'agree', 'back up']);
  });

  test('nothing new, or no answer: nothing happens', async () => {
    expect(await steps(null).outcome).toBe('none');
    expect(await steps(signed, { fails: true }).outcome).toBe('failed');
  });
});
