import { unitOf } from './lab-reading-rules.ts';
import { builtInMonitoring, type MonitoredTest } from './monitoring-content.ts';

/** Which known test a table means by the name of a column: one of its names, or a LOINC code. */

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().split(/[^a-z0-9]+/).filter(Boolean).join(' ');
const byName = new Map<string, MonitoredTest>(
  builtInMonitoring.tests.tests.flatMap((test) => [test.label.fr, test.label.en, test.code, ...(test.names ?? [])].map((name) => [plain(name), test] as const)),
);
const byLoinc = new Map<string, MonitoredTest>(builtInMonitoring.tests.tests.flatMap((test) => test.loinc.map((code) => [code, test] as const)));
const loincShape = /\b\d{1,5}-\d\b/;

/** The test a cell means, by one of its names or a LOINC code, and that code; null for a test the rules do not know. */
export function testNamed(name: string): { readonly test: MonitoredTest; readonly loinc: string | null } | null {
  const given = loincShape.exec(name)?.[0] ?? null;
  const test = given === null ? byName.get(plain(name)) : byLoinc.get(given);
  return test ? { test, loinc: given } : null;
}

/** The LOINC code of what was measured and the UCUM code of its unit, as far as both are known; null for a test the rules do not know. */
export function codedMeasure(name: string, unit: string | null): { readonly loinc: string; readonly ucum: string | null } | null {
  const named = testNamed(name);
  if (!named) return null;
  const { test, loinc: given } = named;
  const known = test.kind === 'number' ? unitOf(test, unit) : undefined;
  const loinc = given ?? known?.loinc ?? test.loinc[0];
  return loinc === undefined ? null : { loinc, ucum: known?.ucum ?? null };
}
