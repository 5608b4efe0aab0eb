import type { Coverage, TreatmentLine } from '#contract/treatments.ts';
import type { ReadExecutor } from '../platform/database/schema.ts';
import { type ActiveTreatment, activeTreatments, type CurrentLine, currentLines } from './active-treatment-rules.ts';
import { countedLines, type LineCount } from './counted-lines-rules.ts';
import { isTakenOn } from './line-rules.ts';
import { knownLine, treatmentLines } from './treatment-lines.ts';
import { lineDetailsOf, treatmentRowsOf, treatmentRowsOfMany } from './treatment-repository.ts';

/** Reads what people take and took, for the rules of other areas; within the reader's own transaction. */
export function createTreatmentReader() {
  return {
    /** All that a person takes and took, as it stands on a civil date. */
    linesOf: async (db: ReadExecutor, patientId: string, on: string): Promise<readonly TreatmentLine[]> => {
      const rows = await treatmentRowsOf(db, patientId);
      return treatmentLines(rows, await lineDetailsOf(db, rows.map(({ id }) => id)), on);
    },
    /** What a person takes on a civil date. */
    activeTreatmentsOf: async (db: ReadExecutor, patientId: string, on: string): Promise<readonly ActiveTreatment[]> => activeTreatments((await treatmentRowsOf(db, patientId)).map(knownLine), on),
    /** Who pays for this drug in the lines that hold on a day; null where nothing is written. */
    coverageOf: async (db: ReadExecutor, patientId: string, ingredient: string, on: string): Promise<Coverage | null> => {
      const lines = (await treatmentRowsOf(db, patientId)).map(knownLine).filter((line) => line.ingredient === ingredient && isTakenOn({ ...line, startedOn: null }, on));
      const detailsOf = await lineDetailsOf(db, lines.map(({ id }) => id));
      return lines.flatMap(({ id }) => detailsOf(id).coverage ?? []).at(-1) ?? null;
    },
    /** What several people take (at most 200), by id; nobody merged into another is among them. */
    activeTreatmentsOfMany: async (db: ReadExecutor, patientIds: readonly string[], on: string): Promise<ReadonlyMap<string, readonly ActiveTreatment[]>> => {
      const rows = await treatmentRowsOfMany(db, patientIds);
      return new Map(patientIds.map((id) => [id, activeTreatments((rows.get(id) ?? []).map(knownLine), on)]));
    },
    /** The line that holds of each drug several people take (at most 200), as it stands on a civil date, by person. */
    currentLinesOfMany: async (db: ReadExecutor, patientIds: readonly string[], on: string): Promise<ReadonlyMap<string, readonly CurrentLine[]>> => {
      const rows = await treatmentRowsOfMany(db, patientIds);
      return new Map(patientIds.map((id) => [id, currentLines((rows.get(id) ?? []).map(knownLine), on)]));
    },
    /** Every line somebody takes or took, as cohorts count them (at most 200 people). */
    countedLinesOfMany: async (db: ReadExecutor, patientIds: readonly string[]): Promise<readonly LineCount[]> => {
      const rows = await treatmentRowsOfMany(db, patientIds);
      return patientIds.flatMap((id) => countedLines((rows.get(id) ?? []).map((row) => ({ patientId: id, stopReason: row.stopReason, ...knownLine(row) }))));
    },
  };
}

export type TreatmentReader = ReturnType<typeof createTreatmentReader>;
