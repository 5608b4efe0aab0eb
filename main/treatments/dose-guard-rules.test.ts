import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Dose } from '#contract/treatments.ts';
import { findingsOf, type Plan } from './dose-guard-rules.ts';
import { builtInGuards } from './treatment-content.ts';

const dose = (amount: number, times: number, perDays: number): Dose => ({ amount, unit: 'mg', times, perDays, asNeeded: false });
const plan = (part: Partial<Plan>): Plan => ({ ingredient: null, drugClass: 'csDMARD', dose: null, weightKg: null, others: [], isNew: true, ...part });
const found = (part: Partial<Plan>) => findingsOf(plan(part), builtInGuards.body.guards, builtInGuards.sources);
const codes = (part: Partial<Plan>): string[] => found(part).map(({ code, asks }) => (asks ? code : `(${code})`));

describe('methotrexate', () => {
  test('once a week is silent; any shorter interval asks', () => {
    expect(codes({ ingredient: 'methotrexate', dose: dose(15, 1, 7) })).toEqual([]);
    expect(codes({ ingredient: 'methotrexate', dose: dose(15, 1, 14) })).toEqual([]);
    for (const daily of [dose(2.5, 1, 1), dose(15, 2, 7), dose(15, 1, 6)]) expect(codes({ ingredient: 'methotrexate', dose: daily })).toEqual(['weekly-methotrexate']);
    expect(found({ ingredient: 'methotrexate', dose: dose(2.5, 2, 7) })[0]?.text.fr).toContain('l’intervalle est de 3,5 j');
    expect(codes({ ingredient: 'leflunomide', dose: dose(20, 1, 1) })).toEqual([]);
  });
});

describe('hydroxychloroquine by real weight (AAO 2016; domain 2.5)', () => {
  test('400 mg a day at 72 kg is 5.56 mg/kg, over the limit of 360 mg', () => {
    const [finding] = found({ ingredient: 'hydroxychloroquine', dose: dose(400, 1, 1), weightKg: 72 });
    expect(finding).toMatchObject({ code: 'hydroxychloroquine-per-kilogram', asks: true });
    expect(finding?.text.en).toBe('400 mg a day at 72 kg is 5.56 mg/kg/day, above 5 mg/kg/day (at most 360 mg a day).');
    expect(finding?.text.fr).toContain('5,56 mg/kg/j');
  });
  test('400 mg six days a week is 342.86 mg a day, within it', () => {
    expect(codes({ ingredient: 'hydroxychloroquine', dose: dose(400, 6, 7), weightKg: 72 })).toEqual([]);
  });
  test('exactly at the limit is within it; without a weight it says so and does not ask', () => {
    expect(codes({ ingredient: 'hydroxychloroquine', dose: dose(400, 1, 1), weightKg: 80 })).toEqual([]);
    expect(codes({ ingredient: 'hydroxychloroquine', dose: dose(400, 1, 1) })).toEqual(['(hydroxychloroquine-per-kilogram)']);
    expect(codes({ ingredient: 'hydroxychloroquine' })).toEqual([]);
  });
  test('the heavier the person, the fewer findings; grams are milligrams', () => {
    fc.assert(fc.property(fc.double({ min: 20, max: 340, noNaN: true }), fc.double({ min: 0.1, max: 10, noNaN: true }), fc.integer({ min: 100, max: 1600 }), (kg, more, amount) => {
      const at = (weightKg: number): number => found({ ingredient: 'hydroxychloroquine', dose: dose(amount, 1, 1), weightKg }).length;
      expect(at(kg + more)).toBeLessThanOrEqual(at(kg));
      expect(codes({ ingredient: 'hydroxychloroquine', dose: { ...dose(amount / 1000, 1, 1), unit: 'g' }, weightKg: kg }).length).toBe(at(kg));
    }));
  });
});

describe('other drugs of the same time', () => {
  const adalimumab = { ingredient: 'adalimumab', drugClass: 'bDMARD' as const, name: 'Adalimumab' };
  test('two biologic or targeted drugs at once ask, whichever they are', () => {
    expect(codes({ ingredient: 'tofacitinib', drugClass: 'tsDMARD', others: [adalimumab] })).toEqual(['two-targeted']);
    expect(found({ ingredient: 'tofacitinib', drugClass: 'tsDMARD', others: [adalimumab] })[0]?.text.fr).toContain('Adalimumab est encore en cours');
    expect(codes({ ingredient: 'methotrexate', drugClass: 'csDMARD', others: [adalimumab] })).toEqual([]);
  });
  test('the same drug twice asks, once; another dose of a line does not', () => {
    expect(codes({ ingredient: 'adalimumab', drugClass: 'bDMARD', others: [adalimumab] })).toEqual(['already-current']);
    expect(codes({ ingredient: 'adalimumab', drugClass: 'bDMARD', others: [adalimumab], isNew: false })).toEqual([]);
  });
});

test('every guard names a source of the content', () => {
  const sources = builtInGuards.sources.map(({ code }) => code);
  for (const { source } of builtInGuards.body.guards) expect(sources).toContain(source);
});
