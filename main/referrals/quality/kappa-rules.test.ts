import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { byDistance, kappaOf, sameClass } from './kappa-rules.ts';

/** Two dermatologists, 88 patients, four ordered ratings: the worked example of SAS/STAT, The FREQ Procedure, "Agreement Study". */
const dermatologists = [[10, 4, 1, 0], [5, 10, 12, 2], [2, 4, 12, 5], [0, 2, 6, 13]];
/** Two raters, 100 people, three diagnoses: Fleiss, Statistical Methods for Rates and Proportions, 2nd edition (1981), chapter 13. */
const fleiss = [[75, 1, 4], [5, 4, 1], [0, 0, 10]];

const table = fc.integer({ min: 1, max: 6 }).chain((size) => fc.array(fc.array(fc.nat(40), { minLength: size, maxLength: size }), { minLength: size, maxLength: size }));
const turned = (counts: readonly (readonly number[])[]): number[][] => counts.map((_, row) => counts.map((line) => line[row] ?? 0));
const reversed = (counts: readonly (readonly number[])[]): number[][] => counts.map((line) => [...line].reverse()).reverse();

describe('kappa of two raters', () => {
  test.each([
    ['plain', sameClass, dermatologists, [0.3449, 0.203, 0.4868]],
    ['weighted', byDistance, dermatologists, [0.5082, 0.3798, 0.6366]],
    ['plain', sameClass, fleiss, [0.6765, 0.5046, 0.8484]],
    ['weighted', byDistance, fleiss, [0.7222, 0.557, 0.8874]],
  ] as const)('%s, as published', (_, weight, counts, [value, low, high]) => {
    const found = kappaOf(counts, weight);
    expect(found?.value).toBeCloseTo(value, 4);
    expect(found?.low).toBeCloseTo(low, 4);
    expect(found?.high).toBeCloseTo(high, 4);
  });

  test('nothing is said of nobody, nor of one class alone; all alike has no interval', () => {
    expect(kappaOf([[0, 0], [0, 0]], sameClass)).toBeNull();
    expect(kappaOf([[9, 0], [0, 0]], sameClass)).toBeNull();
    expect(kappaOf([[9]], byDistance)).toBeNull();
    expect(kappaOf([[9, 0], [0, 4]], sameClass)).toEqual({ value: 1, low: null, high: null });
    expect(kappaOf([[0, 7], [7, 0]], sameClass)?.value).toBeCloseTo(-1, 10);
  });

  test('of two classes, weighted is plain', () => {
    fc.assert(fc.property(fc.tuple(fc.nat(40), fc.nat(40), fc.nat(40), fc.nat(40)), ([a, b, c, d]) => {
      expect(kappaOf([[a, b], [c, d]], byDistance)).toEqual(kappaOf([[a, b], [c, d]], sameClass));
    }));
  });

  test.each([['plain', sameClass], ['weighted', byDistance]] as const)('%s: at most 1, its limits around it, the same whoever is first and from either end', (_, weight) => {
    fc.assert(fc.property(table, (counts) => {
      const found = kappaOf(counts, weight);
      const others = [kappaOf(turned(counts), weight), kappaOf(reversed(counts), weight)];
      for (const other of others) {
        expect(other === null).toBe(found === null);
        if (found && other) expect(other.value).toBeCloseTo(found.value, 9);
      }
      if (!found) return;
      expect(found.value).toBeLessThanOrEqual(1 + 1e-9);
      expect(found.value).toBeGreaterThanOrEqual(-1 - 1e-9);
      if (found.low !== null) expect(found.low).toBeLessThanOrEqual(found.value + 1e-9);
      if (found.high !== null) expect(found.high).toBeGreaterThanOrEqual(found.value - 1e-9);
    }));
  });

  test('a class nobody used changes nothing; a nearer disagreement is never worse, weighted', () => {
    const wider = [...dermatologists.map((line) => [...line, 0]), [0, 0, 0, 0, 0]];
    expect(kappaOf(wider, sameClass)?.value).toBeCloseTo(kappaOf(dermatologists, sameClass)?.value ?? 0, 10);
    expect(kappaOf(wider, byDistance)?.low).toBeCloseTo(kappaOf(dermatologists, byDistance)?.low ?? 0, 10);
    expect(kappaOf([[9, 1, 0], [0, 9, 0], [0, 0, 9]], byDistance)?.value).toBeGreaterThan(kappaOf([[9, 0, 1], [0, 9, 0], [0, 0, 9]], byDistance)?.value ?? 1);
  });
});
