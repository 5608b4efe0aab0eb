import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Decision, Features, ProfessionalCode } from '#contract/triage.ts';
import { roleOf } from './referral-outcome.ts';
import { builtInRouting, routingSchema } from './routing-content.ts';
import { type Colleague, needsPhysician, routeProblem, type RoutedPerson, suggestRoute } from './routing-rules.ts';
import { referrals } from './testing/random-referral.ts';
import { builtInTriageContent } from './triage-content.ts';
import { decide } from './triage-rules.ts';

const { ruleset, reasons } = builtInTriageContent;
const anybody: RoutedPerson = { language: 'fr', mobility: 'unknown', teleSuitability: 'unknown', regionCode: '06' };
const people = fc.record({
  language: fc.constantFrom('fr', 'en', 'es', null), mobility: fc.constantFrom('independent', 'aid', 'wheelchair', 'homebound', 'unknown'), teleSuitability: fc.constantFrom('yes', 'phone-only', 'no', 'unknown'),
  regionCode: fc.constantFrom('06', '09', null),
});

function decisionOn(features: Features): Decision {
  const answer = decide(features, ruleset, reasons);
  if (!answer.ok) throw new Error(answer.code);
  return answer.decision;
}
const suggest = (features: Features, person: RoutedPerson = anybody, decision = decisionOn(features)) => suggestRoute(features, decision, person, '06', builtInRouting);
const verdict = (answer: ReturnType<typeof suggest>, modality: string) => answer.modalities.find((one) => one.modality === modality)?.verdict;
const shuffled = (features: Features): Features => Object.fromEntries(Object.entries(features).reverse());

describe('routing, on random referrals and people', () => {
  test('the order of facts does not matter, and the same input gives the same answer', () => {
    fc.assert(fc.property(referrals, people, (features, person) => void expect(suggest(shuffled(features), person)).toEqual(suggest(features, person))), { numRuns: 300 });
  });

  test('the order of rules in the content does not matter', () => {
    const { body } = builtInRouting;
    const other = { ...builtInRouting, body: { ...body, rules: [...body.rules].reverse(), modalityRules: [...body.modalityRules].reverse() } };
    fc.assert(fc.property(referrals, people, (features, person) => void expect(suggestRoute(features, decisionOn(features), person, '06', other)).toEqual(suggest(features, person))), { numRuns: 300 });
  });

  test('a red flag always has the physician, and is never met at a distance except as the triage rules themselves say', () => {
    fc.assert(
      fc.property(referrals, people, (features, person) => {
        const decision = decisionOn(features);
        fc.pre(needsPhysician(decision));
        const answer = suggest(features, person, decision);
        expect(answer.steps.some(({ professional }) => professional === 'RHEUM') || decision.pros.includes('ED')).toBe(true);
        expect(answer.steps.slice(1).map(({ modality }) => modality)).not.toContain('VIDEO');
        expect([verdict(answer, 'VIDEO'), verdict(answer, 'PHONE')]).toEqual(['blocked', 'blocked']);
      }),
      { numRuns: 400 },
    );
  });

  test('those the triage rules name come first in their order, nobody twice, and each who is added has a reason', () => {
    fc.assert(
      fc.property(referrals, people, (features, person) => {
        const { steps } = suggest(features, person);
        const named: readonly string[] = decisionOn(features).pros.filter((one) => one !== 'ED' && one !== 'ADMIN');
        expect(steps.filter(({ isProposed }) => isProposed).map(({ professional }) => professional).filter((one) => named.includes(one))).toEqual(named);
        expect(new Set(steps.map(({ professional }) => professional)).size).toBe(steps.length);
        for (const step of steps) if (!step.isProposed) expect(step.because.length, step.professional).toBeGreaterThan(0);
      }),
      { numRuns: 300 },
    );
  });

  test('a person whom remote care does not suit is met at a distance by nobody who is added', () => {
    fc.assert(
      fc.property(referrals, (features) => {
        for (const { modality } of suggest(features, { ...anybody, teleSuitability: 'no' }).steps.slice(1)) expect(['IN_PERSON', 'HOME', null]).toContain(modality);
      }),
      { numRuns: 200 },
    );
  });
});

describe('routing', () => {
  const of = (features: Features, person = anybody) => suggest({ age: 50, ...features }, person).steps.map(({ professional }) => professional);

  test.each<[string, Features, readonly string[]]>([
    ['osteoarthritis with falls', { oa: true, falls_12m: 3, swollen_joints: 0 }, ['PT', 'OT']],
    ['gout above target on treatment', { gout: true, on_ult: true, urate_umol: 420 }, ['RN', 'PHARM']],
    ['a hand that does not grip, work at risk', { oa: true, hand_function_limited: true, work_at_risk: true }, ['OT', 'TS']],
  ])('%s', (_, features, expected) => {
    expect(of(features)).toEqual(expect.arrayContaining([...expected]));
  });

  test('nothing known suggests nobody more and holds nothing back', () => {
    const { steps, modalities } = suggest({ age: 50 });
    expect(steps.every(({ isProposed }) => isProposed)).toBe(true);
    expect(modalities.map((one) => one.verdict)).toEqual(['open', 'open', 'open', 'open']);
  });

  test('modality follows the person: homebound at home, telephone alone no video, another language an interpreter, another region at a distance', () => {
    const known = { age: 50, known_patient: true } as const;
    expect(verdict(suggest(known, { ...anybody, mobility: 'homebound' }), 'HOME')).toBe('suits');
    expect(verdict(suggest(known, { ...anybody, teleSuitability: 'phone-only' }), 'VIDEO')).toBe('blocked');
    expect(verdict(suggest(known, { ...anybody, language: 'es' }), 'PHONE')).toBe('caution');
    expect(verdict(suggest(known, { ...anybody, regionCode: '09' }), 'VIDEO')).toBe('suits');
    expect(verdict(suggest({ age: 50, swollen_joints: 3 }, { ...anybody, regionCode: '09' }), 'VIDEO')).toBe('blocked');
  });

  test('an order is refused without the physician in a red flag, with somebody first who may not be, or another first than decided', () => {
    expect(routeProblem(['RN'], { cls: 'A', primary: 'RN' }, builtInRouting)).toBe('PHYSICIAN_REQUIRED');
    expect(routeProblem(['RN', 'RHEUM'], { cls: 'A', primary: 'RN' }, builtInRouting)).toBeNull();
    expect(routeProblem(['LPN', 'RHEUM'], { cls: 'D', primary: 'LPN' }, builtInRouting)).toBe('MAY_NOT_LEAD');
    expect(routeProblem(['PT', 'RHEUM'], { cls: 'D', primary: 'RHEUM' }, builtInRouting)).toBe('ANOTHER_FIRST');
    expect(routeProblem([], { cls: 'A', primary: 'RHEUM' }, builtInRouting)).toBeNull();
  });

  test('the scopes name every profession of the clinic that sees people, and content that does not hold together is refused', () => {
    const scoped = builtInRouting.body.scopes.map(({ professional }) => professional);
    for (const code of ['RHEUM', 'IPS', 'RN', 'LPN', 'PT', 'OT', 'KIN', 'PHARM'] as const) expect(roleOf(code) !== null && scoped.includes(code), code).toBe(true);
    const [rule] = builtInRouting.body.rules;
    const withRule = (over: object) => routingSchema.safeParse({ ...builtInRouting, body: { ...builtInRouting.body, rules: [{ ...rule, ...over }] } }).success;
    expect([withRule({}), withRule({ adds: ['NEPH'] }), withRule({ when: { f: 'fevre', op: 'is', v: true } })]).toEqual([true, false, false]);
  });
});

describe('the language of the person', () => {
  const colleague = (practitionerId: string, professional: ProfessionalCode, languages: readonly string[]): Colleague => ({ practitionerId, name: practitionerId, professional, languages });
  const features: Features = { age: 60, known_patient: true, cdai: 15, oa: true, hand_function_limited: true };
  const suggestTo = (language: string | null, colleagues: readonly Colleague[]) => suggestRoute(features, decisionOn(features), { ...anybody, language }, '06', builtInRouting, colleagues);
  const speakersOf = (answer: ReturnType<typeof suggestTo>, professional: ProfessionalCode) => answer.steps.find((one) => one.professional === professional)?.speakers?.map(({ name }) => name);

  test('who of a profession speaks it is told; nobody; or nothing where nobody has said or the language is not known', () => {
    const colleagues = [colleague('Karim', 'OT', ['ar', 'fr']), colleague('Annie', 'OT', ['fr']), colleague('Roy', 'PT', ['fr']), colleague('Ouellet', 'RN', [])];
    const answer = suggestTo('ar', colleagues);
    expect([speakersOf(answer, 'OT'), speakersOf(answer, 'PT'), speakersOf(answer, 'RN')]).toEqual([['Karim'], [], undefined]);
    expect(suggestTo(null, colleagues).steps.every(({ speakers }) => speakers === null)).toBe(true);
  });

  test('of those the rules add, who is understood comes first; those the triage rules name keep their place', () => {
    const spoken = { ...anybody, language: 'ar' };
    const suggestOf = (facts: Features, colleagues: readonly Colleague[]) => suggestRoute(facts, decisionOn(facts), spoken, '06', builtInRouting, colleagues).steps;
    // Some request to whose route the rules add two professionals or more.
    const facts = fc.sample(referrals, { numRuns: 500, seed: 1 }).find((one) => suggestOf(one, []).filter(({ isProposed }) => !isProposed).length > 1) ?? {};
    const plain = suggestOf(facts, []);
    const added = plain.filter(({ isProposed }) => !isProposed).map(({ professional }) => professional);
    const last = added.at(-1) ?? 'OT';
    expect(added.length).toBeGreaterThan(1);
    const answer = suggestOf(facts, [colleague('Karim', last, ['ar'])]);
    expect(answer.find(({ isProposed }) => !isProposed)?.professional).toBe(last);
    expect(answer.filter(({ isProposed }) => isProposed).map(({ professional }) => professional)).toEqual(plain.filter(({ isProposed }) => isProposed).map(({ professional }) => professional));
  });

  test('an interpreter is advised unless the first professional has somebody who speaks it', () => {
    const first = decisionOn(features).pros[0] ?? 'RHEUM';
    const told = (colleagues: readonly Colleague[]) => suggestTo('ar', colleagues).modalities.some(({ because }) => because.some(({ id }) => id === 'T12'));
    expect([told([]), told([colleague('Roy', first, ['fr'])]), told([colleague('Karim', first, ['ar'])])]).toEqual([true, true, false]);
  });
});
