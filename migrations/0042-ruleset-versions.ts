import type { Kysely } from 'kysely';
import { columnTypes } from './column-types.ts';

/** What a clinic changed in which version of the triage rules, and who put which version in force. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const type = columnTypes(db);

  await type
    .strict(
      db.schema
        .createTable('ruleset_version')
        .addColumn('id', type.id, (column) => column.primaryKey().references('content_version.id'))
        .addColumn('based_on', type.id, (column) => column.notNull().references('content_version.id'))
        // `put` or `off`, of one rule.
        .addColumn('change', type.text, (column) => column.notNull())
        .addColumn('rule_id', type.text, (column) => column.notNull())
        .addColumn('note', type.text, (column) => column.notNull())
        .addColumn('made_by', type.id, (column) => column.notNull()),
    )
    .execute();

  await type
    .strict(
      db.schema
        .createTable('ruleset_signature')
        .addColumn('id', type.id, (column) => column.primaryKey())
        .addColumn('version_id', type.id, (column) => column.notNull().references('content_version.id'))
        .addColumn('replaced_id', type.id, (column) => column.notNull().references('content_version.id'))
        .addColumn('signed_at', type.instant, (column) => column.notNull())
        .addColumn('signed_by', type.id, (column) => column.notNull())
        .addColumn('note', type.text, (column) => column.notNull()),
    )
    .execute();
  await db.schema.createIndex('ruleset_signature_by_version').on('ruleset_signature').columns(['version_id', 'signed_at']).execute();
}
