import { z } from 'zod';
import { contentOf } from '../../content/content-piece.ts';
import { factorTo, unitOf } from '../../monitoring/lab-reading-rules.ts';
import { builtInMonitoring } from '../../monitoring/monitoring-content.ts';
import units from './content/laboratory-units.json' with { type: 'json' };

/** Units of tests that are asked before a dose and are not followed by the monitoring of treatments: clinical content, checked as this module is loaded. */

/** `factor`: times the value in this unit gives the value in the first one. */
const unit = z.strictObject({ ucum: z.string(), names: z.array(z.string()).min(1), factor: z.number().positive() });
const laboratoryUnits = contentOf('laboratory-units', z.strictObject({ tests: z.array(z.strictObject({ loinc: z.array(z.string()).min(1), source: z.string(), units: z.array(unit).min(2) })) }))
  .refine(({ sources, body }) => body.tests.every(({ source }) => sources.some(({ code }) => code === source)), { error: 'a source is not listed' })
  .parse(units);

/** What a unit is read from. */
interface Given {
  readonly codes: readonly string[];
  readonly unit: string | null;
  readonly unitCode: string | null;
}

/** `times`: what a number in the unit of a result is multiplied by; `isOther`: that unit is another than the one wanted, though a number may read the same in both. */
export interface UnitReading {
  readonly times: number;
  readonly isOther: boolean;
}

/** How a result reads in a unit (UCUM): as the monitoring of treatments knows its test, else as the units here say; null where nobody knows. */
export function unitReading(wanted: string, given: Given): UnitReading | null {
  const known = factorTo(wanted, given, builtInMonitoring.tests);
  if (known !== null) return { times: known, isOther: known !== 1 };
  const test = laboratoryUnits.body.tests.find(({ loinc }) => loinc.some((code) => given.codes.includes(code)));
  if (!test) return null;
  const [from, to] = [unitOf(test, given.unitCode, given.unit), unitOf(test, wanted)];
  return from && to ? { times: from.factor / to.factor, isOther: from !== to } : null;
}
