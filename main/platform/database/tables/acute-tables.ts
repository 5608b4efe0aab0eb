/** Emergency visits and admissions. */
export interface AcuteTables {
  acute_event: AcuteEventTable;
}

/** One of a person; `organ` and `grade` where it is a toxicity of the treatment. */
export interface AcuteEventTable {
  id: string;
  patient_id: string;
  kind: string;
  happened_on: string;
  ended_on: string | null;
  hospital: string;
  reason: string;
  related: string;
  organ: string | null;
  grade: number | null;
  detected: string | null;
  symptom_on: string | null;
  noted_at: string;
  noted_by: string;
  updated_at: string;
  updated_by: string;
  withdrawn_at: string | null;
  withdrawn_by: string | null;
  withdrawn_reason: string | null;
  version: number;
}
