import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { takeClinicLock } from '../platform/store/clinic-lock.ts';
import { engines } from '../testing/test-clinic.ts';
import { openTestHost, type TestHost } from '../testing/test-host.ts';
import { runCommandLine } from './command-line.ts';

const passphrase = 'sept lampes bleues au fond du puits';

describe.each(engines)('the key commands on %s', (engine) => {
  let clinic: TestHost;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'relais-keys-'));
    clinic = await openTestHost(engine, { passphrase });
    await clinic.host.close();
    writeFileSync(join(folder, 'old'), passphrase);
    writeFileSync(join(folder, 'new'), 'neuf tambours roses sous la pluie\n');
  });
  afterAll(async () => {
    await clinic.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const relais = async (...args: readonly string[]) => {
    const out: string[] = [];
    const told: string[] = [];
    const terminal = { language: 'fr', environment: {}, account: 'operator', stdin: () => Promise.resolve(''), out: (line: string) => void out.push(line), tell: (line: string) => void told.push(line) } as const;
    const code = await runCommandLine(args, terminal, clinic.ports);
    return { code, out, told };
  };
  const withFile = (name: string): readonly string[] => ['--clinic', clinic.directory, '--passphrase-file', join(folder, name)];

  test('passphrase replaces the one there was', async () => {
    expect(await relais('passphrase', ...withFile('new'), '--new-passphrase-file', join(folder, 'old'))).toMatchObject({ code: 1 });
    expect(await relais('passphrase', ...withFile('old'))).toMatchObject({ code: 2 });
    expect(await relais('passphrase', ...withFile('old'), '--new-passphrase-file', join(folder, 'new'))).toMatchObject({ code: 0, told: [] });
    expect(await relais('audit', 'verify', ...withFile('old'))).toMatchObject({ code: 1 });
    expect(await relais('audit', 'verify', ...withFile('new'))).toMatchObject({ code: 0 });
  });

  test('rekey prints the new recovery key and everybody’s temporary password, once', async () => {
    const keyring = readFileSync(join(clinic.directory, 'keyring.json'), 'utf8');
    expect(await relais('rekey', '--clinic', clinic.directory)).toMatchObject({ code: 2 });
    expect(await relais('rekey', ...withFile('old'))).toMatchObject({ code: 1 });
    const release = takeClinicLock(clinic.directory);
    expect(await relais('rekey', ...withFile('new'))).toMatchObject({ code: 1, out: [] });
    release();
    expect(readFileSync(join(clinic.directory, 'keyring.json'), 'utf8')).toBe(keyring);

    const { code, out } = await relais('rekey', ...withFile('new'), '--json');
    expect(code).toBe(0);
    const { people, recoveryKey } = JSON.parse(out[0] ?? '') as { people: { login: string; temporaryPassword: string }[]; recoveryKey: string[] };
    expect(people.map(({ login }) => login)).toEqual(['g.lachance']);
    expect(recoveryKey).toHaveLength(8);
    expect(await relais('audit', 'verify', ...withFile('new'))).toMatchObject({ code: 0 });
    const words = await relais('rekey', ...withFile('new'));
    expect(words.out.join('\n')).toContain('g.lachance');
    expect(await clinic.host.unlockAsPerson('g.lachance', people[0]?.temporaryPassword ?? '')).toBeNull();
  });
});
