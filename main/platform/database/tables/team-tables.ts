/** The team: training, community nurses, workshops and what is owed. */
export interface TeamTables {
  credential: CredentialTable;
  community_nurse: CommunityNurseTable;
  nurse_assignment: NurseAssignmentTable;
  workshop: WorkshopTable;
  workshop_person: WorkshopPersonTable;
  ledger_line: LedgerLineTable;
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

/** A therapeutic-education workshop. */
export interface WorkshopTable {
  id: string;
  practitioner_id: string;
  pathway_code: string;
  act: string;
  theme: string;
  place: string;
  planned_on: string;
  state: string;
  held_on: string | null;
  kilometres: number | null;
  reason: string | null;
  updated_at: string;
  updated_by: string;
  version: number;
}

/** Somebody expected at a workshop, or there. */
export interface WorkshopPersonTable {
  id: string;
  workshop_id: string;
  enrolment_id: string;
  patient_id: string;
  attended: number | null;
  score_before: number | null;
  score_after: number | null;
  satisfaction: number | null;
  note: string;
}

/** What is owed, in whole cents. */
export interface LedgerLineTable {
  id: string;
  practitioner_id: string | null;
  kind: string;
  fee_code: string;
  origin: string;
  quantity: number;
  cents: number;
  currency: string;
  on_date: string;
  state: string;
  paid_on: string | null;
  corrects: string | null;
  reason: string | null;
  created_at: string;
  updated_at: string;
  updated_by: string;
  version: number;
}
