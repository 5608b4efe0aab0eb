import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { createAuditLog } from '../../audit/audit-log.ts';
import { writeBackup } from '../../backup/write-backup.ts';
import { systemClock } from '../../platform/clock.ts';
import { readKeyring } from '../../platform/store/keyring-file.ts';
import { openStore } from '../../platform/store/store.ts';

/**
 * A program to be killed, starved or refused: with a clinic's folder and data key it does one thing until it cannot.
 * What it says on its output has happened: `ready`, then a line for each acknowledged write (`42`), or `failed CODE`.
 */
const [task = '', directory = '', dataKey = '', folder = '', account = ''] = process.argv.slice(2);

/** Written whole before the next statement: a killed process has said all that it had done. */
const say = (line: string): void => void writeSync(1, `${line}\n`);

const codeOf = (error: unknown): string => {
  if (typeof error !== 'object' || error === null) return 'unknown';
  if ('reason' in error) return String(error.reason);
  return 'code' in error ? String(error.code) : 'unknown';
};

/** Writes rows of the trail with a padding, each in a transaction of its own, and says each once it is committed. */
async function write(padding: string): Promise<void> {
  const store = await openStore(directory, readKeyring(directory), Buffer.from(dataKey, 'hex'));
  const audit = createAuditLog({ dataKey: store.dataKey, engine: store.database.engine, clock: systemClock });
  say('ready');
  try {
    for (;;) {
      await store.unitOfWork.write((db) => audit.record(db, { userId: 'test', action: 'thing.done', entity: 'thing', entityId: null, detail: { padding } }));
      const { seq } = await store.unitOfWork.read((db) => db.selectFrom('audit_head').select('seq').executeTakeFirstOrThrow());
      say(String(seq));
    }
  } finally {
    await store.close();
  }
}

/** Writes backups one after the other, and says the name of each once it is there. */
async function backUp(): Promise<void> {
  const keyring = readKeyring(directory);
  const store = await openStore(directory, keyring, Buffer.from(dataKey, 'hex'), { lock: false, readonly: true });
  say('ready');
  try {
    for (let number = 1; ; number += 1) {
      const name = `${process.pid}-${number}.relais-backup`;
      await writeBackup(store, keyring, join(folder, name), systemClock);
      say(name);
    }
  } finally {
    await store.close();
  }
}

/** Opens the clinic and stays. */
async function hold(): Promise<void> {
  await openStore(directory, readKeyring(directory), Buffer.from(dataKey, 'hex'));
  say('ready');
  await new Promise(() => setInterval(() => undefined, 1000));
}

const tasks: Readonly<Record<string, () => Promise<void>>> = { write: () => write(''), fill: () => write('x'.repeat(4000)), backup: backUp, hold };

if (account !== '') {
  // Loaded while it can be: the project may lie where only root reads.
  await import('better-sqlite3');
  process.setgroups?.([]);
  process.setgid?.(Number(account));
  process.setuid?.(Number(account));
}
try {
  await tasks[task]?.();
} catch (error) {
  say(`failed ${codeOf(error)}`);
  process.exitCode = 1;
}
