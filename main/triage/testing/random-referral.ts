import * as fc from 'fast-check';
import { antibodyLevels, booleanFindings, enumFindings, type Features, featuresSchema, type FindingValue, numberBounds } from '#contract/triage.ts';
import { type Condition, type Test, testsOf } from '../condition-evaluation.ts';
import { builtInTriageContent, isFallback, type Rule } from '../triage-content.ts';

/** Random referrals that look like real ones: a few rules made true, then noise over everything. */

const rules = builtInTriageContent.ruleset.body.rules;
const conditions = rules.flatMap((rule) => (isFallback(rule) ? [] : [rule.when]));

/** Every threshold that any rule sets on a measured finding. */
export function thresholdsOf(field: string): readonly number[] {
  return conditions.flatMap(testsOf).flatMap((test) => (test.f === field && typeof test.v === 'number' ? [test.v] : []));
}

/** Values of a measured finding on each side of each threshold that any rule sets, in order. */
export function telltaleValues(field: string): readonly number[] {
  const bounds = Object.entries(numberBounds).find(([name]) => name === field)?.[1];
  if (!bounds) return [];
  const step = bounds.whole ? 1 : 0.1;
  const values = thresholdsOf(field).flatMap((threshold) => [threshold - step, threshold, threshold + step]).map((value) => Number(value.toFixed(2)));
  return [...new Set([bounds.min, ...values, bounds.max])].filter((value) => value >= bounds.min && value <= bounds.max).sort((a, b) => a - b);
}

const possibleValues: ReadonlyMap<string, readonly FindingValue[]> = new Map<string, readonly FindingValue[]>([
  ...booleanFindings.map((field) => [field, [true, false, null]] as const),
  ...Object.keys(numberBounds).map((field) => [field, [null, ...telltaleValues(field)]] as const),
  ...enumFindings.map((field) => [field, [null, ...antibodyLevels]] as const),
]);

/** Draws from a list: the next item of a seeded sequence (mulberry32). */
type Draw = <T>(items: readonly T[]) => T;

function drawFrom(seed: number): Draw {
  let state = seed;
  return (items) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    const chosen = items[((mixed ^ (mixed >>> 14)) >>> 0) % items.length];
    if (chosen === undefined) throw new Error('nothing to draw from');
    return chosen;
  };
}

function testIsTrueOf(test: Test, value: FindingValue): boolean {
  if (test.op === 'unknown') return value === null;
  if (value === null) return false;
  if (test.op === 'in') return test.v.some((allowed) => allowed === value);
  if (typeof value === 'number' && typeof test.v === 'number') {
    return { '>=': value >= test.v, '>': value > test.v, '<': value < test.v, '<=': value <= test.v, '==': value === test.v, is: false, unknown: false, nonempty: false }[test.op];
  }
  return value === test.v;
}

/** Writes findings that make the condition as expected; a later rule may undo an earlier one. */
function makeSo(condition: Condition, expected: boolean, findings: Record<string, FindingValue>, draw: Draw): void {
  if ('not' in condition) return makeSo(condition.not, !expected, findings, draw);
  if ('f' in condition) {
    if (condition.op === 'nonempty') findings[condition.f] = expected ? ['CRP'] : null;
    else findings[condition.f] = draw((possibleValues.get(condition.f) ?? []).filter((value) => testIsTrueOf(condition, value) === expected));
    return;
  }
  const branches = 'all' in condition ? condition.all : condition.any;
  const needed = 'all' in condition === expected ? branches : [draw(branches)];
  // Twice: a field of an interval is written by one bound and may break the other.
  for (const branch of [...needed, ...needed]) if (!('f' in branch) || testIsTrueOf(branch, findings[branch.f] ?? null) !== expected) makeSo(branch, expected, findings, draw);
}

/** A referral in which the rules are likely to fire, with `noise` more findings. */
export function referralFor(wanted: readonly Rule[], seed: number, noise: number): Features {
  const draw = drawFrom(seed);
  const findings: Record<string, FindingValue> = { age: draw([8, 15, 16, 30, 44, 49, 50, 51, 72]), known_patient: draw([true, false, null]) };
  for (let index = 0; index < noise; index += 1) {
    const field = draw([...possibleValues.keys()]);
    findings[field] = draw(possibleValues.get(field) ?? [null]);
  }
  for (const rule of wanted) if (!isFallback(rule)) makeSo(rule.when, true, findings, draw);
  return featuresSchema.parse({ ...findings, age: findings['age'] ?? 50 });
}

export const referrals: fc.Arbitrary<Features> = fc
  .record({ wanted: fc.subarray(rules, { maxLength: 4 }), seed: fc.nat(), noise: fc.nat({ max: 30 }) })
  .map(({ wanted, seed, noise }) => referralFor(wanted, seed, noise));
