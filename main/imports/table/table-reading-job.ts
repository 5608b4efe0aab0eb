import { z } from 'zod';
import { tableMapping, type TableMapping, tableReading, type TableReading, tableSurvey } from '#contract/table-imports.ts';
import { tableRefusal } from '#contract/table-reports.ts';
import { firstReading } from './reading/open-table.ts';
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

async function proposeReading(bytes: Uint8Array, remembered: TableMapping | null): Promise<TableReading> {
  const first = firstReading(bytes);
  const before = remembered?.reading;
  if (before?.format === first.reading.format) return tableReading.parse({ ...before, encoding: first.encoding?.sure === true ? first.reading.encoding : before.encoding });
  return { ...first.reading, headerLine: await findHeaderLine(bytes, first.reading) };
}
