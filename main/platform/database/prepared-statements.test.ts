import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { Kysely, sql } from 'kysely';
import { withPreparedStatements } from './prepared-statements.ts';
import { TransactionalSqliteDialect } from './transactional-sqlite-dialect.ts';

describe('statements kept prepared', () => {
  let directory: string;
  let database: Database.Database;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'relais-prepared-'));
    database = new Database(join(directory, 'test.db'));
    database.exec('create table word (id integer primary key, text text) strict; insert into word (text) values (\'un\'), (\'deux\'), (\'trois\')');
  });
  afterEach(() => {
    database.close();
    rmSync(directory, { recursive: true, force: true });
  });

  test('the same text is prepared once, and answers what is there now', () => {
    const prepare = vi.spyOn(database, 'prepare');
    const kept = withPreparedStatements(database);
    expect(kept.prepare('select count(*) as n from word').all([])).toEqual([{ n: 3 }]);
    kept.prepare('insert into word (text) values (?)').run(['quatre']);
    expect(kept.prepare('select count(*) as n from word').all([])).toEqual([{ n: 4 }]);
    expect(prepare).toHaveBeenCalledTimes(2);
  });

  test('after a change of the schema, a statement gives the new columns', async () => {
    const db = new Kysely<{ word: { id: number; text: string; language?: string } }>({ dialect: new TransactionalSqliteDialect(database) });
    const all = () => db.selectFrom('word').selectAll().where('id', '=', 1).executeTakeFirstOrThrow();
    expect(await all()).toEqual({ id: 1, text: 'un' });
    await sql`alter table word add column language text`.execute(db);
    expect(await all()).toEqual({ id: 1, text: 'un', language: null });
  });

  test('also when another connection changed it', () => {
    const kept = withPreparedStatements(database);
    expect(kept.prepare('select * from word where id = ?').all([1])).toEqual([{ id: 1, text: 'un' }]);
    const other = new Database(join(directory, 'test.db'));
    other.exec('alter table word add column language text');
    other.close();
    expect(kept.prepare('select * from word where id = ?').all([1])).toEqual([{ id: 1, text: 'un', language: null }]);
  });

  test('one that is being read row by row is not run in between', () => {
    const kept = withPreparedStatements(database);
    const texts: unknown[] = [];
    for (const row of kept.prepare('select text from word order by id').iterate([])) texts.push(row, ...kept.prepare('select text from word order by id').all([]));
    expect(texts).toHaveLength(12);
  });

  test('only so many are kept, the longest unused going first', () => {
    const prepare = vi.spyOn(database, 'prepare');
    const kept = withPreparedStatements(database);
    kept.prepare('select 0').all([]);
    for (let count = 1; count <= 400; count += 1) kept.prepare(`select ${count}`).all([]);
    kept.prepare('select 400').all([]);
    expect(prepare).toHaveBeenCalledTimes(401);
    kept.prepare('select 0').all([]);
    expect(prepare).toHaveBeenCalledTimes(402);
  });
});
