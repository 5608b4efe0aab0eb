import type { Kysely } from 'kysely';
import { columnTypes } from './column-types.ts';

/** Requests for consultation, the decisions taken on them, and the calls made for emergencies. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const type = columnTypes(db);

  await type
    .strict(
      db.schema
        .createTable('referral')
        .addColumn('id', type.id, (column) => column.primaryKey())
        .addColumn('patient_id', type.id, (column) => column.notNull().references('patient.id'))
        .addColumn('referrer_id', type.id, (column) => column.references('practitioner.id'))
        .addColumn('reason_code', type.text)
        .addColumn('requested_cls', type.text)
        .addColumn('free_text', type.text, (column) => column.notNull())
        .addColumn('findings', type.json, (column) => column.notNull())
        .addColumn('prerequisites_provided', type.json, (column) => column.notNull())
        .addColumn('state', type.text, (column) => column.notNull())
        .addColumn('received_at', type.instant, (column) => column.notNull())
        // Day of the complete request in the clinic's zone: the delay counts from it.
        .addColumn('completed_on', type.date, (column) => column.notNull())
        .addColumn('entered_at', type.instant, (column) => column.notNull())
        .addColumn('entered_by', type.id, (column) => column.notNull())
        // What the rules said when last asked; shown in the queue, replaced by the decision.
        .addColumn('proposed_cls', type.text)
        .addColumn('decided_cls', type.text)
        .addColumn('due_on', type.date)
        .addColumn('queue_role', type.text)
        .addColumn('modality', type.text)
        // The findings a reader of the queue needs first, from what the proposal rests on.
        .addColumn('leading_findings', type.json, (column) => column.notNull().defaultTo('[]'))
        .addColumn('emergency_call_pending', type.flag, (column) => column.notNull().defaultTo(0))
        .addColumn('source_system', type.text)
        .addColumn('source_id', type.text)
        .addColumn('source_hash', type.text)
        .addColumn('import_id', type.id)
        .addColumn('version', type.whole, (column) => column.notNull().defaultTo(1))
        .addColumn('updated_at', type.instant, (column) => column.notNull())
        .addColumn('updated_by', type.id, (column) => column.notNull()),
    )
    .execute();
  await db.schema.createIndex('referral_queue').on('referral').columns(['state', 'due_on', 'received_at', 'id']).execute();
  await db.schema.createIndex('referral_queue_by_role').on('referral').columns(['queue_role', 'state', 'due_on', 'id']).execute();
  await db.schema.createIndex('referral_by_patient').on('referral').columns(['patient_id', 'received_at']).execute();
  await db.schema.createIndex('referral_by_change').on('referral').columns(['updated_at', 'id']).execute();
  await db.schema.createIndex('referral_by_source').unique().on('referral').columns(['source_system', 'source_id']).execute();

  await type
    .strict(
      db.schema
        .createTable('triage_decision')
        .addColumn('id', type.id, (column) => column.primaryKey())
        .addColumn('referral_id', type.id, (column) => column.notNull().references('referral.id'))
        .addColumn('decided_at', type.instant, (column) => column.notNull())
        .addColumn('decided_by', type.id, (column) => column.notNull())
        .addColumn('overridden', type.flag, (column) => column.notNull())
        .addColumn('override_reason', type.text)
        .addColumn('cls', type.text, (column) => column.notNull())
        .addColumn('primary_professional', type.text, (column) => column.notNull())
        .addColumn('modality', type.text, (column) => column.notNull())
        .addColumn('due_on', type.date, (column) => column.notNull())
        .addColumn('disposition', type.text, (column) => column.notNull())
        .addColumn('redirect_to', type.text)
        .addColumn('note', type.text)
        // The proposal as computed by main at that moment, the facts it used, and the content it came from.
        .addColumn('proposal', type.json, (column) => column.notNull())
        .addColumn('findings', type.json, (column) => column.notNull())
        .addColumn('ruleset_version_id', type.id, (column) => column.notNull().references('content_version.id'))
        .addColumn('reasons_version_id', type.id, (column) => column.notNull().references('content_version.id')),
    )
    .execute();
  await db.schema.createIndex('triage_decision_by_referral').on('triage_decision').columns(['referral_id', 'decided_at']).execute();
  await db.schema.createIndex('triage_decision_by_time').on('triage_decision').columns(['decided_at']).execute();

  await type
    .strict(
      db.schema
        .createTable('emergency_call')
        .addColumn('id', type.id, (column) => column.primaryKey())
        .addColumn('referral_id', type.id, (column) => column.notNull().references('referral.id'))
        .addColumn('called_at', type.instant, (column) => column.notNull())
        .addColumn('called_whom', type.text, (column) => column.notNull())
        .addColumn('recorded_by', type.id, (column) => column.notNull())
        .addColumn('recorded_at', type.instant, (column) => column.notNull())
        .addColumn('note', type.text),
    )
    .execute();
  await db.schema.createIndex('emergency_call_by_referral').on('emergency_call').columns(['referral_id', 'called_at']).execute();
}
