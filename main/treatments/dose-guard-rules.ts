import type { Dose, DrugClass, GuardFinding } from '#contract/treatments.ts';
import type { Bilingual } from '#contract/triage.ts';

/** What is to be looked at again before a dose is written. The guards are data with their sources. Pure. */

interface GuardBase {
  readonly code: string;
  readonly source: string;
  readonly asks: boolean;
  readonly text: Bilingual;
}
export type DoseGuard = GuardBase &
  (
    | { readonly kind: 'shortest-interval'; readonly ingredients: readonly string[]; readonly days: number }
    | { readonly kind: 'daily-per-kilogram'; readonly ingredients: readonly string[]; readonly most: number; readonly unknown: Bilingual }
    | { readonly kind: 'one-at-a-time'; readonly classes: readonly DrugClass[] }
    | { readonly kind: 'same-drug' }
  );

/** What is wanted, and what is taken already. */
export interface Plan {
  readonly ingredient: string | null;
  readonly drugClass: DrugClass;
  readonly dose: Dose | null;
  readonly weightKg: number | null;
  /** Other lines taken at the same time. */
  readonly others: readonly { readonly ingredient: string | null; readonly drugClass: DrugClass; readonly name: string }[];
  /** A new line, not another dose of one. */
  readonly isNew: boolean;
}

const milligrams: Readonly<Record<string, number>> = { mg: 1, g: 1000, 'µg': 0.001 };

/** Days from one dose to the next, on average. */
export function everyDays({ times, perDays }: Pick<Dose, 'times' | 'perDays'>): number {
  return perDays / times;
}

/** Milligrams a day on average; null for a dose that is not a mass. */
export function dailyMilligrams(dose: Dose): number | null {
  const factor = milligrams[dose.unit];
  return factor === undefined ? null : (dose.amount * factor) / everyDays(dose);
}

/** What the guards say of a plan, each with its source. */
export function findingsOf(plan: Plan, guards: readonly DoseGuard[], sources: readonly { readonly code: string; readonly label: Bilingual }[]): readonly GuardFinding[] {
  return guards.flatMap((guard) => {
    const found = look(guard, plan);
    const source = sources.find(({ code }) => code === guard.source)?.label ?? guard.text;
    return found === null ? [] : [{ code: guard.code, asks: guard.asks && found.asks !== false, source, text: filledIn(found.text ?? guard.text, found.numbers ?? {}, found.words ?? {}) }];
  });
}

interface Found {
  readonly asks?: boolean;
  readonly text?: Bilingual;
  readonly numbers?: Readonly<Record<string, number>>;
  readonly words?: Readonly<Record<string, string>>;
}

function look(guard: DoseGuard, { ingredient, drugClass, dose, weightKg, others, isNew }: Plan): Found | null {
  switch (guard.kind) {
    case 'shortest-interval':
      return ingredient !== null && guard.ingredients.includes(ingredient) && dose !== null && everyDays(dose) < guard.days ? { numbers: { days: everyDays(dose) } } : null;
    case 'daily-per-kilogram': {
      const daily = dose === null ? null : dailyMilligrams(dose);
      if (ingredient === null || !guard.ingredients.includes(ingredient) || daily === null) return null;
      if (weightKg === null) return { asks: false, text: guard.unknown };
      const limit = guard.most * weightKg;
      return daily > limit ? { numbers: { daily, kg: weightKg, perKg: daily / weightKg, most: guard.most, limit } } : null;
    }
    case 'one-at-a-time': {
      const other = guard.classes.includes(drugClass) && isNew ? others.find((one) => guard.classes.includes(one.drugClass) && (ingredient === null || one.ingredient !== ingredient)) : undefined;
      return other ? { words: { other: other.name } } : null;
    }
    case 'same-drug': {
      const other = ingredient !== null && isNew ? others.find((one) => one.ingredient === ingredient) : undefined;
      return other ? { words: { other: other.name } } : null;
    }
  }
}

function filledIn(text: Bilingual, numbers: Readonly<Record<string, number>>, words: Readonly<Record<string, string>>): Bilingual {
  const inLanguage = (language: 'fr' | 'en'): string =>
    text[language].replace(/\{\{(\w+)\}\}/g, (_all, name: string) => {
      const number = numbers[name];
      return number === undefined ? (words[name] ?? '') : new Intl.NumberFormat(language === 'fr' ? 'fr-CA' : 'en-CA', { maximumFractionDigits: 2 }).format(number);
    });
  return { fr: inLanguage('fr'), en: inLanguage('en') };
}
