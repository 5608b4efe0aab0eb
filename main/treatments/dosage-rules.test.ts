import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Dose } from '#contract/treatments.ts';
import { dosage } from '../imports/fhir/fhir-dosage.ts';
import { keptList } from '../imports/fhir/element-pruning.ts';
import { dosageBounded, dosageChanged, dosePeriods, firstDosage } from './dosage-rules.ts';

const weekly: Dose = { amount: 15, unit: 'mg', times: 1, perDays: 7, asNeeded: false };
const line = { startedOn: '2020-03-01', endedOn: null };
const received = (one: object) => dosePeriods(JSON.stringify([one]), line)[0];

describe('doses received', () => {
  test.each([
    [{ frequency: 1, period: 1, periodUnit: 'wk' }, { times: 1, perDays: 7 }],
    [{ frequency: 2, period: 1, periodUnit: 'd' }, { times: 2, perDays: 1 }],
    [{ frequency: 1, period: 8, periodUnit: 'h' }, { times: 3, perDays: 1 }],
    [{ period: 14, periodUnit: 'd' }, { times: 1, perDays: 14 }],
    [{ frequency: 6, period: 1, periodUnit: 'wk' }, { times: 6, perDays: 7 }],
  ])('%j', (repeat, rhythm) => {
    expect(received({ timing: { repeat }, doseAndRate: [{ doseQuantity: { value: 15, unit: 'mg' } }] })?.dose).toEqual({ amount: 15, unit: 'mg', asNeeded: false, ...rhythm });
  });

  test('nothing is guessed: words stay words, an amount without a rhythm is no dose, an unknown unit neither', () => {
    expect(received({ text: '15 mg par semaine' })).toEqual({ from: '2020-03-01', to: null, dose: null, route: null, text: '15 mg par semaine' });
    expect(received({ doseAndRate: [{ doseQuantity: { value: 15, unit: 'mg' } }] })?.dose).toBeNull();
    expect(received({ timing: { repeat: { period: 1, periodUnit: 'd' } }, doseAndRate: [{ doseQuantity: { value: 2, unit: 'puffs' } }] })?.dose).toBeNull();
    expect(dosePeriods('not json', line)).toMatchObject([{ text: 'not json', dose: null }]);
    expect(dosePeriods(null, line)).toEqual([]);
  });
});

describe('doses entered', () => {
  const first = firstDosage({ from: '2020-03-01', dose: weekly, route: 'SC', text: '15 mg SC' }, null);
  const second = dosageChanged(first, { from: '2021-06-15', dose: { ...weekly, amount: 20 }, route: 'SC', text: '20 mg SC' }, '2020-03-01');

  test('a change ends one period and begins another', () => {
    expect(dosePeriods(second, line).map(({ from, to, dose }) => [from, to, dose?.amount])).toEqual([['2020-03-01', '2021-06-15', 15], ['2021-06-15', null, 20]]);
  });

  test('a change on the day of another, or before it, takes its place', () => {
    const again = dosageChanged(second, { from: '2021-06-15', dose: { ...weekly, amount: 25 }, route: 'PO', text: '25' }, '2020-03-01');
    expect(dosePeriods(again, line).map(({ dose }) => dose?.amount)).toEqual([15, 25]);
    const earlier = dosageChanged(second, { from: '2020-03-01', dose: { ...weekly, amount: 10 }, route: null, text: '10' }, '2020-03-01');
    expect(dosePeriods(earlier, line).map(({ dose }) => dose?.amount)).toEqual([10]);
  });

  test('words received stay as the period before', () => {
    const changed = dosageChanged(JSON.stringify([{ text: '15 mg/sem' }]), { from: '2021-06-15', dose: weekly, route: null, text: 'x' }, '2020-03');
    expect(dosePeriods(changed, line).map(({ from, to, text }) => [from, to, text])).toEqual([['2020-03', '2021-06-15', '15 mg/sem'], ['2021-06-15', null, 'x']]);
  });

  test('an end closes the last period, another beginning moves the first', () => {
    expect(dosePeriods(dosageBounded(second, { startedOn: '2020-01', endedOn: '2022-02-02' }), line).map(({ from, to }) => [from, to])).toEqual([['2020-01', '2021-06-15'], ['2021-06-15', '2022-02-02']]);
    expect(dosageBounded(dosageBounded(second, { startedOn: '2020-03-01', endedOn: '2022-02-02' }), { startedOn: '2020-03-01', endedOn: null })).toBe(second);
    expect(dosageBounded('[{"text":"x"}]', { startedOn: '2020', endedOn: null })).toBe('[{"text":"x"}]');
    expect(dosageBounded(null, { startedOn: '2020', endedOn: null })).toBeNull();
  });

  const doses = fc.record({ amount: fc.double({ min: 0.5, max: 1000, noNaN: true }), unit: fc.constantFrom('mg', 'g', 'µg', 'IU', 'mL'), times: fc.integer({ min: 1, max: 24 }), perDays: fc.integer({ min: 1, max: 400 }), asNeeded: fc.boolean() }) as fc.Arbitrary<Dose>;
  test('what is written is valid FHIR, is read as it was meant, and comes back from an import letter for letter', () => {
    fc.assert(fc.property(doses, fc.constantFrom('SC', null), fc.array(fc.integer({ min: 1, max: 27 }), { maxLength: 4 }), (dose, route, days) => {
      let json = firstDosage({ from: '2020-01-01', dose, route, text: 'dose' }, null);
      for (const [index, day] of days.entries()) json = dosageChanged(json, { from: `2021-0${index + 1}-${String(day).padStart(2, '0')}`, dose, route, text: 'dose' }, '2020-01-01');
      const periods = dosePeriods(json, { startedOn: '2020-01-01', endedOn: null });
      expect(periods).toHaveLength(days.length + 1);
      for (const period of periods) expect(period).toMatchObject({ dose, route });
      const kept = (JSON.parse(json) as unknown[]).map((one) => dosage.parse(one));
      expect(keptList(kept)).toBe(json);
    }));
  });
});
