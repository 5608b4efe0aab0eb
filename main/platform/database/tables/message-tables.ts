import type { Generated } from 'kysely';

/** Messages to patients: rules, outbox, tries, agreement, channels. */
export interface MessageTables {
  message_rule: MessageRuleTable;
  message: MessageTable;
  message_attempt: MessageAttemptTable;
  contact_preference: ContactPreferenceTable;
  message_channel: MessageChannelTable;
  message_automation: MessageAutomationTable;
}

/** A version of a rule that prepares messages. */
export interface MessageRuleTable {
  code: string;
  version: number;
  body: string;
  on_since: string | null;
  saved_at: string;
  saved_by: string;
}

/** A message to a patient, prepared once for a rule, a visit and an occasion. */
export interface MessageTable {
  id: string;
  key: string;
  rule_code: string;
  rule_version: number;
  occasion: string;
  patient_id: string;
  /** Null: there is no visit yet. */
  appointment_id: string | null;
  /** The step of the visit it tells of, or of the follow-up plan a visit is to be booked for. */
  step_id: string | null;
  visit_starts_at: string | null;
  language: string;
  channel: string;
  subject: string;
  body: string;
  state: string;
  cause: string | null;
  due_at: string;
  expires_at: string | null;
  prepared_at: string;
  edited_at: string | null;
  edited_by: string | null;
  attempts: Generated<number>;
  version: Generated<number>;
  updated_at: string;
  /** When the program let it leave by itself. */
  automatic_at: Generated<string | null>;
}

/** Whether rules let messages leave by themselves: one row. */
export interface MessageAutomationTable {
  id: string;
  is_on: number;
  daily_limit: number;
  from_time: string;
  until_time: string;
  version: number;
  saved_at: string;
  saved_by: string;
}

/** One try to send a message. */
export interface MessageAttemptTable {
  id: string;
  message_id: string;
  at: string;
  by_user: string;
  channel: string;
  address: string;
  outcome: string;
  detail: string;
  ended_at: string | null;
}

/** What somebody said of messages by a channel; the last word counts. */
export interface ContactPreferenceTable {
  id: string;
  patient_id: string;
  channel: string;
  wants: number;
  note: string;
  noted_at: string;
  noted_by: string;
}

/** How the clinic sends by a channel. */
export interface MessageChannelTable {
  channel: string;
  is_on: Generated<number>;
  settings: string;
  sealed: string | null;
  tested_at: string | null;
  version: Generated<number>;
  saved_at: string;
  saved_by: string;
}
