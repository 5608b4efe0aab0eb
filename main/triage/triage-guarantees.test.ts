import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { booleanFindings, enumFindings, type Features, type FindingValue } from '#contract/triage.ts';
import { referrals, telltaleValues, thresholdsOf } from './testing/random-referral.ts';
import { builtInDangerFindings, builtInTriageContent } from './triage-content.ts';
import { decide, rankOf } from './triage-rules.ts';

const { ruleset, reasons } = builtInTriageContent;
const danger = builtInDangerFindings.body;

function decisionOn(features: Features, rules = ruleset) {
  const answer = decide(features, rules, reasons);
  if (!answer.ok) throw new Error(answer.code);
  return answer.decision;
}

const rankWith = (features: Features, field: string, value: FindingValue) => rankOf(decisionOn({ ...features, [field]: value }).cls);

/** Every way in which one of these findings may be changed, as [field, new value]. */
function expectNeverLower(features: Features, changes: readonly (readonly [string, FindingValue])[]) {
  const before = decisionOn(features);
  const lowered = changes.filter(([field, value]) => rankWith(features, field, value) > rankOf(before.cls));
  expect(lowered, `class ${before.cls} by ${before.rules.join(', ')}`).toEqual([]);
}

describe('the four guarantees, on random referrals', () => {
  test('(a) a danger finding that becomes worse never lowers the class', () => {
    fc.assert(
      fc.property(referrals, (features) => {
        const known: Readonly<Record<string, unknown>> = features;
        const moved = (fields: readonly string[], worse: (value: number, than: number) => boolean) =>
          fields.flatMap((field) => {
            const present = known[field];
            return typeof present === 'number' ? telltaleValues(field).filter((value) => worse(value, present)).map((value) => [field, value] as const) : [];
          });
        expectNeverLower(features, [
          ...danger.becomingTrue.filter((field) => features[field] !== true).map((field) => [field, true] as const),
          ...moved([...danger.higher, ...danger.higherOnceKnown], (value, than) => value > than),
          ...moved(danger.lower, (value, than) => value < than),
        ]);
      }),
      { numRuns: 600 },
    );
  });

  test('(b) a reassuring value that becomes unknown never lowers the class', () => {
    const isReassuring = (field: string, value: unknown): boolean => {
      if (value === false || value === 'neg') return true;
      if (typeof value !== 'number') return false;
      if (danger.lower.includes(field)) return value >= Math.max(...thresholdsOf(field));
      return value < Math.min(...thresholdsOf(field));
    };
    const fields = [...booleanFindings, ...enumFindings, ...danger.lower, ...danger.higher, ...danger.higherOnceKnown];
    fc.assert(
      fc.property(referrals, (features) => {
        const known: Readonly<Record<string, unknown>> = features;
        expectNeverLower(features, fields.filter((field) => isReassuring(field, known[field])).map((field) => [field, null] as const));
      }),
      { numRuns: 600 },
    );
  });

  test('(c) neither the order of the facts nor that of the rules matters', () => {
    const { rules } = ruleset.body;
    fc.assert(
      fc.property(referrals, fc.shuffledSubarray(rules, { minLength: rules.length, maxLength: rules.length }), fc.nat(), (features, shuffled, turn) => {
        const entries = Object.entries(features);
        const turned = [...entries.slice(turn % entries.length), ...entries.slice(0, turn % entries.length)].reverse();
        const reordered = { ...ruleset, body: { ...ruleset.body, rules: shuffled } };
        expect(decisionOn(Object.fromEntries(turned), reordered)).toEqual(decisionOn(features));
      }),
      { numRuns: 200 },
    );
  });

  test('(d) the same input gives the same output, and is left as it was', () => {
    fc.assert(
      fc.property(referrals, (features) => {
        const before = structuredClone(features);
        expect(decisionOn(features)).toEqual(decisionOn(structuredClone(features)));
        expect(features).toEqual(before);
      }),
      { numRuns: 300 },
    );
  });
});
