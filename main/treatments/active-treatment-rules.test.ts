import { describe, expect, test } from 'vitest';
import type { DosePeriod } from '#contract/treatments.ts';
import { activeTreatments, type KnownLine } from './active-treatment-rules.ts';

const period = (from: string | null, amount: number, perDays = 7): DosePeriod => ({ from, to: null, dose: { amount, unit: 'mg', times: 1, perDays, asNeeded: false }, route: 'SC', text: null });
const line = (part: Partial<KnownLine>): KnownLine => ({ id: 'a', ingredient: 'methotrexate', text: 'Méthotrexate', atc: 'L04AX03', drugClass: 'csDMARD', status: 'active', startedOn: '2020-03-01', endedOn: null, doses: [period('2020-03-01', 15)], recordedOn: '2020-03-05', ...part });

describe('what somebody takes on a day', () => {
  test('the dose of that day, and since when it is another', () => {
    const changed = line({ doses: [period('2020-03-01', 15), period('2021-06-15', 20)] });
    expect(activeTreatments([changed], '2026-11-22')).toEqual([
      { id: 'a', ingredient: 'methotrexate', atc: 'L04AX03', drugClass: 'csDMARD', startedOn: '2020-03-01', endedOn: null, doseChangedOn: '2021-06-15', dose: { amount: 20, unit: 'mg', everyDays: 7 }, route: 'SC' },
    ]);
    expect(activeTreatments([changed], '2021-01-01')).toMatchObject([{ doseChangedOn: null, dose: { amount: 15 } }]);
    expect(activeTreatments([changed], '2020-02-28')).toEqual([]);
  });

  test('renewed prescriptions are one drug, since the first of them; the last known dose holds', () => {
    const renewals = [line({ id: 'b', startedOn: '2024-01-01', doses: [period('2024-01-01', 25)] }), line({ id: 'c', startedOn: '2025', doses: [] }), line({})];
    expect(activeTreatments(renewals, '2026-11-22')).toMatchObject([{ id: 'b', startedOn: '2020-03-01', dose: { amount: 25 } }]);
  });

  test('masses are in milligrams; partial dates are their first day; a drug not in the catalogue goes by its words; without a start, the day it was put on file', () => {
    const grams = line({ ingredient: 'mycophenolate', doses: [{ ...period(null, 1), dose: { amount: 1, unit: 'g', times: 2, perDays: 1, asNeeded: false } }], startedOn: '2023' });
    const other = line({ id: 'z', ingredient: null, text: 'Autre', startedOn: null, doses: [{ ...period(null, 5), dose: { amount: 5, unit: 'mL', times: 1, perDays: 1, asNeeded: false } }] });
    expect(activeTreatments([grams, other], '2026-11-22')).toMatchObject([
      { ingredient: 'Autre', startedOn: '2020-03-05', dose: { amount: 5, unit: 'mL', everyDays: 1 } },
      { ingredient: 'mycophenolate', startedOn: '2023-01-01', dose: { amount: 1000, unit: 'mg', everyDays: 0.5 } },
    ]);
  });
});
