/** Clinical values as a person reads them. Pure. */

/** "Anemia (disorder)" → "Anemia": the tag SNOMED names end with says nothing to a clinician. */
export function withoutTag(text: string): string {
  return text.replace(/\s\((disorder|finding|situation|procedure|event|morphologic abnormality|person|regime\/therapy)\)$/u, '');
}

/** A computed value such as 27.4937193 cut to what can be read, never under the precision of its whole part. */
export function roundForReading(value: number): number {
  if (Number.isInteger(value)) return value;
  const wholeDigits = Math.trunc(Math.abs(value)).toString().length;
  return Number(value.toPrecision(Math.max(4, wholeDigits + 1)));
}

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** A UCUM unit as it is written on paper: "mm[Hg]" → "mmHg", "10*3/uL" → "10³/µL", "{score}" → "score". */
export function readableUnit(unit: string): string {
  return unit
    .replace(/\[(\w+)\]/g, '$1')
    .replace(/\{(.*?)\}/g, '$1')
    .replace(/10\*(\d)/g, (_, power: string) => `10${superscripts[Number(power)] ?? ''}`)
    .replace(/\bu([LgGm])/g, 'µ$1');
}

/** What a component adds to the name of its test: "Systolic Blood Pressure" of "Blood Pressure" → "Systolic". */
export function componentName(component: string, test: string): string {
  return component.replace(new RegExp(`\\s*${test.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*`, 'i'), '').trim() || component;
}

/** "Allergy to nut" → "nut", where the word allergy stands already. */
export function allergen(text: string): string {
  return withoutTag(text).replace(/^allerg(?:y to|ie (?:à la|à l’|à|aux?)) */iu, '');
}

/** SNOMED CT: "No known allergy", and the same of drugs, food, the environment, insects and latex. */
const noneKnown = new Set(['716186003', '409137002', '429625007', '428607008', '428197003', '1003774007']);

/** Whether an allergy's line says that there is none: a record of its absence is no allergy, and is not counted as one. */
export function saysNoAllergy({ code, text }: { readonly code: string | null; readonly text: string }): boolean {
  return (code !== null && noneKnown.has(code)) || /^\s*(no known( \w+){0,2} allerg|aucune allergie( \S+){0,2} connue)/iu.test(text);
}

/** Whether it says so of every allergy, not of drugs or food alone. */
export function saysNoneAtAll({ code, text }: { readonly code: string | null; readonly text: string }): boolean {
  return code === '716186003' || /^\s*(no known allerg|aucune allergie connue)/iu.test(text);
}

/** How a result stands to its range, from the FHIR code of its interpretation. */
export type Standing = 'high' | 'low' | 'abnormal' | null;

const standings: Readonly<Record<string, Standing>> = { H: 'high', HH: 'high', HU: 'high', '>': 'high', L: 'low', LL: 'low', LU: 'low', '<': 'low', A: 'abnormal', AA: 'abnormal' };

/** `null` for a normal result and for one nobody has judged. */
export function standingOf(interpretation: string | null): Standing {
  return interpretation === null ? null : (standings[interpretation] ?? null);
}

/** Categories of results in the order of reading; anything else is `other`. */
export const resultCategories = ['laboratory', 'vital-signs', 'survey', 'social-history', 'imaging', 'procedure', 'exam', 'activity', 'therapy', 'other'] as const;
export type ResultCategory = (typeof resultCategories)[number];

/** The category of a result, as the catalogue names it. */
export function categoryOf(category: string | null): ResultCategory {
  return resultCategories.find((known) => known === category) ?? 'other';
}

const openStatuses = new Set(['active', 'recurrence', 'relapse']);

/** Whether a problem or allergy still holds. */
export function isOpen(clinicalStatus: string | null, endedOn: string | null = null): boolean {
  return clinicalStatus === null ? endedOn === null : openStatuses.has(clinicalStatus);
}
