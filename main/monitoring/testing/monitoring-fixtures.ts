import type { ActiveTreatment } from '../active-treatment.ts';
import type { KeptResult, LabResult } from '../lab-reading-rules.ts';
import { builtInMonitoring } from '../monitoring-content.ts';
import { type MonitoringFacts, type MonitoringPlan, planOf } from '../monitoring-plan.ts';

/** The day of the tests. */
export const today = '2026-11-16';

/** A treatment by a drug's code, begun on a day. */
export function treated(drug: string, startedOn: string, more: Partial<ActiveTreatment> = {}): ActiveTreatment {
  const known = builtInMonitoring.drugs.find(({ code }) => code === drug);
  if (!known) throw new Error(`no drug ${drug}`);
  return { id: `t-${drug}`, ingredient: known.names[0] ?? drug, atc: known.atc[0] ?? null, drugClass: 'csDMARD', startedOn, endedOn: null, doseChangedOn: null, dose: null, route: null, ...more };
}

/** A value in the test's first unit. */
export function lab(test: string, number: number | null, on: string, more: Partial<LabResult> = {}): LabResult {
  return { id: `${test}-${on}-${String(number)}`, test, on, number, comparator: null, upper: null, finding: null, shown: { number, unit: null, words: null }, ...more };
}

/** Every test of some checks, done on a day with quiet values. */
export function done(checks: readonly string[], on: string): readonly LabResult[] {
  const quiet: Readonly<Record<string, number>> = { haemoglobin: 135, wbc: 6, platelets: 250, anc: 3.5, creatinine: 70, alt: 20, albumin: 42, igg: 10, urate: 300, systolic: 120, diastolic: 75, weight: 80, cholesterol: 4, glucose: 5, potassium: 4, calcium: 2.3, lymphocytes: 1.5 };
  return checks.flatMap((code) => (builtInMonitoring.schedule.checks.find((one) => one.code === code)?.needs ?? []).map(([test = '']) => lab(test, quiet[test] ?? null, on)));
}

export function plan(facts: Partial<MonitoringFacts>): MonitoringPlan {
  return planOf(builtInMonitoring, { today, profile: 'bsr-2017', treatments: [], problems: [], results: [], ...facts });
}

export const kept = (codes: readonly string[], more: Partial<KeptResult>): KeptResult => ({
  id: 'r', codes, at: '2026-11-02', kind: 'quantity', number: null, unit: null, unitCode: null, valueCode: null, words: null, upper: null, ...more,
});
