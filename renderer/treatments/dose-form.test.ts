import { describe, expect, test } from 'vitest';
import { doseFormOf, emptyDose, rhythmKeys, rhythmOf, rhythms, typedDose } from './dose-form.ts';

const write = (value: number): string => String(value).replace('.', ',');

describe('a dose being typed', () => {
  test('nothing typed is no dose; words are none either', () => {
    expect(typedDose(emptyDose)).toBeNull();
    for (const wrong of [{ amount: 'dix' }, { amount: '0' }, { amount: '-5' }, { amount: '10', rhythm: 'other' as const, times: '1,5' }, { amount: '10', rhythm: 'other' as const, perDays: '' }, { amount: '10', rhythm: 'other' as const, perDays: '900' }]) {
      expect(typedDose({ ...emptyDose, ...wrong })).toBe('invalid');
    }
  });

  test('every rhythm of the list is read back as itself', () => {
    for (const key of rhythmKeys) {
      const dose = typedDose({ ...emptyDose, amount: '12,5', rhythm: key });
      expect(dose).toMatchObject({ amount: 12.5, times: rhythms[key][0], perDays: rhythms[key][1] });
      expect(doseFormOf(dose === 'invalid' ? null : dose, 'PO', write)).toMatchObject({ amount: '12,5', rhythm: key, route: 'PO' });
    }
  });

  test('another rhythm is said in numbers', () => {
    const dose = { amount: 400, unit: 'mg', times: 3, perDays: 10.5, asNeeded: true } as const;
    expect(rhythmOf(dose)).toBeNull();
    expect(typedDose(doseFormOf(dose, 'ID', write))).toEqual(dose);
  });
});
