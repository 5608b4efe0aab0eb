import type { Generated, Kysely, Transaction } from 'kysely';

/** Row types of the database, one interface a table. `schema.test.ts` compares them with the migrated database. */

export interface ClinicTable {
  id: string;
  name: string;
  setting: string;
  country: string;
  region: string | null;
  time_zone: string;
  language: string;
  demonstration: number;
  video_template: string | null;
  created_at: string;
  holiday_calendar: Generated<string | null>;
  easter_holiday: Generated<string | null>;
}

/** Where an imported row came from; what makes a second import recognise it. */
export interface SourceColumns {
  source_system: string | null;
  source_id: string | null;
  source_hash: string | null;
  import_id: string | null;
}

export interface PractitionerTable extends SourceColumns {
  id: string;
  family_name: string;
  given_name: string;
  prefix: string | null;
  sort_key: string;
  search_terms: string;
  administrative_sex: string | null;
  organization: string | null;
  phone: string | null;
  fax: string | null;
  email: string | null;
  address_line: string | null;
  city: string | null;
  postal_code: string | null;
  region_code: string | null;
  country: string | null;
  clinic_role: string | null;
  slot_minutes: Generated<number>;
  availability_version: Generated<number>;
  availability_changed_at: string | null;
  availability_changed_by: string | null;
  active: Generated<number>;
  version: Generated<number>;
  created_at: string;
  updated_at: string;
}

export interface PractitionerIdentifierTable {
  practitioner_id: string;
  system: string;
  value: string;
}

export interface UserAccountTable {
  id: string;
  login: string;
  display_name: string;
  practitioner_id: string | null;
  language: string;
  theme: string;
  disabled_at: string | null;
  must_change_password: Generated<number>;
  last_signed_in_at: Generated<string | null>;
  version: Generated<number>;
  created_at: string;
}

export interface UserRoleTable {
  user_id: string;
  role: string;
}

export interface AuditEventTable {
  seq: number;
  at: string;
  user_id: string;
  action: string;
  entity: string;
  entity_id: string | null;
  patient_id: string | null;
  detail: string | null;
  previous_hash: string;
  hash: string;
}

export interface AuditHeadTable {
  id: number;
  seq: number;
  hash: string;
}

export interface ContentVersionTable {
  id: string;
  kind: string;
  content_id: string;
  version: string;
  sha256: string;
  origin: string;
  body: string;
  created_at: string;
  activated_at: string | null;
}

export interface RulesetVersionTable {
  id: string;
  based_on: string;
  change: string;
  rule_id: string;
  note: string;
  made_by: string;
}

export interface RulesetSignatureTable {
  id: string;
  version_id: string;
  replaced_id: string;
  signed_at: string;
  signed_by: string;
  note: string;
}

export interface RuleReplayTable {
  id: string;
  version_id: string;
  against_id: string;
  started_at: string;
  started_by: string;
  finished_at: string | null;
  state: string;
  requests: number;
  without_age: number;
  other_class: number;
  otherwise: number;
  matrix: string;
}

export interface RuleReplayCaseTable {
  id: string;
  replay_id: string;
  referral_id: string;
  from_cls: string;
  to_cls: string;
  place: number;
  detail: string;
}

export interface RatingSampleTable {
  id: string;
  from_on: string;
  until_on: string;
  wanted: number;
  seed: string;
  drawn_from: number;
  rater_id: string;
  drawn_at: string;
  drawn_by: string;
  over_at: string | null;
  ended_by: string | null;
}

export interface SecondRatingTable {
  id: string;
  sample_id: string;
  referral_id: string;
  decision_id: string;
  place: number;
  cls: string | null;
  primary_professional: string | null;
  disposition: string | null;
  note: string | null;
  rated_at: string | null;
  had_opened: number | null;
}

export interface PatientTable extends SourceColumns {
  id: string;
  family_name: string;
  given_name: string;
  birth_family_name: string | null;
  prefix: string | null;
  sort_key: string;
  birth_date: string | null;
  administrative_sex: string;
  gender: string | null;
  language: string | null;
  phone: string | null;
  email: string | null;
  address_line: string | null;
  city: string | null;
  postal_code: string | null;
  region_code: string | null;
  country: string | null;
  mobility: Generated<string>;
  tele_suitability: Generated<string>;
  deceased: Generated<number>;
  deceased_on: string | null;
  marital_status: string | null;
  identity_document: Generated<string | null>;
  identity_verified_on: Generated<string | null>;
  birth_place_code: Generated<string | null>;
  /** The record this one was merged into. */
  merged_into: Generated<string | null>;
  version: Generated<number>;
  created_at: string;
  updated_at: string;
}

export interface PatientIdentifierTable {
  id: string;
  patient_id: string;
  system: string;
  value: string;
  use: string | null;
  valid_from: string | null;
  issuer: Generated<string | null>;
  valid_to: Generated<string | null>;
  ins_qualified: Generated<number>;
}

/** One change of a record, append-only; written by `main/record-history`. */
export interface RecordChangeTable {
  id: string;
  entity: string;
  entity_id: string;
  patient_id: string | null;
  version: number;
  at: string;
  user_id: string;
  origin: string;
  reason: string | null;
  import_id: string | null;
  undoes: string | null;
  changes: string;
}

/** The search words of a patient; the engines index `terms` each in its way (see `main/patients/search`). */
export interface PatientSearchTable {
  search_id: Generated<number>;
  patient_id: string;
  sort_key: string;
  terms: string;
}

/** Words of letters anybody is found by; kept by the database itself as `patient_search` changes. */
export interface SearchWordTable {
  id: Generated<number>;
  word: string;
}

interface ClinicalColumns extends SourceColumns {
  id: string;
  patient_id: string;
  code_system: string | null;
  code: string | null;
  text: string;
  other_codings: string | null;
  version: Generated<number>;
  created_at: string;
  updated_at: string;
}

/** How a measured or coded value is kept, in an observation and in each of its components. */
export interface ValueColumns {
  value_kind: string | null;
  value_number: number | null;
  value_unit: string | null;
  value_unit_code: string | null;
  value_code_system: string | null;
  value_code: string | null;
  value_text: string | null;
}

export interface ConditionTable extends ClinicalColumns {
  clinical_status: string | null;
  verification_status: string | null;
  category: string | null;
  onset_on: string | null;
  ended_on: string | null;
  recorded_on: string | null;
  rheumatoid_factor: Generated<string | null>;
  anti_ccp: Generated<string | null>;
  ana: Generated<string | null>;
  hla_b27: Generated<string | null>;
  erosions: Generated<string | null>;
  recorded_by: Generated<string | null>;
}

export interface ObservationTable extends ClinicalColumns, ValueColumns {
  status: string;
  category: string | null;
  effective_at: string | null;
  issued_at: string | null;
  interpretation: string | null;
  reference_low: number | null;
  reference_high: number | null;
}

export interface ObservationComponentTable extends ValueColumns {
  observation_id: string;
  position: number;
  code_system: string | null;
  code: string | null;
  text: string;
  other_codings: string | null;
}

export interface MedicationTable extends ClinicalColumns {
  kind: string;
  status: string;
  intent: string | null;
  authored_on: string | null;
  started_on: string | null;
  ended_on: string | null;
  dosage: string | null;
  reason_text: string | null;
  practitioner_id: string | null;
  stop_reason: Generated<string | null>;
  stop_note: Generated<string | null>;
}

/** An adverse event put down to a drug; the patient's own row is that of the drug. */
export interface TreatmentEventTable {
  id: string;
  medication_id: string;
  happened_on: string;
  term: string;
  grade: number;
  serious: number;
  outcome: string;
  note: string;
  recorded_at: string;
  recorded_by: string;
  withdrawn_at: Generated<string | null>;
  withdrawn_by: Generated<string | null>;
  /** The import that brought it. */
  import_id: Generated<string | null>;
}

export interface TreatmentCoverageTable {
  id: string;
  medication_id: string;
  payer: string;
  sent_on: string | null;
  approved_on: string | null;
  renews_on: string | null;
  note: string;
  updated_at: string;
  updated_by: string;
  /** The import that brought it. */
  import_id: Generated<string | null>;
}

export interface TreatmentConfirmationTable {
  id: string;
  medication_id: string;
  guard: string;
  reason: string;
  confirmed_at: string;
  confirmed_by: string;
  /** What was open then, in words. */
  detail: Generated<string | null>;
}

/** What somebody stated of an item of the checklist before a biologic. */
export interface PreventionCheckTable {
  id: string;
  patient_id: string;
  item: string;
  outcome: string;
  checked_on: string;
  note: string;
  recorded_at: string;
  recorded_by: string;
  withdrawn_at: Generated<string | null>;
  withdrawn_by: Generated<string | null>;
}

/** A plan of drugs around an operation, as it was handed over. */
export interface HoldPlanTable {
  id: string;
  patient_id: string;
  event: string;
  happens_on: string;
  plan: string;
  note: string;
  recorded_at: string;
  recorded_by: string;
  withdrawn_at: Generated<string | null>;
  withdrawn_by: Generated<string | null>;
  withdrawn_reason: Generated<string | null>;
}

export interface AllergyTable extends ClinicalColumns {
  kind: string | null;
  category: string | null;
  criticality: string | null;
  clinical_status: string | null;
  verification_status: string | null;
  recorded_on: string | null;
  reactions: string | null;
  recorded_by: Generated<string | null>;
}

/** A vaccine given, refused or contraindicated, as FHIR's Immunization says it. */
export interface VaccinationTable extends ClinicalColumns {
  status: string;
  status_reason: string | null;
  status_note: string | null;
  given_on: string | null;
  given_words: string | null;
  lot_number: string | null;
  expires_on: string | null;
  site: string | null;
  route: string | null;
  dose_number: number | null;
  primary_source: number | null;
  report_origin: string | null;
  note: string | null;
  recorded_on: string | null;
  recorded_by: Generated<string | null>;
}

export interface ReferralTable extends SourceColumns {
  id: string;
  patient_id: string;
  referrer_id: string | null;
  reason_code: string | null;
  requested_cls: string | null;
  free_text: string;
  findings: string;
  prerequisites_provided: string;
  request_codings: Generated<string | null>;
  finding_words: Generated<string | null>;
  state: string;
  received_at: string;
  completed_on: string;
  entered_at: string;
  entered_by: string;
  proposed_cls: string | null;
  decided_cls: string | null;
  due_on: string | null;
  queue_role: string | null;
  modality: string | null;
  leading_findings: Generated<string>;
  emergency_call_pending: Generated<number>;
  advice_pending: Generated<number>;
  version: Generated<number>;
  updated_at: string;
  updated_by: string;
  claimed_by: Generated<string | null>;
  claimed_at: Generated<string | null>;
  returned_at: Generated<string | null>;
  returned_by: Generated<string | null>;
  returned_from: Generated<string | null>;
  return_reason: Generated<string | null>;
  asked_at: Generated<string | null>;
  original_due_on: Generated<string | null>;
  paused_as_of: Generated<string | null>;
}

export interface ReferralPauseTable {
  id: string;
  referral_id: string;
  cause: string;
  reason: string;
  from_date: string;
  until_date: string | null;
  started_at: string;
  started_by: string;
  ended_at: string | null;
  ended_by: string | null;
}

export interface ReferralStepTable {
  id: string;
  referral_id: string;
  at: string;
  by: string;
  action: string;
  from_state: string;
  to_state: string;
  reason: string | null;
}

export interface TriageDecisionTable {
  id: string;
  referral_id: string;
  decided_at: string;
  decided_by: string;
  overridden: number;
  override_reason: string | null;
  cls: string;
  primary_professional: string;
  modality: string;
  due_on: string;
  disposition: string;
  redirect_to: string | null;
  note: string | null;
  proposal: string;
  findings: string;
  ruleset_version_id: string;
  reasons_version_id: string;
  referral_version: Generated<number | null>;
  before: Generated<string | null>;
  undone_at: Generated<string | null>;
  undone_by: Generated<string | null>;
  route: Generated<string | null>;
}

export interface EmergencyCallTable {
  id: string;
  referral_id: string;
  called_at: string;
  called_whom: string;
  recorded_by: string;
  recorded_at: string;
  note: string | null;
}

export interface InformationRequestTable {
  id: string;
  referral_id: string;
  asked_at: string;
  asked_by: string;
  items: string;
  message: string;
  ended_at: string | null;
  ended_by: string | null;
  outcome: string | null;
}

export interface ReferralLetterTable {
  id: string;
  referral_id: string;
  decision_id: string | null;
  kind: string;
  language: string;
  addressee: string;
  body: string;
  written_at: string;
  written_by: string;
  pdf: Generated<Uint8Array | null>;
  withdrawn_at: Generated<string | null>;
  withdrawn_by: Generated<string | null>;
}

export interface LetterTemplateTable {
  kind: string;
  language: string;
  version: number;
  body: string | null;
  saved_at: string;
  saved_by: string;
}

export interface AttachmentTable {
  id: string;
  referral_id: string;
  name: string;
  media_type: string;
  bytes: number;
  sha256: string;
  pages: number | null;
  sealed_key: string;
  added_at: string;
  added_by: string;
  removed_at: string | null;
  removed_by: string | null;
  removal_reason: string | null;
  import_id: Generated<string | null>;
  version: Generated<number>;
}

export interface AssessmentTable {
  id: string;
  patient_id: string;
  appointment_id: string | null;
  assessed_on: string;
  author_id: string;
  state: string;
  editor_id: string | null;
  working: string | null;
  amend_reason: string | null;
  signed_number: number;
  created_at: string;
  saved_at: string;
  version: number;
}

export interface AssessmentTextTable {
  id: string;
  assessment_id: string;
  number: number;
  entry: string;
  counts: string | null;
  reason: string | null;
  signed_at: string;
  signed_by: string;
}

export interface AssessmentScoreTable {
  id: string;
  text_id: string;
  instrument: string;
  position: number;
  score: number | null;
  category: string | null;
  formula_version: string;
  content_version_id: string;
  basis: string;
}

/** The next laboratory check of whoever takes something, worked out; triggers mark it when what it rests on changes. */
export interface MonitoringDueTable {
  patient_id: string;
  due_on: string | null;
  checks: Generated<string>;
  treatments: Generated<string>;
  severity: number | null;
  quiet_until: string | null;
  worked_out_on: Generated<string>;
}

/** What was done about late laboratory checks. */
export interface MonitoringOutcomeTable {
  id: string;
  patient_id: string;
  outcome: string;
  until_on: string | null;
  words: string;
  noted_at: string;
  noted_by: string;
}

export interface AttachmentPieceTable {
  attachment_id: string;
  position: number;
  content: Uint8Array;
}

export interface WeeklyOpeningTable {
  id: string;
  practitioner_id: string;
  weekday: number;
  starts_at: string;
  ends_at: string;
  modalities: string;
}

export interface AppointmentTable {
  id: string;
  patient_id: string;
  professional_id: string;
  referral_id: string | null;
  starts_at: string;
  ends_at: string;
  local_start: string;
  zone: string;
  patient_zone: string | null;
  purpose: Generated<string | null>;
  modality: string;
  status: string;
  live: number;
  reason: string | null;
  video_link: string | null;
  consent: string | null;
  created_at: string;
  created_by: string;
  source_system: Generated<string | null>;
  source_id: Generated<string | null>;
  source_hash: Generated<string | null>;
  import_id: Generated<string | null>;
  version: Generated<number>;
  updated_at: string;
  cancelled_at: Generated<string | null>;
  cancelled_by: Generated<string | null>;
  cancel_cause: Generated<string | null>;
  series_id: Generated<string | null>;
}

export interface VisitPreferenceTable {
  id: string;
  patient_id: string;
  weekdays: string;
  half_days: string;
  modalities: string;
  notice_hours: number | null;
  travel_km: number | null;
  travel_minutes: number | null;
  words: string | null;
  version: number;
  set_at: string;
  set_by: string;
  replaced_at: Generated<string | null>;
}

export interface WaitingEntryTable {
  id: string;
  patient_id: string;
  appointment_id: string | null;
  role: string;
  modality: string | null;
  due_on: string | null;
  words: string | null;
  added_at: string;
  added_by: string;
  ended_at: Generated<string | null>;
  ended_by: Generated<string | null>;
  outcome: Generated<string | null>;
}

export interface SlotHoldTable {
  id: string;
  patient_id: string;
  practitioner_id: string;
  starts_at: string;
  ends_at: string;
  modality: string;
  referral_id: string | null;
  entry_id: string | null;
  held_at: string;
  held_by: string;
  until: string;
  ended_at: Generated<string | null>;
  ended_by: Generated<string | null>;
  outcome: Generated<string | null>;
}

export interface AbsenceTable {
  id: string;
  practitioner_id: string | null;
  first_date: string;
  last_date: string;
  starts_at: string | null;
  ends_at: string | null;
  words: string | null;
  added_at: string;
  added_by: string;
  removed_at: Generated<string | null>;
  removed_by: Generated<string | null>;
}

export interface CalendarFeedTable {
  id: string;
  practitioner_id: string;
  token_hash: string;
  language: string;
  with_names: number;
  opened_at: string;
  opened_by: string;
  closed_at: Generated<string | null>;
  closed_by: Generated<string | null>;
  last_read_at: Generated<string | null>;
}

export interface BusyCalendarTable {
  id: string;
  practitioner_id: string;
  name: string;
  read_at: string;
  read_by: string;
  read_until: string;
}

export interface BusyTimeTable {
  id: string;
  calendar_id: string;
  practitioner_id: string;
  starts_at: string;
  ends_at: string;
}

export interface CalendarPushTable {
  practitioner_id: string;
  address: string;
  user_name: string;
  secret: string;
  language: string;
  with_names: number;
  set_at: string;
  set_by: string;
  run_at: Generated<string | null>;
  succeeded_at: Generated<string | null>;
  problem: Generated<string | null>;
}

export interface CalendarPushItemTable {
  id: string;
  practitioner_id: string;
  appointment_id: string;
  version: number;
  named: number;
}

export interface WorkedHolidayTable {
  date: string;
  decided_at: string;
  decided_by: string;
}

export interface VisitExceptionTable {
  id: string;
  appointment_id: string;
  kind: string;
  reason: string;
  facts: string;
  professional_id: string;
  starts_at: string;
  at: string;
  by_user: string;
}

/** What is checked before a visit at a distance begins, how it went on, and what is to be booked after it. */
export interface RemoteVisitTable {
  appointment_id: string;
  checklist: string | null;
  checked_at: string | null;
  checked_by: string | null;
  fallback_reason: string | null;
  fallback_at: string | null;
  fallback_by: string | null;
  exam_limits: string | null;
  outcome_at: string | null;
  outcome_by: string | null;
  convert_until: string | null;
  convert_reason: string | null;
  dropped_at: string | null;
  dropped_by: string | null;
  drop_reason: string | null;
  version: Generated<number>;
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
  appointment_id: string;
  step_id: string | null;
  visit_starts_at: string;
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

export interface AppointmentStepTable {
  id: string;
  appointment_id: string;
  kind: string;
  at: string;
  by_user: string;
  version: number;
  before: string;
  party: string | null;
  cause: string | null;
  note: string | null;
  request_after: string | null;
  undone_at: Generated<string | null>;
  undone_by: Generated<string | null>;
}

export interface ImportBatchTable {
  id: string;
  started_at: string;
  finished_at: string | null;
  started_by: string;
  files: string;
  state: string;
  report: string | null;
  kind: Generated<string>;
  undoes: string | null;
}

/** A row as it was before an import brought it up to date; written by `main/imports/undo/rows-before-repository.ts`. */
export interface ImportBeforeTable {
  id: string;
  import_id: string;
  entity: string;
  entity_id: string;
  earlier_import_id: string | null;
  before: string;
  after_digest: string;
}

export interface TableImportTable {
  id: string;
  stage: string;
  file_id: string | null;
  file_name: string;
  bytes: number;
  sha256: string;
  sealed: string;
  started_by: string;
  created_at: string;
  updated_at: string;
}

export interface ImportRowTable {
  import_id: string;
  line: number;
  state: string;
  name: string;
  birth_date: string | null;
  cells: string;
  problems: string;
  problem_codes: string;
  candidates: string;
  decision: string | null;
  patient_id: string | null;
}

export interface ImportMappingTable {
  id: string;
  name: string;
  signature: string;
  body: string;
  updated_at: string;
  updated_by: string;
}

/** A file that left: who, what, why, and how many of each. */
export interface DataExportTable {
  id: string;
  started_at: string;
  finished_at: string | null;
  started_by: string;
  scope: string;
  patient_id: string | null;
  format: string;
  contents: string;
  purpose: string;
  note: string | null;
  encrypted: number;
  state: string;
  counts: string | null;
}

export interface DraftTable {
  id: string;
  user_id: string;
  form: string;
  record_id: string;
  sealed: string;
  updated_at: string;
}

export interface ClinicSettingTable {
  key: string;
  value: string;
  updated_at: string;
  updated_by: string;
}

export interface UserSettingTable {
  user_id: string;
  key: string;
  value: string;
  updated_at: string;
}

/** What the registry sorts and filters by: one narrow row a patient, followed by triggers, refreshed when stale. */
export interface RegistryEntryTable {
  patient_id: string;
  sort_key: string;
  birth_date: string | null;
  administrative_sex: string;
  language: string | null;
  region_code: string | null;
  mobility: string;
  tele_suitability: string;
  deceased: number;
  problem_key: string | null;
  problem_text: string | null;
  class_rank: number | null;
  last_visit_on: string | null;
  next_visit_at: string | null;
  phone_key: string | null;
  stale_from: string | null;
}

export interface DuplicateScanTable {
  id: string;
  started_at: string;
  finished_at: string | null;
  started_by: string;
  import_id: string | null;
  state: string;
  rules_version: string;
  people: Generated<number>;
  compared: Generated<number>;
  found: Generated<number>;
  skipped: Generated<string>;
}

export interface DuplicatePairTable {
  id: string;
  one_id: string;
  other_id: string;
  score: number;
  reasons: string;
  rules_version: string;
  scan_id: string | null;
  found_at: string;
  state: string;
  decided_at: string | null;
  decided_by: string | null;
  one_identity: string | null;
  other_identity: string | null;
}

export interface PatientMergeTable {
  id: string;
  survivor_id: string;
  retired_id: string;
  merged_at: string;
  merged_by: string;
  taken: string;
  moved: string;
  before: string;
  survivor_version: number;
  undone_at: string | null;
  undone_by: string | null;
}

export interface PatientRestrictionTable {
  id: string;
  patient_id: string;
  reason: string;
  words: string;
  restricted_at: string;
  restricted_by: string;
  lifted_at: string | null;
  lifted_by: string | null;
  lifted_words: string | null;
}

export interface CareTeamMemberTable {
  id: string;
  patient_id: string;
  user_id: string;
  stance: string;
  added_at: string;
  added_by: string;
  removed_at: string | null;
  removed_by: string | null;
}

export interface RecordOpeningTable {
  id: string;
  patient_id: string;
  user_id: string;
  reason: string;
  words: string;
  opened_at: string;
  open_until: string;
  reviewed_at: string | null;
  reviewed_by: string | null;
  review_words: string | null;
}

export interface RecordCopyTable {
  id: string;
  patient_id: string;
  made_at: string;
  made_by: string;
  requester: string;
  relationship: string;
  purpose: string;
  language: string;
  with_accesses: number;
}

/** A saved definition of people found by what their records say. */
export interface CohortTable {
  id: string;
  name: string;
  definition: string;
  owner_id: string;
  shared: number;
  created_at: string;
  updated_at: string;
  updated_by: string;
  removed_at: Generated<string | null>;
  version: number;
}

/** Whether what cohorts ask of a record is worked out as the record is now; triggers mark it. */
export interface CohortReadingTable {
  patient_id: string;
  stale: Generated<number>;
}

/** A line of treatment as cohorts ask about it. */
export interface CohortTreatmentTable {
  patient_id: string;
  medication_id: string;
  ingredient: string | null;
  drug_class: string;
  line_number: number | null;
  started_on: string | null;
  ended_on: string | null;
  is_over: number;
  stop_reason: string | null;
}

/** A signed score; `recency` 1 is the last of its instrument. */
export interface CohortScoreTable {
  patient_id: string;
  instrument: string;
  recency: number;
  assessment_id: string;
  assessed_on: string;
  score: number | null;
  category: string | null;
}

/** The last value of a laboratory test, in the test's first unit. */
export interface CohortResultTable {
  patient_id: string;
  test: string;
  number: number;
  taken_on: string;
}

/** What a person said about research; the last said holds. */
export interface ResearchConsentTable {
  id: string;
  patient_id: string;
  decision: string;
  decided_on: string;
  way: string;
  giver: string;
  note: string;
  recorded_at: string;
  recorded_by: string;
}

export interface StudyTable {
  id: string;
  name: string;
  name_key: string;
  approval: string;
  smallest_cell: number;
  created_at: string;
  created_by: string;
}

/** Who somebody is in a study, sealed; see `main/research/study-key.ts`. */
export interface StudyKeyTable {
  id: string;
  study_id: string;
  patient_id: string;
  sealed: string;
}

export interface StudyExtractTable {
  id: string;
  study_id: string;
  started_at: string;
  finished_at: string | null;
  started_by: string;
  scope: string;
  groups: string;
  encrypted: number;
  state: string;
  people: string | null;
}

/** Somebody to call back from a day on. */
export interface RecallTable {
  id: string;
  patient_id: string;
  due_on: string;
  reason: string;
  cohort_id: string | null;
  created_at: string;
  created_by: string;
  state: string;
  outcome: string | null;
  closed_at: string | null;
  closed_by: string | null;
  version: number;
}

/** The professional responsible for somebody. */
export interface PatientResponsibleTable {
  patient_id: string;
  practitioner_id: string;
  assigned_at: string;
  assigned_by: string;
}

/** An oddity of data that was looked at and holds, as long as its facts are the same. */
export interface QualityVerdictTable {
  id: string;
  check_code: string;
  patient_id: string;
  subject: string;
  facts: string;
  reason: string;
  verified_at: string;
  verified_by: string;
  withdrawn_at: Generated<string | null>;
  withdrawn_by: Generated<string | null>;
}

/** What a clinic changed of a template of follow-up plans; its body is a row of `content_version`. */
export interface FollowUpTemplateTable {
  id: string;
  based_on: string | null;
  note: string;
  made_by: string;
}

/** A template applied to somebody. `anchors`, `options` and `left_out` are JSON. */
export interface FollowUpPlanTable {
  id: string;
  patient_id: string;
  template_id: string;
  anchors: string;
  put_off_days: Generated<number>;
  options: string;
  left_out: string;
  practitioner_id: string | null;
  state: string;
  state_since: string;
  state_reason: string | null;
  state_note: string | null;
  created_at: string;
  created_by: string;
  updated_at: string;
  updated_by: string;
  version: number;
}

/** A dated step of a plan. */
export interface FollowUpStepTable {
  id: string;
  plan_id: string;
  patient_id: string;
  template_id: string;
  code: string;
  occurrence: number;
  kind: string;
  roles: string;
  practitioner_id: string | null;
  ideal_on: string;
  from_on: string;
  until_on: string;
  due_on: string;
  reasons: string;
  merged_with: string | null;
  state: string;
  done_on: string | null;
  words: string | null;
  appointment_id: string | null;
  assessment_id: string | null;
  kept_reason: string | null;
  closed_at: string | null;
  closed_by: string | null;
  version: number;
}

/** An attempt to reach somebody to call back. */
export interface RecallContactTable {
  id: string;
  patient_id: string;
  way: string;
  outcome: string;
  words: string | null;
  noted_at: string;
  noted_by: string;
  withdrawn_at: string | null;
  withdrawn_by: string | null;
}

/** Somebody who is no longer followed here. */
export interface FollowUpDepartureTable {
  id: string;
  patient_id: string;
  reason: string;
  since_on: string;
  words: string | null;
  noted_at: string;
  noted_by: string;
  ended_at: string | null;
  ended_by: string | null;
}

/** Where somebody stands on a pathway. */
export interface PathwayEnrolmentTable {
  id: string;
  patient_id: string;
  pathway_code: string;
  definition_id: string;
  state: string;
  phase: string | null;
  state_since: string;
  reason: string | null;
  note: string | null;
  included_on: string | null;
  schedule: string | null;
  plan_id: string | null;
  created_at: string;
  created_by: string;
  updated_at: string;
  updated_by: string;
  version: number;
}

/** A fact noted for a pathway; the last of each code counts. `value` is JSON. */
export interface PathwayFactTable {
  id: string;
  enrolment_id: string;
  patient_id: string;
  code: string;
  value: string | null;
  noted_on: string;
  noted_at: string;
  noted_by: string;
}

/** A move on a pathway, with what was judged then (JSON). */
export interface PathwayEventTable {
  id: string;
  enrolment_id: string;
  patient_id: string;
  move: string;
  phase: string | null;
  on_date: string;
  reason: string | null;
  note: string | null;
  judged: string | null;
  made_at: string;
  made_by: string;
}

export interface Schema {
  recall_contact: RecallContactTable;
  follow_up_departure: FollowUpDepartureTable;
  pathway_enrolment: PathwayEnrolmentTable;
  pathway_fact: PathwayFactTable;
  pathway_event: PathwayEventTable;
  follow_up_template: FollowUpTemplateTable;
  follow_up_plan: FollowUpPlanTable;
  follow_up_step: FollowUpStepTable;
  recall: RecallTable;
  patient_responsible: PatientResponsibleTable;
  quality_verdict: QualityVerdictTable;
  cohort: CohortTable;
  cohort_reading: CohortReadingTable;
  cohort_treatment: CohortTreatmentTable;
  cohort_score: CohortScoreTable;
  cohort_result: CohortResultTable;
  clinic: ClinicTable;
  practitioner: PractitionerTable;
  practitioner_identifier: PractitionerIdentifierTable;
  user_account: UserAccountTable;
  user_role: UserRoleTable;
  audit_event: AuditEventTable;
  audit_head: AuditHeadTable;
  content_version: ContentVersionTable;
  ruleset_version: RulesetVersionTable;
  ruleset_signature: RulesetSignatureTable;
  rule_replay: RuleReplayTable;
  rule_replay_case: RuleReplayCaseTable;
  rating_sample: RatingSampleTable;
  second_rating: SecondRatingTable;
  patient: PatientTable;
  patient_identifier: PatientIdentifierTable;
  patient_search: PatientSearchTable;
  search_word: SearchWordTable;
  record_change: RecordChangeTable;
  condition: ConditionTable;
  observation: ObservationTable;
  observation_component: ObservationComponentTable;
  medication: MedicationTable;
  treatment_event: TreatmentEventTable;
  treatment_coverage: TreatmentCoverageTable;
  treatment_confirmation: TreatmentConfirmationTable;
  allergy: AllergyTable;
  vaccination: VaccinationTable;
  prevention_check: PreventionCheckTable;
  hold_plan: HoldPlanTable;
  referral: ReferralTable;
  triage_decision: TriageDecisionTable;
  emergency_call: EmergencyCallTable;
  information_request: InformationRequestTable;
  referral_pause: ReferralPauseTable;
  referral_step: ReferralStepTable;
  referral_letter: ReferralLetterTable;
  letter_template: LetterTemplateTable;
  attachment: AttachmentTable;
  attachment_piece: AttachmentPieceTable;
  assessment: AssessmentTable;
  assessment_text: AssessmentTextTable;
  assessment_score: AssessmentScoreTable;
  monitoring_due: MonitoringDueTable;
  monitoring_outcome: MonitoringOutcomeTable;
  weekly_opening: WeeklyOpeningTable;
  appointment: AppointmentTable;
  remote_visit: RemoteVisitTable;
  message_rule: MessageRuleTable;
  message: MessageTable;
  message_attempt: MessageAttemptTable;
  contact_preference: ContactPreferenceTable;
  message_channel: MessageChannelTable;
  appointment_step: AppointmentStepTable;
  absence: AbsenceTable;
  calendar_feed: CalendarFeedTable;
  busy_calendar: BusyCalendarTable;
  busy_time: BusyTimeTable;
  calendar_push: CalendarPushTable;
  calendar_push_item: CalendarPushItemTable;
  worked_holiday: WorkedHolidayTable;
  visit_exception: VisitExceptionTable;
  visit_preference: VisitPreferenceTable;
  waiting_entry: WaitingEntryTable;
  slot_hold: SlotHoldTable;
  import_batch: ImportBatchTable;
  import_before: ImportBeforeTable;
  table_import: TableImportTable;
  import_row: ImportRowTable;
  import_mapping: ImportMappingTable;
  draft: DraftTable;
  clinic_setting: ClinicSettingTable;
  user_setting: UserSettingTable;
  registry_entry: RegistryEntryTable;
  duplicate_scan: DuplicateScanTable;
  duplicate_pair: DuplicatePairTable;
  patient_merge: PatientMergeTable;
  data_export: DataExportTable;
  patient_restriction: PatientRestrictionTable;
  care_team_member: CareTeamMemberTable;
  record_opening: RecordOpeningTable;
  record_copy: RecordCopyTable;
  research_consent: ResearchConsentTable;
  study: StudyTable;
  study_key: StudyKeyTable;
  study_extract: StudyExtractTable;
}

/** What a repository reads with: the database, or a transaction. */
export type ReadExecutor = Kysely<Schema>;

declare const writable: unique symbol;
/** What a repository writes with: only `UnitOfWork.write` hands one out, so a write outside a transaction does not compile. */
export type WriteExecutor = Transaction<Schema> & { readonly [writable]: true };
