import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Fee } from '#contract/workshops.ts';
import { builtInFees } from './fee-content.ts';
import { baseOrigin, bundleLines, feeOn, freshOrigin, type HeldWorkshop, movedTo, movesOf, overlapping, sessionLines, sumsOf, travelCents, travelLines, workshopsOf } from './ledger-rules.ts';

const { fees } = builtInFees.body;
const pathway = 'home-immunotherapy';
const held = (id: string, heldOn: string, part: Partial<HeldWorkshop> = {}): HeldWorkshop => ({ id, practitionerId: 'anne', pathway, heldOn, kilometres: null, ...part });
const many = (count: number): HeldWorkshop[] => Array.from({ length: count }, (_one, index) => held(`w${String(index).padStart(2, '0')}`, `2026-01-${String(index + 1).padStart(2, '0')}`));
const owed = (workshops: readonly HeldWorkshop[]): number => sessionLines(workshops, fees).lines.reduce((sum, { cents }) => sum + cents, 0);

describe('what is owed for workshops', () => {
  // The published amount: 100 euros for every two.
  test.each([[0, 0], [1, 0], [2, 10_000], [5, 20_000], [6, 30_000]])('%i held owe %i cents', (count, cents) => {
    expect(owed(many(count))).toBe(cents);
  });

  test('of each nurse and pathway by themselves, on the day of the last of the group', () => {
    expect(owed([held('a', '2026-01-01'), held('b', '2026-01-02', { practitionerId: 'lise' })])).toBe(0);
    expect(sessionLines([held('b', '2026-02-03'), held('a', '2026-01-05')], fees).lines).toEqual([{ practitionerId: 'anne', kind: 'sessions', feeCode: 'etp-2-sessions', origin: 'sessions:a,b', quantity: 2, cents: 10_000, on: '2026-02-03' }]);
  });

  test('nothing before the fee, nothing where no amount is set: it is said', () => {
    expect(sessionLines([held('a', '2019-01-01'), held('b', '2019-01-02')], fees)).toEqual({ lines: [], unpriced: ['a', 'b'] });
    expect(travelLines([held('a', '2026-01-01', { kilometres: 12 })], fees)).toEqual([]);
    expect(bundleLines([{ enrolmentId: 'e', pathway, phase: 's1', on: '2026-01-01' }], fees)).toEqual([]);
  });

  const travel: Fee = { code: 'km', kind: 'travel', label: { fr: 'x', en: 'x' }, every: 1, amountCents: 45, validFrom: '2025-01-01', validTo: '2025-12-31', pathway: null, phase: null, source: 'ART51' };

  test('the amount in force on the day; the closest to the pathway', () => {
    const later = { ...travel, amountCents: 50, validFrom: '2026-01-01', validTo: null };
    expect(feeOn([travel, later], 'travel', '2025-12-31', { pathway, phase: null })?.amountCents).toBe(45);
    expect(feeOn([travel, later], 'travel', '2026-01-01', { pathway, phase: null })?.amountCents).toBe(50);
    expect(feeOn([later, { ...later, pathway, amountCents: 60 }], 'travel', '2026-01-01', { pathway, phase: null })?.amountCents).toBe(60);
    expect(overlapping([travel, later])).toEqual([]);
    expect(overlapping([travel, { ...later, validFrom: '2025-12-31' }])).toEqual([1]);
    expect(travelLines([held('a', '2025-06-01', { kilometres: 12.5 })], [travel])).toMatchObject([{ cents: 563, quantity: 12.5, origin: 'travel:a' }]);
  });

  test('a phase has its bundle once an amount is set', () => {
    const set = fees.map((one) => (one.code === 'bundle-s2' ? { ...one, amountCents: 123_400 } : one));
    expect(bundleLines([{ enrolmentId: 'e', pathway, phase: 's1', on: '2026-01-01' }, { enrolmentId: 'e', pathway, phase: 's2', on: '2026-07-01' }], set)).toMatchObject([{ origin: 'bundle:e:s2', cents: 123_400, practitionerId: null }]);
  });

  test('however workshops are noted month by month, the same is owed in the end, in whole cents', () => {
    const random = fc.array(fc.record({ practitionerId: fc.constantFrom('anne', 'lise'), day: fc.integer({ min: 1, max: 28 }), round: fc.integer({ min: 0, max: 3 }) }), { maxLength: 24 });
    fc.assert(
      fc.property(random, (list) => {
        const workshops = list.map(({ practitionerId, day, round }, index) => ({ ...held(`w${index}`, `2026-01-${String(day).padStart(2, '0')}`, { practitionerId }), round }));
        const counted = new Set<string>();
        let sum = 0;
        for (const round of [0, 1, 2, 3]) {
          for (const line of sessionLines(workshops.filter((one) => one.round <= round && !counted.has(one.id)), fees).lines) {
            sum += line.cents;
            for (const id of line.origin.slice('sessions:'.length).split(',')) counted.add(id);
          }
        }
        const of = (who: string): number => Math.floor(workshops.filter(({ practitionerId }) => practitionerId === who).length / 2) * 10_000;
        expect(sum).toBe(of('anne') + of('lise'));
        expect(Number.isInteger(sum)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test('travel is whole cents, and never falls with the way', () => {
    const way = fc.integer({ min: 0, max: 200_000 }).map((hundredths) => hundredths / 100);
    fc.assert(
      fc.property(way, way, fc.integer({ min: 0, max: 500 }), (one, other, cents) => {
        const [low, high] = one < other ? [one, other] : [other, one];
        expect(Number.isInteger(travelCents(low, cents))).toBe(true);
        expect(travelCents(low, cents)).toBeLessThanOrEqual(travelCents(high, cents));
        expect(Math.abs(travelCents(low, cents) - low * cents)).toBeLessThanOrEqual(0.5 + 1e-6);
      }),
    );
  });
});

describe('what may be done with a line', () => {
  test('owed, approved, paid; paid is for good, but for one counter-line', () => {
    const line = { state: 'due', isCorrected: false, isVoid: false, isReplaced: false, kind: 'sessions' } as const;
    expect(movesOf(line)).toEqual(['approve', 'cancel']);
    expect(movesOf({ ...line, state: 'approved' })).toEqual(['pay', 'cancel']);
    expect(movesOf({ ...line, state: 'paid' })).toEqual(['correct']);
    expect(movesOf({ ...line, state: 'paid', isCorrected: true })).toEqual(['replace']);
    expect(movesOf({ ...line, state: 'paid', isCorrected: true, isReplaced: true })).toEqual([]);
    expect(movesOf({ ...line, state: 'paid', isCorrected: true, isVoid: true })).toEqual([]);
    expect(movesOf({ ...line, state: 'paid', kind: 'correction' })).toEqual([]);
    expect(movesOf({ ...line, state: 'cancelled' })).toEqual([]);
    for (const move of ['approve', 'pay', 'cancel'] as const) expect(movedTo({ ...line, state: 'paid' }, move)).toBeNull();
    expect(movedTo(line, 'pay')).toBeNull();
  });

  test('sums by state add up to everything', () => {
    const state = fc.constantFrom('due', 'approved', 'paid', 'cancelled');
    fc.assert(
      fc.property(fc.array(fc.record({ state, cents: fc.integer({ min: -1_000_000, max: 1_000_000 }) })), (lines) => {
        const sums = sumsOf(lines);
        expect(Object.values(sums).reduce((sum, cents) => sum + cents, 0)).toBe(lines.reduce((sum, { cents }) => sum + cents, 0));
      }),
    );
  });
});

describe('what a line was written for', () => {
  test.each([
    ['travel:a', [], 'travel:a'], ['travel:a', ['travel:a'], 'travel:a@2'], ['sessions:a,b', ['sessions:a,b', 'sessions:a,b@2'], 'sessions:a,b@3'],
  ] as const)('%s beside %j is written as %s', (origin, taken, expected) => {
    const fresh = freshOrigin(origin, new Set<string>(taken));
    expect([fresh, baseOrigin(fresh)]).toEqual([expected, origin]);
  });
  test.each([['sessions:a,b', ['a', 'b']], ['sessions:a,b@2', ['a', 'b']], ['travel:a', ['a']], ['bundle:e:s1', []], ['taken-back:l:travel:a', []], ['replacement:l', []]] as const)('%s is for the workshops %j', (origin, expected) => {
    expect(workshopsOf(origin)).toEqual(expected);
  });
});
