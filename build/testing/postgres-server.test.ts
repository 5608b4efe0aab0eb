import pg from 'pg';
import { expect, inject, test } from 'vitest';

test('the tests have a real PostgreSQL 18, with the extensions search and booking need', async () => {
  const client = new pg.Client({ connectionString: inject('postgresUrl') });
  await client.connect();
  try {
    const version = await client.query<{ server_version: string }>('show server_version');
    expect(version.rows[0]?.server_version).toMatch(/^18\./);
    const extensions = await client.query<{ name: string }>(
      "select name from pg_available_extensions where name in ('btree_gist', 'pg_trgm', 'unaccent') order by name collate \"C\"",
    );
    expect(extensions.rows.map((row) => row.name)).toEqual(['btree_gist', 'pg_trgm', 'unaccent']);
  } finally {
    await client.end();
  }
});

test('its default order is not the order of bytes, so a column that forgot COLLATE "C" is noticed', async () => {
  const client = new pg.Client({ connectionString: inject('postgresUrl') });
  await client.connect();
  try {
    const plain = await client.query<{ earlier: boolean }>("select 'é' < 'z' as earlier");
    const bytes = await client.query<{ earlier: boolean }>("select 'é' collate \"C\" < 'z' collate \"C\" as earlier");
    expect([plain.rows[0]?.earlier, bytes.rows[0]?.earlier]).toEqual([true, false]);
  } finally {
    await client.end();
  }
});
