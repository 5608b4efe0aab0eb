import type { Language } from '#contract/values.ts';

/** "17 novembre 2026" or "November 17, 2026"; a partial date as it is. */
export function dateIn(language: Language, date: string): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  if (date.length !== 10) return date;
  return new Intl.DateTimeFormat(language === 'fr' ? 'fr-CA' : 'en-CA', { dateStyle: 'long', timeZone: 'UTC' }).format(Date.UTC(year, month - 1, day));
}

/** "10 h 12" or "10:12 a.m." of a time of day `HH:mm`. */
export function timeIn(language: Language, time: string): string {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  if (language === 'fr') return `${String(hour)}\u00A0h${minute === 0 ? '' : `\u00A0${String(minute).padStart(2, '0')}`}`;
  return `${String(hour % 12 === 0 ? 12 : hour % 12)}:${String(minute).padStart(2, '0')}\u00A0${hour < 12 ? 'a.m.' : 'p.m.'}`;
}
