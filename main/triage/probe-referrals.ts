import { antibodyLevels, booleanFindings, enumFindings, type Features, type FindingValue, numberBounds } from '#contract/triage.ts';
import { type Condition, type Test, testsOf } from './condition-evaluation.ts';
import { isFallback, type Rule, type Ruleset } from './triage-content.ts';

/** Referrals drawn to put a ruleset to the proof: a few of its rules made true, then noise over everything. The same seed, the same referral. */
export interface Probes {
  /** Every threshold that any rule sets on a measured finding. */
  readonly thresholdsOf: (field: string) => readonly number[];
  /** Values of a measured finding on each side of each threshold that any rule sets, in order. */
  readonly telltaleValues: (field: string) => readonly number[];
  /** A referral in which these rules are likely to fire, with `noise` more findings. */
  readonly referralFor: (wanted: readonly Rule[], seed: number, noise: number) => Features;
}

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

export function probesOf(ruleset: Ruleset): Probes {
  const conditions = ruleset.body.rules.flatMap((rule) => (isFallback(rule) ? [] : [rule.when]));
  const thresholds = new Map<string, number[]>();
  for (const test of conditions.flatMap(testsOf)) if (typeof test.v === 'number') thresholds.set(test.f, [...(thresholds.get(test.f) ?? []), test.v]);
  const thresholdsOf = (field: string): readonly number[] => thresholds.get(field) ?? [];

  const telltaleValues = (field: string): readonly number[] => {
    const bounds = Object.entries(numberBounds).find(([name]) => name === field)?.[1];
    if (!bounds) return [];
    const step = bounds.whole ? 1 : 0.1;
    const values = thresholdsOf(field).flatMap((threshold) => [threshold - step, threshold, threshold + step]).map((value) => Number(value.toFixed(2)));
    return [...new Set([bounds.min, ...values, bounds.max])].filter((value) => value >= bounds.min && value <= bounds.max).sort((a, b) => a - b);
  };

  const possibleValues: ReadonlyMap<string, readonly FindingValue[]> = new Map<string, readonly FindingValue[]>([
    ...booleanFindings.map((field) => [field, [true, false, null]] as const),
    ...Object.keys(numberBounds).map((field) => [field, [null, ...telltaleValues(field)]] as const),
    ...enumFindings.map((field) => [field, [null, ...antibodyLevels]] as const),
  ]);
  const fields = [...possibleValues.keys()];

  /** Writes findings that make the condition as expected; a later rule may undo an earlier one. */
  const makeSo = (condition: Condition, expected: boolean, findings: Record<string, FindingValue>, draw: Draw): void => {
    if ('not' in condition) return makeSo(condition.not, !expected, findings, draw);
    if ('f' in condition) {
      if (condition.op === 'nonempty') findings[condition.f] = expected ? ['CRP'] : null;
      else {
        const fitting = (possibleValues.get(condition.f) ?? []).filter((value) => testIsTrueOf(condition, value) === expected);
        // A condition no value can meet is left as it is.
        if (fitting.length > 0) findings[condition.f] = draw(fitting);
      }
      return;
    }
    const branches = 'all' in condition ? condition.all : condition.any;
    const needed = 'all' in condition === expected ? branches : [draw(branches)];
    // Twice: a field of an interval is written by one bound and may break the other.
    for (const branch of [...needed, ...needed]) if (!('f' in branch) || testIsTrueOf(branch, findings[branch.f] ?? null) !== expected) makeSo(branch, expected, findings, draw);
  };

  return {
    thresholdsOf,
    telltaleValues,
    referralFor: (wanted, seed, noise) => {
      const draw = drawFrom(seed);
      const findings: Record<string, FindingValue> = { age: draw([8, 15, 16, 30, 44, 49, 50, 51, 72]), known_patient: draw([true, false, null]) };
      for (let index = 0; index < noise; index += 1) {
        const field = draw(fields);
        findings[field] = draw(possibleValues.get(field) ?? [null]);
      }
      for (const rule of wanted) if (!isFallback(rule)) makeSo(rule.when, true, findings, draw);
      return { ...findings, age: typeof findings['age'] === 'number' ? findings['age'] : 50 };
    },
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
