import type { Generated } from 'kysely';

/** Doses of pathways, calls about toxicity, escalations. */
export interface DoseTables {
  pathway_dose: PathwayDoseTable;
  dose_answer: DoseAnswerTable;
  dose_administration: DoseAdministrationTable;
  dose_correction: DoseCorrectionTable;
  toxicity_call: ToxicityCallTable;
  escalation: EscalationTable;
}

/** A dose of somebody on a pathway: planned, given or cancelled. */
export interface PathwayDoseTable {
  id: string;
  enrolment_id: string;
  patient_id: string;
  number: number;
  schedule: string;
  ideal_on: string;
  due_on: string;
  site: string | null;
  state: string;
  reason: string | null;
  words: string | null;
  given_on: string | null;
  given_site: string | null;
  updated_at: string;
  updated_by: string;
  version: number;
}

/** An answer of the checklist before a dose; the last of each fact counts. `value` is JSON; a value of the laboratory has the day of its sample, and the result it was taken over from. */
export interface DoseAnswerTable {
  id: string;
  dose_id: string;
  patient_id: string;
  item: string;
  fact: string;
  value: string | null;
  words: string | null;
  answered_on: string;
  answered_at: string;
  answered_by: string;
  measured_on: string | null;
  result_id: string | null;
  /** Number and unit of the result, where the value was converted. */
  converted_from: Generated<string | null>;
}

/** How a dose was given. `identifiers`, `vitals`, `incidents` and `judged` are JSON. */
export interface DoseAdministrationTable {
  id: string;
  dose_id: string;
  patient_id: string;
  given_on: string;
  started: string;
  ended: string;
  observed_until: string;
  identifiers: string;
  product: string;
  lot: string;
  expires_on: string;
  vitals: string;
  incidents: string;
  words: string | null;
  act: string;
  judged: string;
  recorded_at: string;
  recorded_by: string;
}

/** What the record of a dose said before it was corrected (`corrected`) or taken back (`error`). `former` is JSON. */
export interface DoseCorrectionTable {
  id: string;
  dose_id: string;
  patient_id: string;
  kind: string;
  reason: string;
  former: string;
  made_at: string;
  made_by: string;
}

/** A call about symptoms: planned, or made with what was answered and found (JSON). */
export interface ToxicityCallTable {
  id: string;
  enrolment_id: string;
  patient_id: string;
  dose_id: string | null;
  kind: string;
  code: string | null;
  due_on: string | null;
  state: string;
  answers: string | null;
  found: string | null;
  grade: number | null;
  action: string | null;
  words: string | null;
  called_on: string | null;
  called_at: string | null;
  called_by: string | null;
  symptom_on: string | null;
}

/** Something the hospital must answer, and by when. `reasons` is JSON. */
export interface EscalationTable {
  id: string;
  enrolment_id: string;
  patient_id: string;
  dose_id: string | null;
  call_id: string | null;
  kind: string;
  level: string | null;
  grade: number | null;
  reasons: string;
  items: string;
  roles: string;
  opened_at: string;
  opened_by: string;
  answer_by: string;
  acknowledged_at: string | null;
  acknowledged_by: string | null;
  action: string | null;
  words: string | null;
}
