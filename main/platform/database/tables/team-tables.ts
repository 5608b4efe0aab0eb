/** The team: training, community nurses. */
export interface TeamTables {
  credential: CredentialTable;
  community_nurse: CommunityNurseTable;
  nurse_assignment: NurseAssignmentTable;
}

/** Training somebody has done. */
export interface CredentialTable {
  id: string;
  practitioner_id: string;
  kind: string;
  hours: number;
  obtained_on: string;
  expires_on: string | null;
  issuer: string;
  recorded_at: string;
  recorded_by: string;
  withdrawn_at: string | null;
  withdrawn_by: string | null;
  withdrawn_reason: string | null;
  version: number;
}

/** What the directory says of a community nurse. `areas` and `weekdays` are JSON. */
export interface CommunityNurseTable {
  practitioner_id: string;
  sector: string;
  areas: string;
  weekdays: string;
  most_people: number;
  phone: string;
  email: string;
  organization: string;
  is_active: number;
  note: string;
  updated_at: string;
  updated_by: string;
  version: number;
}

/** Who follows somebody on a pathway. `reasons` is JSON. */
export interface NurseAssignmentTable {
  id: string;
  enrolment_id: string;
  patient_id: string;
  practitioner_id: string;
  part: string;
  reasons: string;
  note: string;
  from_on: string;
  assigned_at: string;
  assigned_by: string;
  ended_on: string | null;
  ended_reason: string | null;
  ended_at: string | null;
  ended_by: string | null;
  version: number;
}
