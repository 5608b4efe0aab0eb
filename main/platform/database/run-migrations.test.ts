import { sql } from 'kysely';
import { afterEach, describe, expect, test } from 'vitest';
import { migrations } from '../../../migrations/index.ts';
import { engines, openTestClinic, type TestClinic } from '../../testing/test-clinic.ts';
import { runMigrations } from './run-migrations.ts';

describe.each(engines)('migrations on %s', (engine) => {
  let clinic: TestClinic;
  afterEach(() => clinic.close());

  test('are applied once and leave the audit head ready', async () => {
    clinic = await openTestClinic(engine);
    expect(await runMigrations(clinic.store.database)).toEqual([]);
    const head = await clinic.store.database.db.selectFrom('audit_head').selectAll().execute();
    expect(head).toHaveLength(1);
  });

  test('a failing migration leaves nothing of itself behind', async () => {
    clinic = await openTestClinic(engine);
    const failing = {
      ...migrations,
      '9999-fails-half-way': {
        up: async (db: TestClinic['store']['database']['db']) => {
          await db.schema.createTable('left_behind').addColumn('id', sql`integer`).execute();
          throw new Error('half way');
        },
      },
    };
    await expect(runMigrations(clinic.store.database, failing)).rejects.toThrow('half way');
    const tables = await clinic.store.database.db.introspection.getTables();
    expect(tables.map((table) => table.name)).not.toContain('left_behind');
  });

  test('a database from a newer program is refused and not touched', async () => {
    clinic = await openTestClinic(engine);
    const { '0006-trust': _newest, ...older } = migrations;
    await expect(runMigrations(clinic.store.database, older)).rejects.toMatchObject({ reason: 'newer-schema' });
  });
});
