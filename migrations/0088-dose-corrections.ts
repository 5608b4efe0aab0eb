import type { Kysely } from 'kysely';
import { columnTypes } from './column-types.ts';

/** Records of doses that were corrected, or entered in error: what they said before, why, by whom. Rows are never changed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const type = columnTypes(db);

  await type
    .strict(
      db.schema
        .createTable('dose_correction')
        .addColumn('id', type.id, (column) => column.primaryKey())
        .addColumn('dose_id', type.id, (column) => column.notNull().references('pathway_dose.id').onDelete('cascade'))
        .addColumn('patient_id', type.id, (column) => column.notNull().references('patient.id').onDelete('cascade'))
        // `corrected` or `error`.
        .addColumn('kind', type.text, (column) => column.notNull())
        .addColumn('reason', type.text, (column) => column.notNull())
        // The day, the place and how it was given, as they were.
        .addColumn('former', type.json, (column) => column.notNull())
        .addColumn('made_at', type.instant, (column) => column.notNull())
        .addColumn('made_by', type.id, (column) => column.notNull()),
    )
    .execute();
  await db.schema.createIndex('dose_correction_by_dose').on('dose_correction').columns(['dose_id', 'made_at', 'id']).execute();
  await db.schema.createIndex('dose_correction_by_patient').on('dose_correction').columns(['patient_id']).execute();
}
