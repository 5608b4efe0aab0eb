import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';

/**
 * FHIR dates. Dates keep the precision they were given with (`2014`, `2014-03`, `2014-03-07`); a date with a time has
 * a zone and becomes the UTC instant `YYYY-MM-DDTHH:mm:ss.sssZ`, finer fractions cut off.
 */

const datePattern = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;
const instantPattern = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/;
const timePattern = /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?$/;

type Outcome = { readonly value: string } | { readonly code: 'DATE_INVALID' | 'DATE_IMPOSSIBLE' };

/** A FHIR `date`: as given, refused when no such day exists. */
export const fhirDate = z.string().transform((text, context) => taken(readDate(text), context));

/** A FHIR `dateTime`: a partial date as given, or the UTC instant. */
export const fhirDateTime = z.string().transform((text, context) => taken(text.includes('T') ? readInstant(text) : readDate(text), context));

/** A FHIR `instant`: the UTC instant. */
export const fhirInstant = z.string().transform((text, context) => taken(readInstant(text), context));

/** A FHIR `time` of day. */
export const fhirTime = z.string().regex(timePattern);

/** Whether a date (of any precision, or an instant) is certainly before another, compared at the coarser precision. */
export function isBefore(one: string, other: string): boolean {
  const length = Math.min(one.length, other.length, 10);
  return one.slice(0, length) < other.slice(0, length);
}

function taken(outcome: Outcome, context: z.RefinementCtx): string {
  if ('value' in outcome) return outcome.value;
  context.addIssue({ code: 'custom', message: outcome.code });
  return z.NEVER;
}

function readDate(text: string): Outcome {
  const match = datePattern.exec(text);
  if (!match) return { code: 'DATE_INVALID' };
  const [, year, month = '01', day = '01'] = match;
  return civilDateExists(`${year}-${month}-${day}`) ? { value: text } : { code: 'DATE_IMPOSSIBLE' };
}

function readInstant(text: string): Outcome {
  const match = instantPattern.exec(text);
  if (!match) return { code: 'DATE_INVALID' };
  if (!civilDateExists(match[1] ?? '')) return { code: 'DATE_IMPOSSIBLE' };
  try {
    return { value: Temporal.Instant.from(text).toString({ fractionalSecondDigits: 3, roundingMode: 'trunc' }) };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { code: 'DATE_IMPOSSIBLE' };
  }
}

function civilDateExists(text: string): boolean {
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  if (year < 1 || month < 1 || month > 12 || day < 1) return false;
  return day <= Temporal.PlainYearMonth.from({ year, month }).daysInMonth;
}
