import type { TableRefusal } from '#contract/table-reports.ts';

/** A file that cannot be read as a table, why, and in which of its lines where that is known. */
export class TableRefusedError extends Error {
  readonly code: TableRefusal;
  readonly line: number | null;

  constructor(code: TableRefusal, line: number | null = null, options?: ErrorOptions) {
    super(code, options);
    this.name = 'TableRefusedError';
    this.code = code;
    this.line = line;
  }
}
