import type { TypedValue } from '#contract/monitoring.ts';
import { unitOf } from './lab-reading-rules.ts';
import type { MonitoredTest } from './monitoring-content.ts';

/** A result of a known test in the columns of an observation: LOINC where there is a code, the unit and its UCUM code. Pure. */

const loinc = 'http://loinc.org';
const ucum = 'http://unitsofmeasure.org';
/** System of the codes of tests that LOINC has none for. */
export const ownTests = 'urn:relais:monitored-test';
const categories = { blood: 'laboratory', chemistry: 'laboratory', immunology: 'laboratory', serology: 'laboratory', measure: 'vital-signs', examination: 'exam' } as const;

/** The FHIR category of a test's results. */
export function categoryOf(test: MonitoredTest): (typeof categories)[keyof typeof categories] {
  return categories[test.group];
}

/**
 * A value in the columns of an observation. A bound is kept in words, so that nobody reads it as the number.
 *
 * @param given the LOINC code that came with the value, if one did
 */
export function observedColumns(test: MonitoredTest, { number, comparator, unit, words }: TypedValue, given: string | null = null) {
  const none = { value_number: null, value_unit: null, value_unit_code: null, value_code_system: null, value_code: null, value_text: null };
  if (test.kind === 'finding') return { ...none, value_kind: 'string', value_text: words, ...codeOf(given ?? test.loinc[0], test) };
  const known = unitOf(test, unit);
  const named = { value_unit: known?.shown ?? unit, value_unit_code: known?.ucum ?? null, value_code_system: known === undefined ? null : ucum, ...codeOf(given ?? known?.loinc ?? test.loinc[0], test) };
  return comparator === null ? { ...none, ...named, value_kind: 'quantity', value_number: number } : { ...none, ...named, value_kind: 'comparison', value_text: `${comparator} ${String(number)} ${named.value_unit ?? ''}`.trim() };
}

function codeOf(code: string | undefined, test: MonitoredTest) {
  return { code_system: code === undefined ? ownTests : loinc, code: code ?? test.code };
}
