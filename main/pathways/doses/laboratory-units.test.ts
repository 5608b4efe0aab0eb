import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { builtInPathways } from '../pathway-content.ts';
import { laboratoryFact, proposedValue, type RecordedResult } from './laboratory-rules.ts';
import { unitReading } from './laboratory-units.ts';

const facts = new Map(builtInPathways.flatMap(({ body }) => body.facts.map((fact) => [fact.code, fact] as const)));
const today = '2026-11-16';
const result = (code: string, number: number | null, unit: string | null, part: Partial<RecordedResult> = {}): RecordedResult => ({ id: 'r', codes: [code], on: today, number, upper: null, lower: null, unit, unitCode: null, ...part });
const proposed = (fact: string, one: RecordedResult) => {
  const of = laboratoryFact(facts.get(fact));
  if (!of) throw new Error(fact);
  return proposedValue(of, [one], { today, reading: (given, ucum) => unitReading(ucum, given) });
};

describe('values of the laboratory in another unit', () => {
  test.each([
    ['bilirubin', '1975-2', 0.7, 'mg/dL', 11.973], ['bilirubin', '1975-2', 1.5, 'mg/dl', 25.656], ['ck', '2157-6', 3.2, 'µkat/L', 192], ['ck', '2157-6', 3.2, 'ukat/L', 192], ['alt', '1742-6', 500, 'nkat/L', 30], ['tsh', '3016-3', 2.5, 'µIU/mL', 2.5], ['tsh', '3016-3', 2.5, 'uUI/mL', 2.5],
    // Known to the monitoring of treatments.
    ['creatinine', '2160-0', 0.9, 'mg/dL', 79.56],
  ])('%s (%s) of %d %s reads %d, and is told as converted', (fact, code, number, unit, value) => {
    expect(proposed(fact, result(code, number, unit))).toMatchObject({ value, convertedFrom: { value: number, unit } });
  });

  test.each([
    ['bilirubin', '14631-6', 12, 'µmol/L'], ['bilirubin', '14631-6', 12, 'umol/L'], ['ck', '2157-6', 90, 'U/L'], ['ck', '2157-6', 90, 'IU/L'], ['tsh', '3016-3', 2.5, 'mU/L'], ['tsh', '11580-8', 2.5, 'mUI/L'],
  ])('%s (%s) of %d %s is read as it is', (fact, code, number, unit) => {
    expect(proposed(fact, result(code, number, unit))).toMatchObject({ value: number, convertedFrom: null });
  });

  test.each([
    ['bilirubin', '1975-2', 0.7, 'g/L'], ['bilirubin', '1975-2', 0.7, 'mmol/L'], ['bilirubin', '1975-2', 0.7, null], ['ck', '2157-6', 3.2, 'ng/mL'], ['tsh', '3016-3', 2.5, 'ng/L'], ['tsh', '3016-3', 2.5, 'U/L'],
  ])('%s (%s) of %d %s is not converted: nobody knows that unit', (fact, code, number, unit) => {
    expect(proposed(fact, result(code, number, unit))).toBeNull();
  });

  test('the limit of the laboratory goes with it; a code of the unit counts before its words', () => {
    expect(proposed('bilirubin-upper', result('1975-2', null, 'mg/dL', { upper: 1.2 }))).toMatchObject({ value: 20.525, convertedFrom: { value: 1.2, unit: 'mg/dL' } });
    expect(proposed('ck', result('2157-6', 3, 'autre', { unitCode: 'ukat/L' }))).toMatchObject({ value: 180, convertedFrom: { value: 3, unit: 'autre' } });
  });

  test('there and back is where one began, within what is shown', () => {
    fc.assert(fc.property(fc.double({ min: 0.1, max: 50, noNaN: true }), (number) => {
      const there = unitReading('umol/L', { codes: ['1975-2'], unit: 'mg/dL', unitCode: null });
      const back = unitReading('mg/dL', { codes: ['1975-2'], unit: 'µmol/L', unitCode: null });
      return there !== null && back !== null && Math.abs(number * there.times * back.times - number) < 1e-9;
    }));
  });
});
