import { type Kysely, sql } from 'kysely';
import { columnTypes } from './column-types.ts';

/** Patients, their identifiers, the search table of each engine, and what imports bring: problems, results, drugs, allergies. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const type = columnTypes(db);

  await type
    .strict(
      db.schema
        .createTable('patient')
        .addColumn('id', type.id, (column) => column.primaryKey())
        .addColumn('family_name', type.text, (column) => column.notNull())
        .addColumn('given_name', type.text, (column) => column.notNull())
        .addColumn('birth_family_name', type.text)
        .addColumn('prefix', type.text)
        .addColumn('sort_key', type.text, (column) => column.notNull())
        // Partial dates (YYYY, YYYY-MM) are kept as given.
        .addColumn('birth_date', type.date)
        .addColumn('administrative_sex', type.text, (column) => column.notNull())
        .addColumn('gender', type.text)
        .addColumn('language', type.text)
        .addColumn('phone', type.text)
        .addColumn('email', type.text)
        .addColumn('address_line', type.text)
        .addColumn('city', type.text)
        .addColumn('postal_code', type.text)
        .addColumn('region_code', type.text)
        .addColumn('country', type.text)
        .addColumn('mobility', type.text, (column) => column.notNull().defaultTo('unknown'))
        .addColumn('tele_suitability', type.text, (column) => column.notNull().defaultTo('unknown'))
        .addColumn('deceased', type.flag, (column) => column.notNull().defaultTo(0))
        .addColumn('deceased_on', type.date)
        .addColumn('marital_status', type.text)
        .addColumn('source_system', type.text)
        .addColumn('source_id', type.text)
        .addColumn('source_hash', type.text)
        .addColumn('import_id', type.id)
        .addColumn('version', type.whole, (column) => column.notNull().defaultTo(1))
        .addColumn('created_at', type.instant, (column) => column.notNull())
        .addColumn('updated_at', type.instant, (column) => column.notNull()),
    )
    .execute();
  await db.schema.createIndex('patient_by_name').on('patient').columns(['sort_key', 'id']).execute();
  await db.schema.createIndex('patient_by_birth_date').on('patient').columns(['birth_date', 'id']).execute();
  await db.schema.createIndex('patient_by_source').unique().on('patient').columns(['source_system', 'source_id']).execute();

  await type
    .strict(
      db.schema
        .createTable('patient_identifier')
        .addColumn('id', type.id, (column) => column.primaryKey())
        .addColumn('patient_id', type.id, (column) => column.notNull().references('patient.id').onDelete('cascade'))
        .addColumn('system', type.text, (column) => column.notNull())
        .addColumn('value', type.text, (column) => column.notNull())
        .addColumn('use', type.text)
        .addColumn('valid_from', type.date),
    )
    .execute();
  await db.schema.createIndex('patient_identifier_by_value').on('patient_identifier').columns(['system', 'value']).execute();
  await db.schema.createIndex('patient_identifier_by_patient').on('patient_identifier').columns(['patient_id', 'system']).execute();
  // Only the clinic's own file number is unique by constraint; a NAM used twice is a warning.
  await sql`create unique index patient_identifier_file_number on patient_identifier (value) where system = 'urn:relais:identifier:clinic-file'`.execute(db);

  // `terms`: words already folded by the application, separated by single spaces; both engines index these words as they are.
  if (type.engine === 'postgres') {
    await sql`create table patient_search (
      search_id bigint generated always as identity primary key,
      patient_id text collate "C" not null unique references patient (id) on delete cascade,
      sort_key text collate "C" not null,
      terms text collate "C" not null,
      words tsvector generated always as (array_to_tsvector(string_to_array(terms, ' '))) stored
    )`.execute(db);
    await sql`create index patient_search_words on patient_search using gin (words)`.execute(db);
  } else {
    await sql`create table patient_search (
      search_id integer primary key,
      patient_id text not null unique references patient (id) on delete cascade,
      sort_key text not null,
      terms text not null
    ) strict`.execute(db);
    await sql`create virtual table patient_search_words using fts5(terms, content='patient_search', content_rowid='search_id', tokenize='ascii', prefix='2 3 4')`.execute(db);
    await sql`create trigger patient_search_added after insert on patient_search begin
      insert into patient_search_words (rowid, terms) values (new.search_id, new.terms); end`.execute(db);
    await sql`create trigger patient_search_removed after delete on patient_search begin
      insert into patient_search_words (patient_search_words, rowid, terms) values ('delete', old.search_id, old.terms); end`.execute(db);
    await sql`create trigger patient_search_changed after update on patient_search begin
      insert into patient_search_words (patient_search_words, rowid, terms) values ('delete', old.search_id, old.terms);
      insert into patient_search_words (rowid, terms) values (new.search_id, new.terms); end`.execute(db);
  }
  await db.schema.createIndex('patient_search_by_name').on('patient_search').columns(['sort_key', 'patient_id']).execute();

  /** The columns every clinical row shares: whose, coded what, and where it came from. */
  const clinicalTable = (name: string) =>
    db.schema
      .createTable(name)
      .addColumn('id', type.id, (column) => column.primaryKey())
      .addColumn('patient_id', type.id, (column) => column.notNull().references('patient.id').onDelete('cascade'))
      .addColumn('code_system', type.text)
      .addColumn('code', type.text)
      .addColumn('text', type.text, (column) => column.notNull())
      // Further codings of the same concept, as received.
      .addColumn('other_codings', type.json)
      .addColumn('source_system', type.text)
      .addColumn('source_id', type.text)
      .addColumn('source_hash', type.text)
      .addColumn('import_id', type.id)
      .addColumn('version', type.whole, (column) => column.notNull().defaultTo(1))
      .addColumn('created_at', type.instant, (column) => column.notNull())
      .addColumn('updated_at', type.instant, (column) => column.notNull());

  await type
    .strict(
      clinicalTable('condition')
        .addColumn('clinical_status', type.text)
        .addColumn('verification_status', type.text)
        .addColumn('category', type.text)
        .addColumn('onset_on', type.text)
        .addColumn('ended_on', type.text)
        .addColumn('recorded_on', type.text),
    )
    .execute();
  await type
    .strict(
      clinicalTable('observation')
        .addColumn('status', type.text, (column) => column.notNull())
        .addColumn('category', type.text)
        .addColumn('effective_at', type.text)
        .addColumn('issued_at', type.text)
        .addColumn('value_kind', type.text)
        .addColumn('value_number', type.decimal)
        .addColumn('value_unit', type.text)
        .addColumn('value_unit_code', type.text)
        .addColumn('value_code_system', type.text)
        .addColumn('value_code', type.text)
        .addColumn('value_text', type.text)
        .addColumn('interpretation', type.text)
        .addColumn('reference_low', type.decimal)
        .addColumn('reference_high', type.decimal),
    )
    .execute();
  await type
    .strict(
      db.schema
        .createTable('observation_component')
        .addColumn('observation_id', type.id, (column) => column.notNull().references('observation.id').onDelete('cascade'))
        .addColumn('position', type.whole, (column) => column.notNull())
        .addColumn('code_system', type.text)
        .addColumn('code', type.text)
        .addColumn('text', type.text, (column) => column.notNull())
        .addColumn('other_codings', type.json)
        .addColumn('value_kind', type.text)
        .addColumn('value_number', type.decimal)
        .addColumn('value_unit', type.text)
        .addColumn('value_unit_code', type.text)
        .addColumn('value_code_system', type.text)
        .addColumn('value_code', type.text)
        .addColumn('value_text', type.text)
        .addPrimaryKeyConstraint('observation_component_key', ['observation_id', 'position']),
    )
    .execute();
  await type
    .strict(
      clinicalTable('medication')
        // `request` (MedicationRequest) or `statement` (MedicationStatement).
        .addColumn('kind', type.text, (column) => column.notNull())
        .addColumn('status', type.text, (column) => column.notNull())
        .addColumn('intent', type.text)
        .addColumn('authored_on', type.text)
        .addColumn('started_on', type.text)
        .addColumn('ended_on', type.text)
        .addColumn('dosage', type.json)
        .addColumn('reason_text', type.text)
        .addColumn('practitioner_id', type.id, (column) => column.references('practitioner.id')),
    )
    .execute();
  await type
    .strict(
      clinicalTable('allergy')
        .addColumn('kind', type.text)
        .addColumn('category', type.text)
        .addColumn('criticality', type.text)
        .addColumn('clinical_status', type.text)
        .addColumn('verification_status', type.text)
        .addColumn('recorded_on', type.text)
        .addColumn('reactions', type.json),
    )
    .execute();

  for (const table of ['condition', 'observation', 'medication', 'allergy']) {
    await db.schema.createIndex(`${table}_by_source`).unique().on(table).columns(['source_system', 'source_id']).execute();
  }
  await db.schema.createIndex('condition_by_patient').on('condition').columns(['patient_id', 'onset_on']).execute();
  await db.schema.createIndex('observation_by_patient').on('observation').columns(['patient_id', 'effective_at', 'id']).execute();
  await db.schema.createIndex('medication_by_patient').on('medication').columns(['patient_id', 'authored_on']).execute();
  await db.schema.createIndex('allergy_by_patient').on('allergy').columns(['patient_id']).execute();
}
