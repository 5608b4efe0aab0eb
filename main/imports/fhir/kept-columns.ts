import { z } from 'zod';
import { type Extension, filledText } from './fhir-elements.ts';

/**
 * Columns that valid FHIR has no element for (a disease that is over and still called active, a range without its
 * limits) travel in an extension of their own, as JSON, so that Relais reads back what it wrote.
 */

const columns = z.record(z.string(), z.union([filledText, z.number(), z.null()]));

/** The columns an extension holds, of those allowed; none when it is not ours to read. */
export function readKeptColumns(extension: Extension | undefined, allowed: readonly string[]): Readonly<Record<string, string | number | null>> {
  if (extension?.valueString === undefined) return {};
  let parsed: unknown;
  try {
    parsed = JSON.parse(extension.valueString);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return {};
  }
  const read = columns.safeParse(parsed);
  return read.success ? Object.fromEntries(Object.entries(read.data).filter(([name]) => allowed.includes(name))) : {};
}
