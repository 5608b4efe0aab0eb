import { z } from 'zod';
import { tableMapping, type TableMapping, tableReading, type TableReading, tableSurvey } from '#contract/table-imports.ts';
import { tableRefusal } from '#contract/table-reports.ts';
import { foldText } from '../../patients/patient-name.ts';
import { firstReading, openTable } from './reading/open-table.ts';
import { findHeaderLine, surveyTable } from './table-survey.ts';
import { applyMapping, proposeMapping } from './table-proposal.ts';
import { TableRefusedError } from './table-refused.ts';

/** What reading a file through once comes to, as it crosses from the long-work thread: what is in it, or why it cannot be read. */
export const readingOutcome = z.union([z.object({ survey: tableSurvey, mapping: tableMapping }), z.object({ refusal: tableRefusal, line: z.int().nullable() })]);
export type ReadingOutcome = z.infer<typeof readingOutcome>;

/**
 * Reads a file through once and proposes a mapping.
 *
 * @param reading as a person said, or null to find out
 * @param remembered a mapping made for such a file: its reading and columns are taken where they fit
 */
export async function readTable(bytes: Uint8Array, reading: TableReading | null, remembered: TableMapping | null, today: string): Promise<ReadingOutcome> {
  try {
    const chosen = reading ?? (await proposeReading(bytes, remembered));
    const survey = await surveyTable(bytes, chosen, Number(today.slice(0, 4)));
    return { survey, mapping: remembered ? applyMapping(remembered, survey, chosen) : proposeMapping(survey, chosen) };
  } catch (error) {
    if (!(error instanceof TableRefusedError)) throw error;
    return { refusal: error.code, line: error.line };
  }
}

/** How a remembered mapping's file is read where this one can be read so too; else as this file shows. */
async function proposeReading(bytes: Uint8Array, remembered: TableMapping | null): Promise<TableReading> {
  const first = firstReading(bytes);
  const before = remembered?.reading;
  const titles = (remembered?.columns ?? []).map(({ header }) => header);
  if (before?.format === first.reading.format) {
    const kept = tableReading.parse({ ...before, encoding: first.encoding?.sure === true ? first.reading.encoding : before.encoding });
    if (await hasTitles(bytes, kept, titles)) return kept;
  }
  return { ...first.reading, headerLine: before?.headerLine === 0 ? 0 : await findHeaderLine(bytes, first.reading, titles) };
}

/** Whether a file read so has one of the titles where they are expected; without titles, as many columns. */
async function hasTitles(bytes: Uint8Array, reading: TableReading, titles: readonly string[]): Promise<boolean> {
  try {
    for await (const { line, cells } of (await openTable(bytes, reading)).lines()) {
      if (line < reading.headerLine) continue;
      if (reading.headerLine === 0) return cells.length > 1 || titles.length <= 1;
      const wanted = new Set(titles.map(foldText).filter((title) => title !== ''));
      return line === reading.headerLine && cells.some((cell) => wanted.has(foldText(cell)));
    }
    return false;
  } catch (error) {
    if (error instanceof TableRefusedError && error.code === 'NO_SHEET') return false;
    throw error;
  }
}
