import type { Generated } from 'kysely';

/** Columns several tables have. */

/** Where an imported row came from; what makes a second import recognise it. */
export interface SourceColumns {
  source_system: string | null;
  source_id: string | null;
  source_hash: string | null;
  import_id: string | null;
}

export interface ClinicalColumns extends SourceColumns {
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
