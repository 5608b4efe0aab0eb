import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { lockHolder, takeClinicLock } from './clinic-lock.ts';

const takeAndWait = `
  import { takeClinicLock } from ${JSON.stringify(new URL('./clinic-lock.ts', import.meta.url).href)};
  takeClinicLock(process.argv[1]);
  process.stdout.write('taken');
  setInterval(() => undefined, 1000);
`;

describe('the lock of an embedded clinic', () => {
  let directory: string;
  let other: ChildProcess | undefined;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'relais-lock-'));
  });
  afterEach(async () => {
    if (other?.exitCode === null && other.signalCode === null) {
      other.kill('SIGKILL');
      await once(other, 'exit');
    }
    other = undefined;
    rmSync(directory, { recursive: true, force: true });
  });

  const anotherProcess = async (): Promise<ChildProcess> => {
    other = spawn(process.execPath, ['--input-type=module', '--eval', takeAndWait, directory], { stdio: ['ignore', 'pipe', 'inherit'] });
    if (other.stdout) await once(other.stdout, 'data');
    return other;
  };

  test('is free again once released', () => {
    const release = takeClinicLock(directory);
    expect(lockHolder(directory)).toBe(process.pid);
    release();
    expect(lockHolder(directory)).toBeNull();
    expect(existsSync(join(directory, 'clinic.lock'))).toBe(false);
    takeClinicLock(directory)();
  });

  test('refuses a second holder in the same process', () => {
    const release = takeClinicLock(directory);
    expect(() => takeClinicLock(directory)).toThrow(expect.objectContaining({ reason: 'already-open' }));
    release();
  });

  test('refuses while another process holds it, and is taken over once that process was killed', async () => {
    const holder = await anotherProcess();
    expect(lockHolder(directory)).toBe(holder.pid);
    expect(() => takeClinicLock(directory)).toThrow(expect.objectContaining({ reason: 'already-open' }));
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    expect(existsSync(join(directory, 'clinic.lock'))).toBe(true);
    expect(lockHolder(directory)).toBeNull();
    takeClinicLock(directory)();
  });

  test.runIf(process.platform === 'linux')('a process that now has the number of the dead holder does not hold it', () => {
    writeFileSync(join(directory, 'clinic.lock'), JSON.stringify({ processId: process.pid, startTicks: '1' }));
    expect(lockHolder(directory)).toBeNull();
    const release = takeClinicLock(directory);
    expect(JSON.parse(readFileSync(join(directory, 'clinic.lock'), 'utf8'))).toMatchObject({ processId: process.pid });
    release();
  });

  test.each(['', '{"processId":', 'null'])('a lock half written by a process that died (%j) is taken over', (content) => {
    writeFileSync(join(directory, 'clinic.lock'), content);
    takeClinicLock(directory)();
  });
});
