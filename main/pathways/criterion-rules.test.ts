import { describe, expect, test } from 'vitest';
import type { PathwayCondition } from '#contract/pathways.ts';
import { areAllMet, holds, judgeCriteria, judgeEntry, type PathwayFacts } from './criterion-rules.ts';
import { builtInPathways } from './pathway-content.ts';

const home = builtInPathways.find(({ id }) => id === 'home-immunotherapy')!.body;
const gate = home.phases[1]!.gate;
const open: PathwayFacts = {
  'months-on-treatment': 6, 'control-ct-stable': true, 'open-toxicity-grade': 1, 'past-toxicity-grade': 2, ecog: 2, 'home-phone': true, 'home-access': true, 'second-adult': true, 'home-clean': true, 'minutes-to-emergency': 59,
  'nurse-assigned': true, 'back-up-named': true, 'doctor-agrees': true, 'workshops-done': 2, 'venous-access': true, 'drug-on-home-list': true, 'consent-signed': true,
};

describe('a condition', () => {
  const [yes, number]: readonly PathwayCondition[] = [{ fact: 'a', is: true }, { fact: 'n', op: '<', value: 2 }] as const;
  /** More than three times the upper limit of the laboratory. */
  const times: PathwayCondition = { fact: 'n', op: '>=', value: 3, times: 'limit' };
  test.each([
    [yes, { a: true }, true],
    [yes, { a: false }, false],
    [yes, {}, null],
    [yes, { a: 1 }, null],
    [number, { n: 1 }, true],
    [number, { n: 2 }, false],
    [{ not: number }, {}, null],
    [{ all: [yes, number] }, { a: false }, false],
    [{ all: [yes, number] }, { a: true }, null],
    [{ any: [yes, number] }, { a: true }, true],
    [{ any: [yes, number] }, { a: false }, null],
    [times, { n: 1.2, limit: 0.4 }, true],
    [times, { n: 1.19, limit: 0.4 }, false],
    [times, { n: 1.2 }, null],
    [times, { limit: 0.4 }, null],
  ] as const)('%o of %o is %s', (condition, facts, expected) => expect(holds(condition, facts)).toBe(expected));
});

describe('the gate to the home', () => {
  test('opens when all thirteen conditions are met', () => {
    expect(gate).toHaveLength(13);
    expect(areAllMet(judgeCriteria(gate, open))).toBe(true);
  });

  test.each([
    ['months-on-treatment', 5, 'six-months'],
    ['control-ct-stable', false, 'ct'],
    ['open-toxicity-grade', 2, 'no-open-toxicity'],
    ['past-toxicity-grade', 3, 'no-past-toxicity'],
    ['ecog', 3, 'ecog'],
    ['second-adult', false, 'home'],
    ['minutes-to-emergency', 60, 'emergency'],
    ['back-up-named', false, 'nurses'],
    ['workshops-done', 1, 'workshops'],
    ['consent-signed', false, 'consent'],
  ] as const)('stays shut with %s = %s: %s', (fact, value, code) => {
    const judged = judgeCriteria(gate, { ...open, [fact]: value });
    expect(judged.filter(({ standing }) => standing !== 'met')).toEqual([{ code, standing: 'not-met', missing: [] }]);
  });

  test.each(Object.keys(open))('stays shut while %s is not known, and says so', (fact) => {
    const judged = judgeCriteria(gate, { ...open, [fact]: undefined });
    expect(areAllMet(judged)).toBe(false);
    expect(judged.filter(({ standing }) => standing === 'unknown').map(({ missing }) => missing)).toEqual([[fact]]);
  });
});

describe('entry', () => {
  const entry: PathwayFacts = {
    'ici-indicated': true, 'lives-in-area': true, 'accepts-programme': true, 'past-infusion-reaction': false, 'uncontrolled-autoimmune': false, transplant: false, 'combination-phase': false, 'interstitial-lung': false, 'past-myocarditis': false, 'prednisone-mg': 10,
  };
  test('is open with no exclusion, and shut by one, or by one that is not known', () => {
    expect(judgeEntry(home, entry).mayEnter).toBe(true);
    expect(judgeEntry(home, { ...entry, 'prednisone-mg': 10.5 }).mayEnter).toBe(false);
    expect(judgeEntry(home, { ...entry, transplant: undefined }).mayEnter).toBe(false);
    expect(judgeEntry(home, { ...entry, 'accepts-programme': undefined }).mayEnter).toBe(false);
  });
});
