import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import cast from './cast.json' with { type: 'json' };
import { drugs, profiles } from './clinical-profiles.ts';
import courses from './courses.json' with { type: 'json' };
import { seededRandom } from './random.ts';
import { activityOn, regimensOf, toldDays } from './regimens.ts';
import { seededDrugs } from './seeded-treatments.ts';

const anybody = fc.record({ profile: fc.constantFrom(...profiles), seed: fc.nat(), active: fc.boolean(), knownForDays: fc.integer({ min: 60, max: 3200 }) });

describe('the regimens of the demonstration', () => {
  test('follow one another up to today, and end with what is taken now', () => {
    fc.assert(
      fc.property(anybody, ({ profile, seed, active, knownForDays }) => {
        const draw = seededRandom(seed);
        const taken = draw.pick(profile.treatments);
        const regimens = regimensOf({ key: null, profile, drugs: taken, active, knownForDays }, draw);
        for (const drug of regimens.at(-1)?.drugs ?? []) expect(taken).toContain(drug);
        expect(regimens.at(-1)?.until ?? 0).toBe(0);
        for (const [index, { from, until, ends }] of regimens.entries()) {
          expect(from).toBeLessThan(until);
          expect(ends === null).toBe(index === regimens.length - 1);
          if (index > 0) expect(from).toBe(regimens[index - 1]?.until);
        }
        for (let day = -knownForDays; day <= 0; day += 37) {
          expect(activityOn(regimens, day)).toBeGreaterThanOrEqual(0);
          expect(activityOn(regimens, day)).toBeLessThanOrEqual(0.85);
        }
      }),
    );
  });

  test('disease answers to what works, and comes back where it fails', () => {
    const regimens = regimensOf({ key: 'gauthier', profile: { key: 'rheumatoid-arthritis' }, drugs: ['methotrexate', 'folicAcid', 'tocilizumab'], active: false, knownForDays: 3640 }, seededRandom(1));
    const at = (index: number, share: number): number => {
      const { from, until } = regimens[index]!;
      return activityOn(regimens, from + (until - from) * share);
    };
    expect(at(2, 0.9)).toBeLessThan(0.12);
    expect(at(3, 0.5)).toBeLessThan(0.2);
    expect(at(3, 1)).toBeGreaterThan(0.5);
    expect(at(4, 0.9)).toBeLessThan(0.25);
  });

  test('the stories are of people of the cast, last as long as they say, and end with what these take', () => {
    for (const [key, { regimens, knownForDays }] of Object.entries(courses.stories)) {
      const member = cast.find((one) => one.key === key);
      expect(toldDays(key)).toBe(knownForDays);
      expect(regimens.reduce((sum, { days }) => sum + days, 0)).toBe(knownForDays);
      expect(member?.drugs).toEqual(expect.arrayContaining(regimens.at(-1)!.drugs));
      for (const { drugs: given } of regimens) for (const drug of given) expect([Object.hasOwn(drugs, drug), Object.hasOwn(seededDrugs, drug)]).toEqual([true, true]);
    }
    expect(toldDays(null)).toBeNull();
  });
});
