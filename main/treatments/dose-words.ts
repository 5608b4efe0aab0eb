import type { Dose, Route } from '#contract/treatments.ts';
import type { Language } from '#contract/values.ts';
import words from './dose-words.json' with { type: 'json' };

const options = { maximumFractionDigits: 3, useGrouping: false } as const;
const numbers: Readonly<Record<Language, Intl.NumberFormat>> = { fr: new Intl.NumberFormat('fr-CA', options), en: new Intl.NumberFormat('en-CA', options) };

/** A dose in words, for whoever reads it outside Relais: « 15 mg SC une fois par semaine ». */
export function doseText({ amount, unit, times, perDays, asNeeded }: Dose, route: Route | null, language: Language): string {
  const say = words[language];
  const number = (value: number): string => numbers[language].format(value);
  const period = Object.hasOwn(say.period, String(perDays)) ? say.period[String(perDays) as keyof typeof say.period] : say.otherPeriod.replace('{{days}}', number(perDays));
  const often = times === 1 ? say.once : say.often.replace('{{times}}', String(times));
  return [`${number(amount)} ${unit}`, route, often, period, asNeeded ? say.asNeeded : null].filter((part) => part !== null).join(' ');
}
