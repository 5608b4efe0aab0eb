import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { OpenDatabase } from '../main/platform/database/open-database.ts';
import { engines, openTestClinic } from '../main/testing/test-clinic.ts';

/**
 * The schema as each engine has it once migrated, written out to be read and reviewed. A migration that changes it
 * makes this test fail; look at the difference, then write it with: npm test -- --only unit -- migrations -u
 */
test.each(engines)('the schema on %s is the one written out beside the migrations', async (engine) => {
  const clinic = await openTestClinic(engine);
  try {
    const lines = engine === 'sqlite' ? await sqliteSchema(clinic.store.database) : await postgresSchema(clinic.store.database);
    const heading = `-- What the migrations make on ${engine === 'sqlite' ? 'SQLite' : 'PostgreSQL'}. Written by schema-snapshots.test.ts, which fails when it is out of date.`;
    await expect(`${heading}\n\n${lines.join('\n')}\n`).toMatchFileSnapshot(`schema-${engine}.sql`);
  } finally {
    await clinic.close();
  }
});

/** The statements SQLite keeps; the tables an index makes for itself are left out. */
async function sqliteSchema({ db }: OpenDatabase): Promise<readonly string[]> {
  const { rows } = await sql<{ type: string; tbl_name: string; sql: string }>`
    select type, tbl_name, sql from sqlite_schema
    where sql is not null and name not like 'kysely_%' and name not like 'sqlite_%' and name not like 'patient_search_words_%'
    order by tbl_name, case type when 'table' then 0 when 'index' then 1 else 2 end, name`.execute(db);
  return rows.map((row) => `${row.sql.replace(/\s+/g, ' ').replace(/ ?([(,]) (?="|constraint)/g, (whole, mark: string) => (row.type === 'table' ? `${mark === '(' ? ' (' : ','}\n  ` : whole))};\n`);
}

/** Tables, constraints and indexes as PostgreSQL describes them. */
async function postgresSchema({ db }: OpenDatabase): Promise<readonly string[]> {
  const { rows: columns } = await sql<{ table: string; column: string; type: string; collation: string | null; required: boolean; default: string | null; generated: string | null; identity: boolean }>`
    select c.relname as "table", a.attname as "column", format_type(a.atttypid, a.atttypmod) as type, col.collname as collation, a.attnotnull as required,
      case when a.attgenerated = '' then pg_get_expr(d.adbin, d.adrelid) end as "default", case when a.attgenerated <> '' then pg_get_expr(d.adbin, d.adrelid) end as generated,
      a.attidentity <> '' as identity
    from pg_attribute a join pg_class c on c.oid = a.attrelid and c.relkind = 'r' join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
      left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum left join pg_collation col on col.oid = a.attcollation
    where a.attnum > 0 and not a.attisdropped and c.relname not like 'kysely_%' order by c.relname collate "C", a.attnum`.execute(db);
  // A not-null constraint says nothing its column does not.
  const { rows: constraints } = await sql<{ table: string; name: string; definition: string }>`
    select conrelid::regclass::text as "table", conname as name, pg_get_constraintdef(oid) as definition from pg_constraint
    where connamespace = 'public'::regnamespace and contype <> 'n' and conrelid::regclass::text not like 'kysely_%' order by 1, conname collate "C"`.execute(db);
  const { rows: indexes } = await sql<{ table: string; definition: string }>`
    select tablename as "table", indexdef as definition from pg_indexes i where schemaname = 'public' and tablename not like 'kysely_%'
      and not exists (select 1 from pg_constraint where conname = i.indexname) order by tablename collate "C", indexname collate "C"`.execute(db);
  return [...new Set(columns.map(({ table }) => table))].map((table) => {
    const own = columns.filter((column) => column.table === table).map(({ column, type, collation, required, default: value, generated, identity }) =>
      [
        `  "${column}" ${type}`, collation && collation !== 'default' ? ` collate "${collation}"` : '', required ? ' not null' : '', value === null ? '' : ` default ${value}`,
        generated === null ? '' : ` generated always as (${generated}) stored`, identity ? ' generated as identity' : '',
      ].join(''),
    );
    const its = constraints.filter((constraint) => constraint.table === table).map(({ name, definition }) => `  constraint ${name} ${definition}`);
    const after = indexes.filter((index) => index.table === table).map(({ definition }) => `${definition.replace(' ON public.', ' ON ')};`);
    return `create table "${table}" (\n${[...own, ...its].join(',\n')}\n);\n${after.map((line) => `${line}\n`).join('')}`;
  });
}
