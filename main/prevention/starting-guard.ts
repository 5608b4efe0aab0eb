import type { DrugClass, GuardFinding } from '#contract/treatments.ts';
import type { Language } from '#contract/values.ts';
import type { ReadExecutor } from '../platform/database/schema.ts';
import { openItems } from './checklist-rules.ts';
import { shifted } from './date-rules.ts';
import { builtInChecklist, sourceOf } from './prevention-content.ts';
import type { PreventionReader } from './prevention-facts.ts';

/** A guard of treatments: a biologic or targeted drug is started on a checklist that is whole, or with a reason. */

const { classes, except, guard, startWithinDays } = builtInChecklist.body;
export const startingGuardCode = 'pre-biologic';

/** What is open of the checklist, as a guard finding, with it in words as the line keeps it; null where nothing is asked. */
export function createStartingGuard(reader: PreventionReader) {
  return async (db: ReadExecutor, patientId: string, starting: { readonly ingredient: string; readonly drugClass: DrugClass; readonly from: string; readonly today: string }, language: Language): Promise<{ readonly finding: GuardFinding; readonly detail: string } | null> => {
    const { ingredient, drugClass, from, today } = starting;
    // A line that began long ago is entered, not started.
    if (!classes.includes(drugClass) || except.includes(ingredient) || from < shifted(today, { days: -startWithinDays })) return null;
    const open = openItems(await reader.checklistOf(db, patientId, ingredient, from));
    if (open.length === 0) return null;
    const inLanguage = (one: Language): string => guard[one].replace('{{count}}', String(open.length)).replace('{{items}}', open.map(({ label }) => label[one]).join('; '));
    return { finding: { code: startingGuardCode, asks: true, text: { fr: inLanguage('fr'), en: inLanguage('en') }, source: sourceOf('BSR2018') }, detail: open.map(({ label, state }) => `${label[language]} (${stateWords[language][state === 'abnormal' || state === 'expired' ? state : 'missing']})`).join('; ') };
  };
}

const stateWords = { fr: { abnormal: 'anormal', missing: 'manque', expired: 'trop ancien' }, en: { abnormal: 'abnormal', missing: 'missing', expired: 'too old' } } as const;

export type StartingGuard = ReturnType<typeof createStartingGuard>;
