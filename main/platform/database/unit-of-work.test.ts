import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { engines, openTestClinic, type TestClinic } from '../../testing/test-clinic.ts';
import { addRounds, rounds } from '../../testing/second-writer.ts';
import { createUnitOfWork, errorCode, type UnitOfWork } from './unit-of-work.ts';

const secondWriter = fileURLToPath(new URL('../../testing/second-writer.ts', import.meta.url));

describe.each(engines)('the unit of work on %s', (engine) => {
  let clinic: TestClinic;
  beforeEach(async () => {
    clinic = await openTestClinic(engine);
  });
  afterEach(() => clinic.close());

  const insert = (login: string, unitOfWork: UnitOfWork = clinic.store.unitOfWork) =>
    unitOfWork.write((db) => db.insertInto('user_account').values({ id: login, login, display_name: login, language: 'fr', theme: 'system', disabled_at: null, practitioner_id: null, created_at: '' }).execute());
  const logins = async () => (await clinic.store.database.db.selectFrom('user_account').select('login').orderBy('login').execute()).map((row) => row.login);

  test('what fails half way leaves nothing', async () => {
    await expect(
      clinic.store.unitOfWork.write(async (db) => {
        await db.insertInto('user_account').values({ id: 'a', login: 'a', display_name: 'a', language: 'fr', theme: 'system', disabled_at: null, practitioner_id: null, created_at: '' }).execute();
        throw new Error('half way');
      }),
    ).rejects.toThrow('half way');
    expect(await logins()).toEqual([]);
  });

  test('one inside another is refused instead of waiting for itself', async () => {
    const { read, write } = clinic.store.unitOfWork;
    for (const [outer, inner] of [[read, read], [read, write], [write, read], [write, write]] as const) {
      await expect(outer(() => inner(() => Promise.resolve(1)))).rejects.toThrow('unit of work inside another');
    }
    // The refusal leaves the connection usable.
    await insert('after');
    expect(await logins()).toEqual(['after']);
  });

  test('side by side in one process, each gets its turn', async () => {
    await Promise.all(Array.from({ length: 12 }, (_, index) => insert(`p${String(index).padStart(2, '0')}`)));
    expect(await logins()).toHaveLength(12);
  });

  test('two processes that read first and then write lose nothing', async () => {
    const head = async () => (await clinic.store.database.db.selectFrom('audit_head').select('seq').executeTakeFirstOrThrow()).seq;
    const before = await head();
    const other = spawn(process.execPath, [secondWriter, clinic.directory, Buffer.from(clinic.store.dataKey).toString('hex')], { stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = once(other, 'exit');
    await once(other.stdout, 'data');
    await addRounds(clinic.store.unitOfWork);
    expect(await ended).toEqual([0, null]);
    expect(await head()).toBe(before + 2 * rounds);
  });

  test('is tried again when another writer got in the way, three times at most', async () => {
    let runs = 0;
    const busy = () => Object.assign(new Error('busy'), { code: engine === 'sqlite' ? 'SQLITE_BUSY' : '40001' });
    const result = await clinic.store.unitOfWork.write(() => {
      runs += 1;
      return runs < 3 ? Promise.reject(busy()) : Promise.resolve('done');
    });
    expect({ result, runs }).toEqual({ result: 'done', runs: 3 });
    runs = 0;
    const failed = clinic.store.unitOfWork.write(() => {
      runs += 1;
      return Promise.reject(busy());
    });
    await expect(failed).rejects.toThrow('busy');
    expect(runs).toBe(4);
  });

  test('any other failure is not tried again', async () => {
    let runs = 0;
    const failed = clinic.store.unitOfWork.write(() => {
      runs += 1;
      return Promise.reject(Object.assign(new Error('unique'), { code: '23505' }));
    });
    await expect(failed).rejects.toThrow('unique');
    expect(runs).toBe(1);
  });

  test('a reading sees one moment', async () => {
    await insert('before');
    // SQLite has one connection a process; another unit of work on it would queue.
    const beside = engine === 'postgres' ? createUnitOfWork(clinic.store.database) : null;
    await clinic.store.unitOfWork.read(async (db) => {
      const count = async () => (await db.selectFrom('user_account').select('id').execute()).length;
      const first = await count();
      if (beside) await insert('during', beside);
      expect(await count()).toBe(first);
    });
    expect(await logins()).toEqual(beside ? ['before', 'during'] : ['before']);
  });

  if (engine === 'postgres') test('a reading does not write', async () => {
    const failure = await clinic.store.unitOfWork.read((db) => db.deleteFrom('user_account').execute()).catch((error: unknown) => error);
    expect(errorCode(failure)).toBe('25006');
  });

  test('foreign keys hold', async () => {
    const failure: unknown = await clinic.store.unitOfWork.write((db) => db.insertInto('user_role').values({ user_id: 'nobody', role: 'nurse' }).execute()).catch((error: unknown) => error);
    expect(['SQLITE_CONSTRAINT_FOREIGNKEY', '23503']).toContain(errorCode(failure));
  });
});
