import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nurseWeights } from './nurse-content.ts';
import { kilometresTo, type RankedNurse, rankNurses } from './nurse-ranking-rules.ts';

const nurse = (practitionerId: string, part: Partial<RankedNurse> = {}): RankedNurse => ({
  practitionerId, sortKey: practitionerId, isActive: true, lacks: [], unnoted: [], areas: [{ prefix: '69003', km: 4 }], languages: ['fr'], load: 0, most: 10, hasOtherPart: false, ...part,
});
const lyon = { postalCode: '69003', language: 'fr' };
const order = (nurses: readonly RankedNurse[], person = lyon) => rankNurses(nurses, person, nurseWeights).map(({ practitionerId, rank }) => [practitionerId, rank]);

describe('who could follow somebody', () => {
  test.each([
    ['69003', 4], ['69003 Lyon', 4], ['H2X 1Y4', 2], ['h2x', 7], ['H2Y 1A1', null], ['', null],
  ])('how far to %j', (code, km) => {
    expect(kilometresTo([{ prefix: '690', km: 9 }, { prefix: '69003', km: 4 }, { prefix: 'H2X', km: 7 }, { prefix: 'H2X1Y4', km: 2 }], code)).toBe(km);
  });

  test('the nearer first; load counts; a language not shared weighs; whoever is far, last', () => {
    expect(order([nurse('far', { areas: [{ prefix: '690', km: 12 }] }), nurse('near')])).toEqual([['near', 1], ['far', 2]]);
    expect(order([nurse('busy', { load: 9 }), nurse('free', { areas: [{ prefix: '690', km: 12 }] })])).toEqual([['free', 1], ['busy', 2]]);
    expect(order([nurse('english', { languages: ['en'] }), nurse('french', { areas: [{ prefix: '690', km: 30 }], languages: ['fr-CA'] })])).toEqual([['french', 1], ['english', 2]]);
    expect(order([nurse('elsewhere', { areas: [{ prefix: '38', km: 1 }] }), nurse('near', { load: 9 })])).toEqual([['near', 1], ['elsewhere', 2]]);
  });

  test('nobody untrained, full, gone or named already is offered, and it is said why', () => {
    const told = rankNurses([nurse('a', { lacks: [{ fr: 'Module', en: 'Module' }] }), nurse('b', { load: 10 }), nurse('c', { isActive: false }), nurse('d', { hasOtherPart: true }), nurse('e', { most: 0 })], lyon, nurseWeights);
    expect(told.map(({ rank }) => rank)).toEqual([null, null, null, null, null]);
    expect(Object.fromEntries(told.map(({ practitionerId, reasons }) => [practitionerId, reasons[0]?.code]))).toEqual({ a: 'untrained', b: 'full', c: 'inactive', d: 'other-part', e: 'full' });
  });

  test('training that is only asked for is told, and keeps nobody from being chosen', () => {
    const [one] = rankNurses([nurse('a', { unnoted: [{ fr: 'Biologiques', en: 'Biologics' }] }), nurse('b', { load: 5 })], lyon, nurseWeights);
    expect(one).toMatchObject({ practitionerId: 'a', rank: 1 });
    expect(one?.reasons.at(-1)).toMatchObject({ code: 'unnoted', words: [{ fr: 'Biologiques' }] });
  });

  test('what is not known is said, never guessed', () => {
    const [one] = rankNurses([nurse('a', { languages: [] })], { postalCode: null, language: 'fr' }, nurseWeights);
    expect(one?.reasons.map(({ code }) => code)).toEqual(['no-address', 'load', 'language-unknown']);
  });

  const random: fc.Arbitrary<RankedNurse> = fc.record({
    practitionerId: fc.uuid(), sortKey: fc.string(), isActive: fc.boolean(), lacks: fc.array(fc.constant({ fr: 'x', en: 'x' }), { maxLength: 1 }), unnoted: fc.array(fc.constant({ fr: 'y', en: 'y' }), { maxLength: 1 }), areas: fc.array(fc.record({ prefix: fc.constantFrom('69', '69003', '38'), km: fc.integer({ min: 0, max: 80 }) }), { maxLength: 3 }),
    languages: fc.subarray(['fr', 'en', 'ar']), load: fc.integer({ min: 0, max: 12 }), most: fc.integer({ min: 0, max: 12 }), hasOtherPart: fc.boolean(),
  });

  test('everybody is told once; ranks go up from one; nobody with something against them has one', () => {
    fc.assert(
      fc.property(fc.uniqueArray(random, { selector: ({ practitionerId }) => practitionerId, maxLength: 12 }), fc.constantFrom('69003', '38000', null), (list, postalCode) => {
        const told = rankNurses(list, { postalCode, language: 'fr' }, nurseWeights);
        expect([...told.map(({ practitionerId }) => practitionerId)].sort()).toEqual(list.map(({ practitionerId }) => practitionerId).sort());
        const open = told.filter(({ rank }) => rank !== null);
        expect(open.map(({ rank }) => rank)).toEqual(open.map((_one, index) => index + 1));
        const mayBe = list.filter(({ isActive, lacks, load, most, hasOtherPart }) => isActive && lacks.length === 0 && load < most && !hasOtherPart);
        expect(open).toHaveLength(mayBe.length);
      }),
      { numRuns: 200 },
    );
  });
});
