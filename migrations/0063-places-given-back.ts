import { type Kysely, sql } from 'kysely';
import { columnTypes } from './column-types.ts';

/** Whose visit ended a wait, so that taking it back puts them on the list again; nobody who did not come holds a time. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const type = columnTypes(db);
  await db.schema.alterTable('waiting_entry').addColumn('placed_appointment_id', type.id).execute();
  if (type.engine === 'postgres') {
    await sql`alter table appointment drop constraint appointment_professional_once`.execute(db);
    await sql`alter table appointment drop constraint appointment_patient_once`.execute(db);
    await sql`alter table appointment add constraint appointment_professional_once
      exclude using gist (professional_id with =, textrange(coalesce(busy_from, starts_at), coalesce(busy_until, ends_at)) with &&) where (live = 1 and overbooked = 0 and status <> 'no-show')`.execute(db);
    await sql`alter table appointment add constraint appointment_patient_once
      exclude using gist (patient_id with =, textrange(starts_at, ends_at) with &&) where (live = 1 and status <> 'no-show')`.execute(db);
  }
}
