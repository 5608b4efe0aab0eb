import type { Kysely } from 'kysely';
import { columnTypes } from './column-types.ts';

/** Who wants a visit earlier, or one at all; and places held for somebody until they have answered. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const type = columnTypes(db);

  await type
    .strict(
      db.schema
        .createTable('waiting_entry')
        .addColumn('id', type.id, (column) => column.primaryKey())
        .addColumn('patient_id', type.id, (column) => column.notNull().references('patient.id').onDelete('cascade'))
        // The visit they have and want earlier; null: they want one.
        .addColumn('appointment_id', type.id, (column) => column.references('appointment.id').onDelete('cascade'))
        .addColumn('role', type.text, (column) => column.notNull())
        .addColumn('modality', type.text)
        // Civil date by which it should be.
        .addColumn('due_on', type.date)
        .addColumn('words', type.text)
        .addColumn('added_at', type.instant, (column) => column.notNull())
        .addColumn('added_by', type.id, (column) => column.notNull())
        .addColumn('ended_at', type.instant)
        .addColumn('ended_by', type.id)
        // `placed` or `withdrawn`.
        .addColumn('outcome', type.text),
    )
    .execute();
  await db.schema.createIndex('waiting_entry_by_role').on('waiting_entry').columns(['ended_at', 'role', 'due_on']).execute();
  await db.schema.createIndex('waiting_entry_by_patient').on('waiting_entry').columns(['patient_id']).execute();

  await type
    .strict(
      db.schema
        .createTable('slot_hold')
        .addColumn('id', type.id, (column) => column.primaryKey())
        .addColumn('patient_id', type.id, (column) => column.notNull().references('patient.id').onDelete('cascade'))
        .addColumn('practitioner_id', type.id, (column) => column.notNull().references('practitioner.id').onDelete('cascade'))
        .addColumn('starts_at', type.instant, (column) => column.notNull())
        .addColumn('ends_at', type.instant, (column) => column.notNull())
        .addColumn('modality', type.text, (column) => column.notNull())
        .addColumn('referral_id', type.id, (column) => column.references('referral.id'))
        .addColumn('entry_id', type.id, (column) => column.references('waiting_entry.id').onDelete('cascade'))
        .addColumn('held_at', type.instant, (column) => column.notNull())
        .addColumn('held_by', type.id, (column) => column.notNull())
        // From here on it holds nothing, whatever else is written.
        .addColumn('until', type.instant, (column) => column.notNull())
        .addColumn('ended_at', type.instant)
        .addColumn('ended_by', type.id)
        // `booked` or `released`; null where it ran out.
        .addColumn('outcome', type.text),
    )
    .execute();
  await db.schema.createIndex('slot_hold_by_practitioner').on('slot_hold').columns(['practitioner_id', 'until']).execute();
  await db.schema.createIndex('slot_hold_by_patient').on('slot_hold').columns(['patient_id']).execute();
}
