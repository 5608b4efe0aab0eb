import { type Dose, doseUnits, type Route, routes } from '#contract/treatments.ts';
import { readNumber } from '../text/typed-number.ts';

/** A dose as it is typed: an amount in words, a rhythm from a list or in numbers. */

/** How often: so many times in so many days. */
export const rhythms = {
  daily: [1, 1], twiceDaily: [2, 1], threeDaily: [3, 1], sixDays: [6, 7], fiveDays: [5, 7], weekly: [1, 7], twiceWeekly: [2, 7],
  twoWeeks: [1, 14], threeWeeks: [1, 21], fourWeeks: [1, 28], sixWeeks: [1, 42], eightWeeks: [1, 56], twelveWeeks: [1, 84], sixMonths: [1, 182], yearly: [1, 365],
} as const;
export type Rhythm = keyof typeof rhythms;
export const rhythmKeys = Object.keys(rhythms) as Rhythm[];

export interface DoseForm {
  readonly amount: string;
  readonly unit: Dose['unit'];
  readonly rhythm: Rhythm | 'other';
  readonly times: string;
  readonly perDays: string;
  readonly asNeeded: boolean;
  readonly route: Route | '';
}

export const emptyDose: DoseForm = { amount: '', unit: 'mg', rhythm: 'daily', times: '1', perDays: '1', asNeeded: false, route: 'PO' };

/** The rhythm of the list that says the same; null for another. */
export function rhythmOf({ times, perDays }: Pick<Dose, 'times' | 'perDays'>): Rhythm | null {
  return rhythmKeys.find((key) => rhythms[key][0] === times && rhythms[key][1] === perDays) ?? null;
}

/** A form that says this dose; `write` turns a number into words. */
export function doseFormOf(dose: Dose | null, route: string | null, write: (value: number) => string): DoseForm {
  const known = routes.find((one) => one === route) ?? '';
  if (dose === null) return { ...emptyDose, route: known };
  const { amount, unit, times, perDays, asNeeded } = dose;
  return { amount: write(amount), unit, rhythm: rhythmOf(dose) ?? 'other', times: String(times), perDays: write(perDays), asNeeded, route: known };
}

/** The dose that is typed; null while no amount is, `invalid` where it cannot be one. */
export function typedDose({ amount, unit, rhythm, times, perDays, asNeeded }: DoseForm): Dose | null | 'invalid' {
  const value = readNumber(amount);
  if (value === null) return null;
  const [often, days] = rhythm === 'other' ? [readNumber(times), readNumber(perDays)] : rhythms[rhythm];
  const isTyped = typeof value === 'number' && typeof often === 'number' && typeof days === 'number';
  if (!isTyped || value <= 0 || value > 100_000 || !Number.isInteger(often) || often < 1 || often > 24 || days <= 0 || days > 800) return 'invalid';
  return { amount: value, unit, times: often, perDays: days, asNeeded };
}

export const units: readonly Dose['unit'][] = doseUnits;
