import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newDataKey } from '../keys/keyring.ts';
import { openSqlite, pageCacheKilobytes } from './open-sqlite.ts';

const planted = 'Bergeron-Quenneville';

describe('the encrypted SQLite file', () => {
  let directory: string;
  let path: string;
  const key = newDataKey();

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'relais-sqlite-'));
    path = join(directory, 'clinic.db');
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  const makeWithName = async (): Promise<void> => {
    const database = await openSqlite(path, key, { create: true });
    await sql`create table person (name text) strict`.execute(database.db);
    for (let count = 0; count < 50; count += 1) await sql`insert into person values (${`${planted} ${count}`})`.execute(database.db);
    // Read while open too: the write-ahead log must hold no plain text either.
    expectNoPlainText();
    await database.close();
  };
  const expectNoPlainText = (): void => {
    for (const name of readdirSync(directory)) {
      const content = readFileSync(join(directory, name));
      for (const encoding of ['utf8', 'utf16le'] as const) expect(content.includes(Buffer.from(planted, encoding)), name).toBe(false);
      expect(content.subarray(0, 15).toString('latin1')).not.toBe('SQLite format 3');
    }
  };
  const digest = (): string => createHash('sha256').update(readFileSync(path)).digest('hex');

  test('holds no plain text, neither file nor write-ahead log', async () => {
    await makeWithName();
    expectNoPlainText();
  });

  test('opens with its key, and is as safe as it says', async () => {
    await makeWithName();
    const { db, close } = await openSqlite(path, key);
    const pragma = async (name: string) => Object.values((await sql.raw<Record<string, unknown>>(`pragma ${name}`).execute(db)).rows[0] ?? {})[0];
    expect({ journal: await pragma('journal_mode'), synchronous: await pragma('synchronous'), foreignKeys: await pragma('foreign_keys'), temporary: await pragma('temp_store'), trusted: await pragma('trusted_schema') }).toEqual({
      journal: 'wal', synchronous: 2, foreignKeys: 1, temporary: 2, trusted: 0,
    });
    expect((await sql<{ count: number }>`select count(*) as count from person`.execute(db)).rows).toEqual([{ count: 50 }]);
    await close();
  });

  test.each([[0, 64], [100 * 2 ** 20, 64], [1280 * 2 ** 20, 128], [50 * 2 ** 30, 256]])('of a file of %i bytes %i MiB of pages are kept at most', (fileBytes, mebibytes) => {
    expect(pageCacheKilobytes(fileBytes)).toBe(mebibytes * 1024);
  });

  test('another key is refused, without a word about keys, and the file is untouched', async () => {
    await makeWithName();
    const before = digest();
    const error = await openSqlite(path, newDataKey()).catch((failure: unknown) => failure);
    expect(error).toMatchObject({ reason: 'wrong-key-or-damaged' });
    expect(JSON.stringify([String(error), (error as Error).cause])).not.toMatch(/x'|pragma|key =|clinic\.db/);
    expect(digest()).toBe(before);
    await (await openSqlite(path, key)).close();
  });

  test.each([
    ['its first page', (content: Buffer) => content.fill(0, 0, 512)],
    ['everything', () => Buffer.from('this was a clinic once')],
  ])('a file damaged in %s is refused and never repaired, emptied or replaced', async (_, damage) => {
    await makeWithName();
    writeFileSync(path, damage(readFileSync(path)));
    const before = digest();
    await expect(openSqlite(path, key)).rejects.toMatchObject({ reason: 'wrong-key-or-damaged' });
    await expect(openSqlite(path, key, { readonly: true })).rejects.toMatchObject({ reason: 'wrong-key-or-damaged' });
    expect(digest()).toBe(before);
  });

  test('a plain SQLite file is not taken for a clinic', async () => {
    const { default: Plain } = await import('better-sqlite3');
    const plain = new Plain(path);
    plain.exec('create table t (a)');
    plain.close();
    await expect(openSqlite(path, key)).rejects.toMatchObject({ reason: 'wrong-key-or-damaged' });
  });

  test('a file that has gone is not replaced by an empty one', async () => {
    await expect(openSqlite(path, key)).rejects.toMatchObject({ reason: 'wrong-key-or-damaged' });
    expect(existsSync(path)).toBe(false);
  });

  test('opened for reading it can be read beside a writer, and not written', async () => {
    await makeWithName();
    const writer = await openSqlite(path, key);
    const reader = await openSqlite(path, key, { readonly: true });
    await sql`insert into person values ('later')`.execute(writer.db);
    expect((await sql`select name from person where name = 'later'`.execute(reader.db)).rows).toHaveLength(1);
    await expect(sql`insert into person values ('no')`.execute(reader.db)).rejects.toMatchObject({ code: expect.stringMatching(/^SQLITE_READONLY/) as string });
    await reader.close();
    await writer.close();
  });

  test('a key of another length is a mistake of the program', async () => {
    await expect(openSqlite(path, new Uint8Array(16), { create: true })).rejects.toThrow(RangeError);
  });
});
