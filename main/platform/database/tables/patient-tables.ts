import type { Generated } from 'kysely';
import type { SourceColumns } from './shared-columns.ts';

/** Patients: identity, search, the registry, duplicates, who may read. */
export interface PatientTables {
  patient: PatientTable;
  patient_identifier: PatientIdentifierTable;
  record_change: RecordChangeTable;
  patient_search: PatientSearchTable;
  search_word: SearchWordTable;
  attachment: AttachmentTable;
  attachment_piece: AttachmentPieceTable;
  registry_entry: RegistryEntryTable;
  duplicate_scan: DuplicateScanTable;
  duplicate_pair: DuplicatePairTable;
  patient_merge: PatientMergeTable;
  patient_restriction: PatientRestrictionTable;
  care_team_member: CareTeamMemberTable;
  record_opening: RecordOpeningTable;
  record_copy: RecordCopyTable;
  patient_responsible: PatientResponsibleTable;
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

export interface AttachmentPieceTable {
  attachment_id: string;
  position: number;
  content: Uint8Array;
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

/** The professional responsible for somebody. */
export interface PatientResponsibleTable {
  patient_id: string;
  practitioner_id: string;
  assigned_at: string;
  assigned_by: string;
}
