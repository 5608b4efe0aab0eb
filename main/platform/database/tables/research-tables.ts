import type { Generated } from 'kysely';

/** Cohorts, research and the quality of data. */
export interface ResearchTables {
  cohort: CohortTable;
  cohort_reading: CohortReadingTable;
  cohort_treatment: CohortTreatmentTable;
  cohort_score: CohortScoreTable;
  cohort_result: CohortResultTable;
  research_consent: ResearchConsentTable;
  study: StudyTable;
  study_key: StudyKeyTable;
  study_extract: StudyExtractTable;
  quality_verdict: QualityVerdictTable;
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
