import type { Generated } from 'kysely';
import type { ClinicalColumns, ValueColumns } from './shared-columns.ts';

/** Clinical facts: diagnoses, results, treatments, prevention, assessments, monitoring. */
export interface ClinicalTables {
  condition: ConditionTable;
  observation: ObservationTable;
  observation_component: ObservationComponentTable;
  medication: MedicationTable;
  treatment_event: TreatmentEventTable;
  treatment_coverage: TreatmentCoverageTable;
  treatment_confirmation: TreatmentConfirmationTable;
  prevention_check: PreventionCheckTable;
  hold_plan: HoldPlanTable;
  allergy: AllergyTable;
  vaccination: VaccinationTable;
  assessment: AssessmentTable;
  assessment_text: AssessmentTextTable;
  assessment_score: AssessmentScoreTable;
  monitoring_due: MonitoringDueTable;
  monitoring_outcome: MonitoringOutcomeTable;
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
