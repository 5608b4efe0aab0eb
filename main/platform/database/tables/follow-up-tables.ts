import type { Generated } from 'kysely';

/** Follow-up: plans, people to call back, pathways. */
export interface FollowUpTables {
  recall: RecallTable;
  follow_up_template: FollowUpTemplateTable;
  follow_up_plan: FollowUpPlanTable;
  follow_up_step: FollowUpStepTable;
  recall_contact: RecallContactTable;
  follow_up_departure: FollowUpDepartureTable;
  pathway_definition: PathwayDefinitionTable;
  pathway_retirement: PathwayRetirementTable;
  pathway_enrolment: PathwayEnrolmentTable;
  pathway_fact: PathwayFactTable;
  pathway_event: PathwayEventTable;
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
  /** What else fulfilled it: `results`, `vaccination`, `coverage` or `contact`, and one of its rows. */
  fact_kind: Generated<string | null>;
  fact_id: Generated<string | null>;
  kept_reason: string | null;
  performed_by: Generated<string | null>;
  /** What they rested on, where the training the act asks for was not noted of them that day. */
  competence: Generated<string | null>;
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
  /** What the record said of it then, as it is proposed; none where it said nothing. */
  rested_on: Generated<string | null>;
  noted_on: string;
  noted_at: string;
  noted_by: string;
}

/** What a clinic changed of the definition of a pathway; its body is the `content_version` of the same id. */
export interface PathwayDefinitionTable {
  id: string;
  based_on: string | null;
  note: string;
  made_by: string;
}

/** A pathway that takes nobody new. */
export interface PathwayRetirementTable {
  pathway_code: string;
  reason: string;
  retired_at: string;
  retired_by: string;
}

/** A move on a pathway, with what was judged then and where the person stood before (JSON); `undone_at` once it was taken back. */
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
  before: string | null;
  undone_at: string | null;
  undone_by: string | null;
  undone_reason: string | null;
}
