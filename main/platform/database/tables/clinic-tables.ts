import type { Generated } from 'kysely';
import type { SourceColumns } from './shared-columns.ts';

/** Clinic: the clinic, its people and accounts, its settings, the audit, versions of content, drafts. */
export interface ClinicTables {
  clinic: ClinicTable;
  practitioner: PractitionerTable;
  practitioner_identifier: PractitionerIdentifierTable;
  user_account: UserAccountTable;
  user_role: UserRoleTable;
  audit_event: AuditEventTable;
  audit_head: AuditHeadTable;
  content_version: ContentVersionTable;
  draft: DraftTable;
  clinic_setting: ClinicSettingTable;
  user_setting: UserSettingTable;
}

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
  languages: Generated<string>;
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
