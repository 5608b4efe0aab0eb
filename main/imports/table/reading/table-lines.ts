/** One line of a table as read: cells are text, whatever they were. */
export interface TableLine {
  /** Of the file (a sheet's own row number), from 1. */
  readonly line: number;
  readonly cells: readonly string[];
  /** Columns whose cell is the last result of a formula. */
  readonly formulas: readonly number[];
}

/** A sheet of a workbook. */
export interface TableSheet {
  readonly name: string;
  readonly hidden: boolean;
}

/** The one door to a file's rows, whatever its format. */
export interface TableFile {
  readonly sheets: readonly TableSheet[];
  /**
   * The lines that hold something, in order, one at a time.
   *
   * @throws TableRefusedError on the way, where the file turns out not to be one
   */
  lines(): AsyncGenerator<TableLine>;
}
