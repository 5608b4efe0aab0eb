import type { Generated } from 'kysely';

/** Exchange: imports and what left. */
export interface ExchangeTables {
  import_batch: ImportBatchTable;
  import_before: ImportBeforeTable;
  table_import: TableImportTable;
  import_row: ImportRowTable;
  import_mapping: ImportMappingTable;
  data_export: DataExportTable;
}

export interface ImportBatchTable {
  id: string;
  started_at: string;
  finished_at: string | null;
  started_by: string;
  files: string;
  state: string;
  report: string | null;
  kind: Generated<string>;
  undoes: string | null;
}

/** A row as it was before an import brought it up to date; written by `main/imports/undo/rows-before-repository.ts`. */
export interface ImportBeforeTable {
  id: string;
  import_id: string;
  entity: string;
  entity_id: string;
  earlier_import_id: string | null;
  before: string;
  after_digest: string;
}

export interface TableImportTable {
  id: string;
  stage: string;
  file_id: string | null;
  file_name: string;
  bytes: number;
  sha256: string;
  sealed: string;
  started_by: string;
  created_at: string;
  updated_at: string;
}

export interface ImportRowTable {
  import_id: string;
  line: number;
  state: string;
  name: string;
  birth_date: string | null;
  cells: string;
  problems: string;
  problem_codes: string;
  candidates: string;
  decision: string | null;
  patient_id: string | null;
}

export interface ImportMappingTable {
  id: string;
  name: string;
  signature: string;
  body: string;
  updated_at: string;
  updated_by: string;
}

/** A file that left: who, what, why, and how many of each. */
export interface DataExportTable {
  id: string;
  started_at: string;
  finished_at: string | null;
  started_by: string;
  scope: string;
  patient_id: string | null;
  format: string;
  contents: string;
  purpose: string;
  note: string | null;
  encrypted: number;
  state: string;
  counts: string | null;
}
