import { type Kysely, sql } from 'kysely';
import { columnTypes } from './column-types.ts';

/**
 * The registry as a narrow row per patient that sorts and filters by index; how each person likes to see it; records
 * that may be one person, what was decided of them, and merges with what it takes to undo them.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const type = columnTypes(db);

  // A record merged into another stays, leads to it, and is in no list.
  await db.schema.alterTable('patient').addColumn('merged_into', type.id, (column) => column.references('patient.id')).execute();
  await sql`create index patient_merged on patient (merged_into) where merged_into is not null`.execute(db);
  await db.schema.createIndex('patient_by_import').on('patient').columns(['import_id', 'id']).execute();

  await type
    .strict(
      db.schema
        .createTable('user_setting')
        .addColumn('user_id', type.id, (column) => column.notNull().references('user_account.id').onDelete('cascade'))
        .addColumn('key', type.text, (column) => column.notNull())
        .addColumn('value', type.json, (column) => column.notNull())
        .addColumn('updated_at', type.instant, (column) => column.notNull())
        .addPrimaryKeyConstraint('user_setting_key', ['user_id', 'key']),
    )
    .execute();

  await type
    .strict(
      db.schema
        .createTable('registry_entry')
        .addColumn('patient_id', type.id, (column) => column.primaryKey().references('patient.id').onDelete('cascade'))
        // Copied from the patient by the triggers below.
        .addColumn('sort_key', type.text, (column) => column.notNull())
        .addColumn('birth_date', type.date)
        .addColumn('administrative_sex', type.text, (column) => column.notNull())
        .addColumn('language', type.text)
        .addColumn('region_code', type.text)
        .addColumn('mobility', type.text, (column) => column.notNull())
        .addColumn('tele_suitability', type.text, (column) => column.notNull())
        .addColumn('deceased', type.flag, (column) => column.notNull())
        // Worked out from problems, referrals and visits; true until `stale_from`.
        .addColumn('problem_key', type.text)
        .addColumn('problem_text', type.text)
        // 0 most urgent … 5; null without an open referral.
        .addColumn('class_rank', type.whole)
        .addColumn('last_visit_on', type.date)
        .addColumn('next_visit_at', type.instant)
        // The last digits of the phone, as duplicates are looked for by.
        .addColumn('phone_key', type.text)
        // The instant from which the worked-out columns no longer hold: '' already now, null never.
        .addColumn('stale_from', type.text),
    )
    .execute();
  for (const column of ['birth_date', 'region_code', 'problem_key', 'class_rank', 'last_visit_on', 'next_visit_at']) {
    await db.schema.createIndex(`registry_entry_by_${column}`).on('registry_entry').columns([column, 'sort_key', 'patient_id']).execute();
  }
  await db.schema.createIndex('registry_entry_by_name').on('registry_entry').columns(['sort_key', 'patient_id']).execute();
  await sql`create index registry_entry_stale on registry_entry (stale_from) where stale_from is not null`.execute(db);
  await sql`create index registry_entry_by_phone on registry_entry (phone_key) where phone_key is not null`.execute(db);
  await db.schema
    .createIndex('registry_entry_facets')
    .on('registry_entry')
    .columns(['deceased', 'administrative_sex', 'language', 'mobility', 'tele_suitability', 'region_code', 'class_rank', 'birth_date', 'last_visit_on', 'next_visit_at', 'problem_key'])
    .execute();

  if (type.engine === 'postgres') await postgresTriggers(db);
  else await sqliteTriggers(db);
  await sql`insert into registry_entry (${sql.raw(copiedColumns)}, stale_from)
    select ${sql.raw(copiedFrom(''))}, '' from patient`.execute(db);

  await type
    .strict(
      db.schema
        .createTable('duplicate_scan')
        .addColumn('id', type.id, (column) => column.primaryKey())
        .addColumn('started_at', type.instant, (column) => column.notNull())
        .addColumn('finished_at', type.instant)
        .addColumn('started_by', type.id, (column) => column.notNull())
        // The import whose people were looked at; null for everybody.
        .addColumn('import_id', type.id)
        .addColumn('state', type.text, (column) => column.notNull())
        .addColumn('rules_version', type.text, (column) => column.notNull())
        .addColumn('people', type.whole, (column) => column.notNull().defaultTo(0))
        .addColumn('compared', type.whole, (column) => column.notNull().defaultTo(0))
        .addColumn('found', type.whole, (column) => column.notNull().defaultTo(0))
        // Groups too large to compare everybody with everybody.
        .addColumn('skipped', type.json, (column) => column.notNull().defaultTo('[]')),
    )
    .execute();
  await db.schema.createIndex('duplicate_scan_by_time').on('duplicate_scan').columns(['started_at', 'id']).execute();

  await type
    .strict(
      db.schema
        .createTable('duplicate_pair')
        .addColumn('id', type.id, (column) => column.primaryKey())
        // The smaller id first: a pair is kept once.
        .addColumn('one_id', type.id, (column) => column.notNull().references('patient.id').onDelete('cascade'))
        .addColumn('other_id', type.id, (column) => column.notNull().references('patient.id').onDelete('cascade'))
        .addColumn('score', type.decimal, (column) => column.notNull())
        .addColumn('reasons', type.json, (column) => column.notNull())
        .addColumn('rules_version', type.text, (column) => column.notNull())
        .addColumn('scan_id', type.id)
        .addColumn('found_at', type.instant, (column) => column.notNull())
        // `open` or `different`.
        .addColumn('state', type.text, (column) => column.notNull())
        .addColumn('decided_at', type.instant)
        .addColumn('decided_by', type.id)
        // Digests of both identities when they were judged: a verdict holds as long as they do.
        .addColumn('one_identity', type.text)
        .addColumn('other_identity', type.text)
        .addUniqueConstraint('duplicate_pair_once', ['one_id', 'other_id']),
    )
    .execute();
  await db.schema.createIndex('duplicate_pair_by_score').on('duplicate_pair').columns(['state', 'score', 'id']).execute();
  await db.schema.createIndex('duplicate_pair_by_other').on('duplicate_pair').columns(['other_id']).execute();

  await type
    .strict(
      db.schema
        .createTable('patient_merge')
        .addColumn('id', type.id, (column) => column.primaryKey())
        .addColumn('survivor_id', type.id, (column) => column.notNull().references('patient.id'))
        .addColumn('retired_id', type.id, (column) => column.notNull().references('patient.id'))
        .addColumn('merged_at', type.instant, (column) => column.notNull())
        .addColumn('merged_by', type.id, (column) => column.notNull())
        // Fields whose value was taken from the retired record.
        .addColumn('taken', type.json, (column) => column.notNull())
        // What it takes to undo: rows moved by table, and the rows that were changed as they were.
        .addColumn('moved', type.json, (column) => column.notNull())
        .addColumn('before', type.json, (column) => column.notNull())
        // Version of the survivor right after: a later one means somebody edited it since.
        .addColumn('survivor_version', type.whole, (column) => column.notNull())
        .addColumn('undone_at', type.instant)
        .addColumn('undone_by', type.id),
    )
    .execute();
  await db.schema.createIndex('patient_merge_by_survivor').on('patient_merge').columns(['survivor_id', 'merged_at']).execute();
  await db.schema.createIndex('patient_merge_by_retired').on('patient_merge').columns(['retired_id', 'merged_at']).execute();
  await db.schema.createIndex('patient_merge_by_time').on('patient_merge').columns(['merged_at', 'id']).execute();
}

const copied = ['sort_key', 'birth_date', 'administrative_sex', 'language', 'region_code', 'mobility', 'tele_suitability', 'deceased'] as const;
const copiedColumns = ['patient_id', ...copied].join(', ');
const copiedFrom = (row: string): string => [`${row}id`, ...copied.map((column) => row + column)].join(', ');
const taken = [...copied.map((column) => `${column} = excluded.${column}`), `stale_from = ''`].join(', ');

/** What a visit, a referral or a problem changes in the registry row of its patient. */
const followed = ['appointment', 'referral', 'condition'] as const;
const spoil = (row: 'old' | 'new'): string => `update registry_entry set stale_from = '' where patient_id = ${row}.patient_id and stale_from is distinct from '';`;
const upsert = `insert into registry_entry (${copiedColumns}, stale_from) select ${copiedFrom('new.')}, '' where new.merged_into is null
    on conflict (patient_id) do update set ${taken};`;

async function sqliteTriggers(db: Kysely<unknown>): Promise<void> {
  await sql.raw(`create trigger patient_registered after insert on patient begin ${upsert} end`).execute(db);
  await sql.raw(`create trigger patient_changed after update on patient begin
    delete from registry_entry where patient_id = new.id and new.merged_into is not null;
    ${upsert} end`).execute(db);
  for (const table of followed) {
    await sql.raw(`create trigger ${table}_added after insert on ${table} begin ${spoil('new')} end`).execute(db);
    await sql.raw(`create trigger ${table}_changed after update on ${table} begin ${spoil('old')} ${spoil('new')} end`).execute(db);
    await sql.raw(`create trigger ${table}_removed after delete on ${table} begin ${spoil('old')} end`).execute(db);
  }
}

async function postgresTriggers(db: Kysely<unknown>): Promise<void> {
  await sql.raw(`create function registry_follow_patient() returns trigger language plpgsql as $$ begin
    delete from registry_entry where patient_id = new.id and new.merged_into is not null;
    ${upsert} return null; end $$`).execute(db);
  await sql.raw(`create trigger patient_followed after insert or update on patient for each row execute function registry_follow_patient()`).execute(db);
  await sql.raw(`create function registry_follow_row() returns trigger language plpgsql as $$ begin
    if tg_op <> 'INSERT' then ${spoil('old')} end if;
    if tg_op <> 'DELETE' then ${spoil('new')} end if;
    return null; end $$`).execute(db);
  for (const table of followed) {
    await sql.raw(`create trigger ${table}_followed after insert or update or delete on ${table} for each row execute function registry_follow_row()`).execute(db);
  }
}
