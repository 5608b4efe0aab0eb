import { type Kysely, sql } from 'kysely';
import { columnTypes } from './column-types.ts';

/** The clinic itself, its people and accounts, the chained audit trail and the versions of clinical content. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const type = columnTypes(db);

  await type
    .strict(
      db.schema
        .createTable('clinic')
        .addColumn('id', type.id, (column) => column.primaryKey())
        .addColumn('name', type.text, (column) => column.notNull())
        .addColumn('setting', type.text, (column) => column.notNull())
        .addColumn('country', type.text, (column) => column.notNull())
        .addColumn('region', type.text)
        .addColumn('time_zone', type.text, (column) => column.notNull())
        .addColumn('language', type.text, (column) => column.notNull())
        .addColumn('demonstration', type.flag, (column) => column.notNull())
        .addColumn('video_template', type.text)
        .addColumn('created_at', type.instant, (column) => column.notNull()),
    )
    .execute();

  await type
    .strict(
      db.schema
        .createTable('practitioner')
        .addColumn('id', type.id, (column) => column.primaryKey())
        .addColumn('family_name', type.text, (column) => column.notNull())
        .addColumn('given_name', type.text, (column) => column.notNull())
        .addColumn('prefix', type.text)
        .addColumn('sort_key', type.text, (column) => column.notNull())
        .addColumn('search_terms', type.text, (column) => column.notNull())
        .addColumn('administrative_sex', type.text)
        .addColumn('organization', type.text)
        .addColumn('phone', type.text)
        .addColumn('fax', type.text)
        .addColumn('email', type.text)
        .addColumn('address_line', type.text)
        .addColumn('city', type.text)
        .addColumn('postal_code', type.text)
        .addColumn('region_code', type.text)
        .addColumn('country', type.text)
        // Null for professionals outside the clinic (referrers, imported practitioners).
        .addColumn('clinic_role', type.text)
        .addColumn('slot_minutes', type.whole, (column) => column.notNull().defaultTo(30))
        .addColumn('availability_version', type.whole, (column) => column.notNull().defaultTo(0))
        .addColumn('availability_changed_at', type.instant)
        .addColumn('availability_changed_by', type.id)
        .addColumn('active', type.flag, (column) => column.notNull().defaultTo(1))
        .addColumn('source_system', type.text)
        .addColumn('source_id', type.text)
        .addColumn('source_hash', type.text)
        .addColumn('import_id', type.id)
        .addColumn('version', type.whole, (column) => column.notNull().defaultTo(1))
        .addColumn('created_at', type.instant, (column) => column.notNull())
        .addColumn('updated_at', type.instant, (column) => column.notNull()),
    )
    .execute();
  await db.schema.createIndex('practitioner_by_name').on('practitioner').columns(['sort_key', 'id']).execute();
  await db.schema.createIndex('practitioner_by_role').on('practitioner').columns(['clinic_role', 'sort_key']).execute();
  await db.schema.createIndex('practitioner_by_source').unique().on('practitioner').columns(['source_system', 'source_id']).execute();

  await type
    .strict(
      db.schema
        .createTable('practitioner_identifier')
        .addColumn('practitioner_id', type.id, (column) => column.notNull().references('practitioner.id').onDelete('cascade'))
        .addColumn('system', type.text, (column) => column.notNull())
        .addColumn('value', type.text, (column) => column.notNull())
        .addPrimaryKeyConstraint('practitioner_identifier_key', ['practitioner_id', 'system', 'value']),
    )
    .execute();

  await type
    .strict(
      db.schema
        .createTable('user_account')
        .addColumn('id', type.id, (column) => column.primaryKey())
        .addColumn('login', type.text, (column) => column.notNull().unique())
        .addColumn('display_name', type.text, (column) => column.notNull())
        .addColumn('practitioner_id', type.id, (column) => column.references('practitioner.id'))
        .addColumn('language', type.text, (column) => column.notNull())
        .addColumn('theme', type.text, (column) => column.notNull())
        .addColumn('disabled_at', type.instant)
        .addColumn('version', type.whole, (column) => column.notNull().defaultTo(1))
        .addColumn('created_at', type.instant, (column) => column.notNull()),
    )
    .execute();

  await type
    .strict(
      db.schema
        .createTable('user_role')
        .addColumn('user_id', type.id, (column) => column.notNull().references('user_account.id').onDelete('cascade'))
        .addColumn('role', type.text, (column) => column.notNull())
        .addPrimaryKeyConstraint('user_role_key', ['user_id', 'role']),
    )
    .execute();

  await type
    .strict(
      db.schema
        .createTable('audit_event')
        .addColumn('seq', type.whole, (column) => column.primaryKey())
        .addColumn('at', type.instant, (column) => column.notNull())
        .addColumn('user_id', type.text, (column) => column.notNull())
        .addColumn('action', type.text, (column) => column.notNull())
        .addColumn('entity', type.text, (column) => column.notNull())
        .addColumn('entity_id', type.text)
        .addColumn('patient_id', type.id)
        .addColumn('detail', type.json)
        .addColumn('previous_hash', type.text, (column) => column.notNull())
        .addColumn('hash', type.text, (column) => column.notNull()),
    )
    .execute();
  await db.schema.createIndex('audit_event_by_patient').on('audit_event').columns(['patient_id', 'seq']).execute();
  await db.schema.createIndex('audit_event_by_user').on('audit_event').columns(['user_id', 'seq']).execute();

  // One row: the head of the chain. Locking it is what serialises writers on PostgreSQL.
  await type
    .strict(
      db.schema
        .createTable('audit_head')
        .addColumn('id', type.whole, (column) => column.primaryKey())
        .addColumn('seq', type.whole, (column) => column.notNull())
        .addColumn('hash', type.text, (column) => column.notNull()),
    )
    .execute();
  await sql`insert into audit_head (id, seq, hash) values (1, 0, '')`.execute(db);

  // Rows are added and activated, never changed: a decision points at the version it was made with.
  await type
    .strict(
      db.schema
        .createTable('content_version')
        .addColumn('id', type.id, (column) => column.primaryKey())
        .addColumn('kind', type.text, (column) => column.notNull())
        .addColumn('content_id', type.text, (column) => column.notNull())
        .addColumn('version', type.text, (column) => column.notNull())
        .addColumn('sha256', type.text, (column) => column.notNull())
        .addColumn('origin', type.text, (column) => column.notNull())
        .addColumn('body', type.json, (column) => column.notNull())
        .addColumn('created_at', type.instant, (column) => column.notNull())
        .addColumn('activated_at', type.instant),
    )
    .execute();
  await db.schema
    .createIndex('content_version_by_content')
    .unique()
    .on('content_version')
    .columns(['kind', 'content_id', 'version', 'sha256'])
    .execute();
}
