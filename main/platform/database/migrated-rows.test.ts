import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RawBuilder, sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { migrations } from '../../../migrations/index.ts';
import { createTestDatabase, engines } from '../../testing/test-clinic.ts';
import type { OpenDatabase } from './open-database.ts';
import { openPostgres } from './open-postgres.ts';
import { openSqlite } from './open-sqlite.ts';
import { runMigrations, runMigrationsOf } from './run-migrations.ts';

const now = '2026-11-16T15:12:00.000Z';

/** A row for a table as it was then; the schema of today is not that one. */
function row(table: string, values: Readonly<Record<string, string | number | null>>): RawBuilder<unknown> {
  return sql`insert into ${sql.table(table)} (${sql.join(Object.keys(values).map((column) => sql.ref(column)))}) values (${sql.join(Object.values(values))})`;
}

describe.each(engines)('rows written before a migration on %s', (engine) => {
  let directory: string;
  let database: OpenDatabase;
  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'relais-rows-'));
    database = engine === 'sqlite' ? await openSqlite(join(directory, 'clinic.db'), randomBytes(32), { create: true }) : await openPostgres(await createTestDatabase());
  });
  afterEach(async () => {
    await database.db.destroy();
    rmSync(directory, { recursive: true, force: true });
  });

  /** The schema as it was before a migration, with a person, a professional and a visit. */
  const before = async (name: string): Promise<void> => {
    await runMigrationsOf(database, Object.keys(migrations).filter((one) => one < name));
    const person = { family_name: 'Béland', given_name: 'Maryse', sort_key: 'beland', created_at: now, updated_at: now };
    await row('patient', { id: 'p', administrative_sex: 'F', ...person }).execute(database.db);
    await row('practitioner', { id: 'd', search_terms: 'beland', ...person }).execute(database.db);
    await row('appointment', {
      id: 'v', patient_id: 'p', professional_id: 'd', starts_at: '2026-11-24T14:00:00.000Z', ends_at: '2026-11-24T14:30:00.000Z', local_start: '2026-11-24T09:00', zone: 'America/Toronto', modality: 'IN_PERSON', status: 'booked', live: 1,
      created_at: now, created_by: 'u', updated_at: now,
    }).execute(database.db);
  };
  const read = async (query: RawBuilder<unknown>): Promise<readonly unknown[]> => (await query.execute(database.db)).rows;

  test('messages keep every column and their tries, and may then be of no visit', async () => {
    await before('0066-messages-by-themselves');
    const message = {
      id: 'm', key: 'k', rule_code: 'reminder', rule_version: 2, occasion: 'before-visit', patient_id: 'p', appointment_id: 'v', step_id: 's', visit_starts_at: '2026-11-24T14:00:00.000Z', language: 'fr', channel: 'email', subject: 'Objet', body: 'Texte',
      state: 'sent', cause: 'c', due_at: now, expires_at: now, prepared_at: now, edited_at: now, edited_by: 'u', attempts: 3, version: 7, updated_at: now,
    };
    await row('message', message).execute(database.db);
    const attempt = { id: 'a', message_id: 'm', at: now, by_user: 'u', channel: 'email', address: 'm.beland@example.org', outcome: 'sent', detail: '250', ended_at: now };
    await row('message_attempt', attempt).execute(database.db);
    expect(await runMigrations(database)).toContain('0066-messages-by-themselves');
    expect((await read(sql`select * from message`)).map(whole)).toEqual([{ ...message, automatic_at: null }]);
    expect(await read(sql`select * from message_attempt`)).toEqual([attempt]);
    await row('message', { ...message, id: 'n', key: 'l', appointment_id: null, visit_starts_at: null }).execute(database.db);
    // What pointed at the messages still does: a key is still given once, and what goes takes its tries along.
    await expect(row('message', { ...message, id: 'o' }).execute(database.db)).rejects.toThrow();
    await sql`delete from message where id = 'm'`.execute(database.db);
    expect(await read(sql`select * from message_attempt`)).toEqual([]);
  });

  test('leave, closures and worked holidays stay those of everywhere; a place held stays what it was', async () => {
    await before('0082-absences-of-sites');
    const absence = { id: 'c', practitioner_id: null, first_date: '2026-12-28', last_date: '2026-12-28', starts_at: null, ends_at: null, words: 'Travaux', added_at: now, added_by: 'u' };
    await row('absence', absence).execute(database.db);
    await row('worked_holiday', { date: '2026-12-25', decided_at: now, decided_by: 'u' }).execute(database.db);
    const hold = { id: 'h', patient_id: 'p', practitioner_id: 'd', starts_at: '2026-11-25T14:00:00.000Z', ends_at: '2026-11-25T14:30:00.000Z', modality: 'IN_PERSON', held_at: now, held_by: 'u', until: '2026-11-17T15:12:00.000Z' };
    await row('slot_hold', hold).execute(database.db);
    await runMigrations(database);
    expect(await read(sql`select * from absence`)).toMatchObject([{ ...absence, one_place: 0, site_id: null }]);
    expect(await read(sql`select date from worked_holiday`)).toEqual([{ date: '2026-12-25' }]);
    expect(await read(sql`select * from worked_holiday_place`)).toEqual([]);
    expect(await read(sql`select * from slot_hold`)).toMatchObject([{ ...hold, purpose: null, busy_from: null, busy_until: null, resource_ids: '[]' }]);
  });
});

/** Whole numbers as numbers: PostgreSQL tells the long ones in text. */
function whole(found: unknown): unknown {
  return Object.fromEntries(Object.entries(found as Record<string, unknown>).map(([column, value]) => [column, column === 'rule_version' || column === 'attempts' || column === 'version' ? Number(value) : value]));
}
