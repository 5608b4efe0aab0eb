import { z } from 'zod';
import { type Extension, filledText, ownExtensions } from './fhir-elements.ts';

/**
 * Columns that valid FHIR has no element for (a disease that is over and still called active, a range without its
 * limits) travel in an extension of their own, as JSON, so that Relais reads back what it wrote.
 */

type Columns = Readonly<Record<string, string | number | null>>;
const columns = z.record(z.string(), z.union([filledText, z.number(), z.null()]));

/** The columns held so, of those allowed; none where they are not ours to read. */
export function readKeptColumns(extensions: readonly Extension[] | undefined, allowed: readonly string[]): Columns {
  const held = (extensions ?? []).filter(({ url }) => url === ownExtensions.columns).map(({ valueString }) => read(valueString ?? ''));
  return Object.fromEntries(held.flatMap(Object.entries).filter(([name]) => allowed.includes(name)));
}

function read(json: string): Columns {
  try {
    return columns.safeParse(JSON.parse(json)).data ?? {};
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return {};
  }
}
