import type { Language } from '#contract/values.ts';
import { localDateTime } from '../appointments/wall-time.ts';

/** How documents write dates, times and numbers, as the page does. Pure. */

const noBreak = '\u00A0';
const months: Readonly<Record<Language, readonly string[]>> = {
  fr: ['janvier', 'février', 'mars', 'avril', 'mai', 'juin', 'juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre'],
  en: ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'],
};

/** A civil date, a partial one (`1958`, `1958-06`) kept as it is precise, or the date part of an instant as received. */
export function writtenDate(date: string | null, language: Language): string {
  if (date === null) return '';
  const [year = '', month, day] = date.slice(0, 10).split('-');
  const name = month === undefined ? undefined : months[language][Number(month) - 1];
  if (name === undefined) return year;
  if (day === undefined) return `${name}${noBreak}${year}`;
  const number = language === 'fr' && Number(day) === 1 ? '1er' : String(Number(day));
  return language === 'fr' ? `${number}${noBreak}${name}${noBreak}${year}` : `${name}${noBreak}${number}, ${year}`;
}

/** An instant as the wall clock of a zone has it: "17 novembre 2026, 10 h 12". */
export function writtenInstant(instant: string, zone: string, language: Language): string {
  return writtenLocal(localDateTime(instant, zone), language);
}

/** A wall date and time `YYYY-MM-DDTHH:mm`. */
export function writtenLocal(local: string, language: Language): string {
  const [date = '', time = ''] = local.split('T');
  const [hour = '', minute = ''] = time.split(':');
  return `${writtenDate(date, language)}, ${language === 'fr' ? `${Number(hour)}${noBreak}h${noBreak}${minute}` : `${Number(hour)}:${minute}`}`;
}

/** A number with the comma or point of the language, as precise as it is. */
export function writtenNumber(value: number, language: Language): string {
  return new Intl.NumberFormat(language === 'fr' ? 'fr-FR' : 'en-CA', { maximumFractionDigits: 6 }).format(value).replace('-', '\u2212');
}
