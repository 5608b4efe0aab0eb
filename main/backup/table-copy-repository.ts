import { type Kysely, sql } from 'kysely';
import type { Schema } from '../platform/database/schema.ts';

/** Every table of the schema, parents before children: the order in which rows can be copied. */
export const tablesInOrder = [
  'clinic', 'practitioner', 'practitioner_identifier', 'user_account', 'user_role', 'audit_event', 'audit_head', 'content_version',
  'patient', 'patient_identifier', 'patient_search', 'search_word', 'record_change', 'condition', 'observation', 'observation_component', 'medication', 'allergy', 'vaccination',
  'referral', 'triage_decision', 'emergency_call', 'site', 'site_resource', 'visit_type', 'weekly_opening', 'weekly_hours_before', 'absence', 'worked_holiday', 'worked_holiday_place', 'calendar_feed', 'busy_calendar', 'busy_time', 'appointment', 'appointment_resource', 'appointment_step', 'calendar_push', 'calendar_push_item', 'visit_exception', 'remote_visit', 'message_rule', 'message', 'message_attempt', 'contact_preference', 'message_channel', 'message_automation', 'import_batch', 'import_before',
  'table_import', 'import_row', 'import_mapping',
  'draft', 'clinic_setting', 'user_setting', 'registry_entry', 'duplicate_scan', 'duplicate_pair', 'patient_merge',
  'information_request', 'referral_pause', 'referral_step', 'referral_letter', 'letter_template',
  'data_export',
  'patient_restriction', 'care_team_member', 'record_opening', 'record_copy',
  'attachment', 'attachment_piece',
  'assessment', 'assessment_text', 'assessment_score',
  'treatment_event', 'treatment_coverage', 'treatment_confirmation',
  'monitoring_outcome', 'monitoring_due',
  'prevention_check', 'hold_plan',
  'cohort', 'cohort_reading', 'cohort_treatment', 'cohort_score', 'cohort_result',
  'research_consent', 'study', 'study_key', 'study_extract',
  'recall', 'patient_responsible', 'quality_verdict',
  'ruleset_version', 'ruleset_signature', 'rule_replay', 'rule_replay_case',
  'rating_sample', 'second_rating',
  'follow_up_template', 'follow_up_plan', 'follow_up_step', 'recall_contact', 'follow_up_departure',
  'pathway_definition', 'pathway_retirement', 'pathway_enrolment', 'pathway_fact', 'pathway_event', 'pathway_dose', 'dose_answer', 'dose_administration', 'dose_correction', 'toxicity_call', 'escalation', 'acute_event',
  'credential', 'community_nurse', 'nurse_assignment', 'workshop', 'workshop_person', 'ledger_line',
  'visit_preference', 'waiting_entry', 'slot_hold',
] as const satisfies readonly (keyof Schema)[];

/** Columns a database makes itself; they are left out of a copy. */
const generatedColumns: Readonly<Partial<Record<keyof Schema, readonly string[]>>> = { patient_search: ['search_id', 'words'] };

/** Tables whose rows the target's triggers have made while others were copied: the rows of the source replace them. */
const followingTables: ReadonlySet<string> = new Set<keyof Schema>(['search_word', 'registry_entry', 'monitoring_due', 'cohort_reading']);

/** Rows a batch; wide tables stay under the number of parameters both engines take. */
const batchSize = 200;
/** Pieces of attachments are a quarter of a mebibyte each; letters carry their paper. */
const batchSizes: Readonly<Partial<Record<keyof Schema, number>>> = { attachment_piece: 16, referral_letter: 40 };

/** Number of rows of each table; of a database of an earlier schema, of the tables it has. */
export async function countRows(db: Kysely<Schema>): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { table } of await presentTables(db)) {
    const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(table)}`.execute(db);
    counts[table] = Number(rows[0]?.count ?? 0);
  }
  return counts;
}

/**
 * Copies every row of every table from one database to another of the same schema, in batches, in the order of a
 * row's own columns. The target's tables must be empty but for what its migrations put there, which is replaced.
 */
export async function copyTables(
  from: Kysely<Schema>,
  to: Kysely<Schema>,
  progress: (table: string, rows: number) => void = () => undefined,
): Promise<void> {
  await to.deleteFrom('audit_head').execute();
  for (const { table, columns } of await presentTables(from)) {
    if (followingTables.has(table)) await sql`delete from ${sql.table(table)}`.execute(to);
    const key = keyOf(table);
    const order = sql.join(key.map((column) => sql.ref(column)));
    const list = sql.join(columns.map((column) => sql.ref(column)));
    let last: Record<string, unknown> | undefined;
    for (let copied = 0; ; ) {
      const after: Record<string, unknown> | undefined = last;
      const beyond = after ? sql`where (${order}) > (${sql.join(key.map((column) => after[column]))})` : sql``;
      const { rows } = await sql<Record<string, unknown>>`select ${list} from ${sql.table(table)} ${beyond} order by ${order} limit ${batchSizes[table] ?? batchSize}`.execute(from);
      if (rows.length === 0) break;
      const values = sql.join(rows.map((row) => sql`(${sql.join(columns.map((column) => row[column] ?? null))})`));
      await sql`insert into ${sql.table(table)} (${list}) values ${values}`.execute(to);
      copied += rows.length;
      progress(table, copied);
      last = rows.at(-1);
    }
  }
}

/** The tables a database has, in the order of copying, each with the columns that are copied. */
async function presentTables(db: Kysely<Schema>) {
  const present = new Map((await db.introspection.getTables()).map(({ name, columns }) => [name, columns.map((column) => column.name)]));
  return tablesInOrder.flatMap((table) => {
    const left: readonly string[] = generatedColumns[table as keyof Schema] ?? [];
    const columns = present.get(table)?.filter((name) => !left.includes(name));
    return columns ? [{ table, columns }] : [];
  });
}

/** Columns that order a table's rows without ties. */
function keyOf(table: (typeof tablesInOrder)[number]): readonly string[] {
  switch (table) {
    case 'practitioner_identifier':
      return ['practitioner_id', 'system', 'value'];
    case 'user_role':
      return ['user_id', 'role'];
    case 'audit_event':
      return ['seq'];
    case 'patient_search':
      return ['patient_id'];
    case 'pathway_retirement':
      return ['pathway_code'];
    case 'remote_visit':
      return ['appointment_id'];
    case 'visit_type':
      return ['code'];
    case 'calendar_push':
    case 'community_nurse':
      return ['practitioner_id'];
    case 'worked_holiday':
      return ['date'];
    case 'clinic_setting':
      return ['key'];
    case 'message_rule':
      return ['code', 'version'];
    case 'message_channel':
      return ['channel'];
    case 'letter_template':
      return ['kind', 'language', 'version'];
    case 'user_setting':
      return ['user_id', 'key'];
    case 'registry_entry':
    case 'monitoring_due':
    case 'cohort_reading':
    case 'patient_responsible':
      return ['patient_id'];
    case 'cohort_treatment':
      return ['medication_id'];
    case 'cohort_score':
      return ['patient_id', 'instrument', 'recency'];
    case 'cohort_result':
      return ['patient_id', 'test'];
    case 'import_row':
      return ['import_id', 'line'];
    case 'attachment_piece':
      return ['attachment_id', 'position'];
    case 'observation_component':
      return ['observation_id', 'position'];
    default:
      return ['id'];
  }
}
