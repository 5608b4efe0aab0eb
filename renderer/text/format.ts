import { Temporal } from 'temporal-polyfill';

/** How values are written: dates, times, numbers, ages, names, in both languages. Pure but for `now`. */

export type Language = 'fr' | 'en';

const noBreak = '\u00A0';

const monthsShort: Readonly<Record<Language, readonly string[]>> = {
  fr: ['janv.', 'févr.', 'mars', 'avr.', 'mai', 'juin', 'juill.', 'août', 'sept.', 'oct.', 'nov.', 'déc.'],
  en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
};
const monthsLong: Readonly<Record<Language, readonly string[]>> = {
  fr: ['janvier', 'février', 'mars', 'avril', 'mai', 'juin', 'juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre'],
  en: ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'],
};
const weekdaysShort: Readonly<Record<Language, readonly string[]>> = {
  fr: ['lun.', 'mar.', 'mer.', 'jeu.', 'ven.', 'sam.', 'dim.'],
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
};
const weekdaysLong: Readonly<Record<Language, readonly string[]>> = {
  fr: ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'],
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
};

/** `short` 17 nov. · `medium` 17 nov. 2026 · `long` 17 novembre 2026 · `weekday` mar. 17 nov. · `full` mardi 17 novembre 2026 */
export type DateStyle = 'short' | 'medium' | 'long' | 'weekday' | 'weekdayYear' | 'full';

/** The instant now, in UTC. The only clock of the page. */
export function now(): Temporal.Instant {
  return Temporal.Now.instant();
}

/** Zone of this computer: the first proposal for a new clinic. */
export function machineTimeZone(): string {
  return Temporal.Now.timeZoneId();
}

/** Today's civil date in a zone, `YYYY-MM-DD`. */
export function todayIn(zone: string, at: Temporal.Instant = now()): string {
  // Asked for by every cell of a list: worked out once a minute, since days begin on whole minutes everywhere.
  const minute = Math.floor(at.epochMilliseconds / 60_000);
  if (lastToday?.zone !== zone || lastToday.minute !== minute) lastToday = { zone, minute, date: at.toZonedDateTimeISO(zone).toPlainDate().toString() };
  return lastToday.date;
}

let lastToday: { readonly zone: string; readonly minute: number; readonly date: string } | null = null;

/** A civil date, or a FHIR partial date (`1958`, `1958-06`), kept with its precision. */
export function formatDate(date: string, language: Language, style: DateStyle = 'medium'): string {
  const [year = '', month, day] = date.split('-');
  if (month === undefined) return year;
  const isLong = style === 'long' || style === 'full';
  const monthName = (isLong ? monthsLong : monthsShort)[language][Number(month) - 1] ?? month;
  if (day === undefined) return `${monthName}${noBreak}${year}`;
  const plain = Temporal.PlainDate.from(date);
  const number = language === 'fr' && plain.day === 1 ? '1er' : String(plain.day);
  const withoutYear = language === 'fr' ? `${number}${noBreak}${monthName}` : `${monthName}${noBreak}${number}`;
  const withYear = language === 'fr' ? `${withoutYear}${noBreak}${year}` : `${withoutYear}, ${year}`;
  if (style === 'short') return withoutYear;
  if (style === 'weekdayYear') return joinWeekday(weekdaysShort[language][plain.dayOfWeek - 1] ?? '', withYear, language);
  if (style === 'weekday') return joinWeekday(weekdaysShort[language][plain.dayOfWeek - 1] ?? '', withoutYear, language);
  if (style === 'full') return joinWeekday(weekdaysLong[language][plain.dayOfWeek - 1] ?? '', withYear, language);
  return withYear;
}

function joinWeekday(weekday: string, date: string, language: Language): string {
  return language === 'fr' ? `${weekday}${noBreak}${date}` : `${weekday}, ${date}`;
}

/** A wall time `HH:mm`: "10 h 12", "14 h 00" or "10:12", 24 hours in both. */
export function formatTime(time: string, language: Language): string {
  const [hour = '', minute = ''] = time.split(':');
  return language === 'fr' ? `${Number(hour)}${noBreak}h${noBreak}${minute}` : `${Number(hour)}:${minute}`;
}

/** An instant as the wall time of a zone, `HH:mm`. */
export function wallTime(instant: string, zone: string): string {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainTime().toString({ smallestUnit: 'minute' });
}

/** An instant as the civil date of a zone, `YYYY-MM-DD`. */
export function wallDate(instant: string, zone: string): string {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate().toString();
}

/** An instant in a zone: "17 nov. 2026, 10 h 12". */
export function formatInstant(instant: string, zone: string, language: Language, style: DateStyle = 'medium'): string {
  return `${formatDate(wallDate(instant, zone), language, style)}, ${formatTime(wallTime(instant, zone), language)}`;
}

/** A word as it stands alone or begins a line: with a capital. */
export function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** A language by its name in the language of the page; what is no tag of a language stays as it is written. */
export function formatLanguage(tag: string, language: Language): string {
  const isTag = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(tag);
  return (isTag && (unnamedLanguages[tag]?.[language] ?? new Intl.DisplayNames([`${language}-CA`], { type: 'language' }).of(tag))) || tag;
}

/** Languages spoken in Québec that browsers carry no name for. */
const unnamedLanguages: Readonly<Partial<Record<string, Readonly<Record<Language, string>>>>> = {
  ase: { fr: 'langue des signes américaine', en: 'American Sign Language' }, atj: { fr: 'atikamekw', en: 'Atikamekw' }, cr: { fr: 'cri', en: 'Cree' }, iu: { fr: 'inuktitut', en: 'Inuktitut' },
  kab: { fr: 'kabyle', en: 'Kabyle' }, moe: { fr: 'innu-aimun', en: 'Innu-aimun' },
};

const relativeWords = {
  fr: { '-1': 'hier', '0': 'aujourd’hui', '1': 'demain' },
  en: { '-1': 'yesterday', '0': 'today', '1': 'tomorrow' },
} as const;

/** A date near today as a word, else `style`; the year is added when it is another. */
export function formatRelativeDay(date: string, today: string, language: Language, style: DateStyle = 'weekday'): string {
  const days = daysBetween(today, date);
  if (days >= -1 && days <= 1) return relativeWords[language][String(days) as '-1' | '0' | '1'];
  return date.slice(0, 4) === today.slice(0, 4) ? formatDate(date, language, style) : formatDate(date, language, 'medium');
}

/** Whole days from one civil date to another; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(to, { largestUnit: 'day' }).days;
}

/**
 * Age at `today`: years, and under two years months, under one month days.
 * `null` when a partial birth date leaves more than a year of doubt or lies ahead.
 */
export function ageAt(birthDate: string, today: string): { readonly value: number; readonly unit: 'year' | 'month' | 'day' } | null {
  if (birthDate.length < 10) return ageFromPartialDate(birthDate, today);
  const lived = Temporal.PlainDate.from(birthDate).until(today, { largestUnit: 'year' });
  if (lived.sign < 0) return null;
  if (lived.years >= 2) return { value: lived.years, unit: 'year' };
  const months = lived.years * 12 + lived.months;
  return months >= 1 ? { value: months, unit: 'month' } : { value: lived.days, unit: 'day' };
}

function ageFromPartialDate(birthDate: string, today: string): { readonly value: number; readonly unit: 'year' } | null {
  const [year = '', month] = birthDate.split('-');
  const years = Number(today.slice(0, 4)) - Number(year);
  const value = month !== undefined && today.slice(5, 7) < month ? years - 1 : years;
  return value >= 0 ? { value, unit: 'year' } : null;
}

const ageWords = {
  fr: { year: ['an', 'ans'], month: ['mois', 'mois'], day: ['jour', 'jours'] },
  en: { year: ['year', 'years'], month: ['month', 'months'], day: ['day', 'days'] },
} as const;

/** "68 ans", "14 mois", "68 years"; empty when unknown. */
export function formatAge(birthDate: string | null, today: string, language: Language): string {
  const age = birthDate === null ? null : ageAt(birthDate, today);
  if (!age) return '';
  const [one, many] = ageWords[language][age.unit];
  const isOne = language === 'fr' ? age.value < 2 : age.value === 1;
  return `${age.value}${noBreak}${isOne ? one : many}`;
}

/** A number: "1 284,5" (no-break thin space) or "1,284.5". `digits` fixes the decimals. */
export function formatNumber(value: number, language: Language, digits?: number): string {
  const kind = `${language}${digits ?? ''}`;
  const format = numberFormats.get(kind) ?? numberFormat(language, digits);
  numberFormats.set(kind, format);
  return format.format(value).replace('-', '\u2212');
}

/** Making one costs more than writing a hundred numbers with it. */
const numberFormats = new Map<string, Intl.NumberFormat>();

function numberFormat(language: Language, digits: number | undefined): Intl.NumberFormat {
  const options = digits === undefined ? { maximumFractionDigits: 6 } : { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return new Intl.NumberFormat(language === 'fr' ? 'fr-FR' : 'en-CA', options);
}

/** "Béland, Maryse": how lists and headings name a person. */
export function formatName(person: { readonly familyName: string; readonly givenName: string }): string {
  return person.givenName ? `${person.familyName}, ${person.givenName}` : person.familyName;
}

/** "GL" for "Geneviève Lachance": at most two letters, first and last word. */
export function initials(name: string): string {
  const words = name.replace(/^(Dre?|Dr\.|Mme|M\.)\s+/u, '').split(/[\s,]+/u).filter((word) => /^\p{L}/u.test(word));
  const [first = '', last = ''] = [words[0], words.length > 1 ? words.at(-1) : ''];
  return (Array.from(first)[0] ?? '').toUpperCase() + (Array.from(last ?? '')[0] ?? '').toUpperCase();
}

/** "1 57 01 67 482 145 62": a French NIR in its printed groups. Another text stays as it is. */
export function groupNir(nir: string): string {
  const parts = /^([\dA-Z])(\d{2})(\d{2})(\d[\dAB])(\d{3})(\d{3})(\d{2})$/.exec(nir);
  return parts ? parts.slice(1).join(noBreak) : nir;
}

/** A Québec insurance number in its groups: "GAUH 5856 2113". */
export function groupNam(nam: string): string {
  const compact = nam.replace(/\s/g, '').toUpperCase();
  return compact.length === 12 ? `${compact.slice(0, 4)}${noBreak}${compact.slice(4, 8)}${noBreak}${compact.slice(8)}` : nam;
}

/** The same, masked for lists: "GAUH •••• ••13". */
export function maskNam(nam: string): string {
  const compact = nam.replace(/\s/g, '').toUpperCase();
  return compact.length === 12 ? `${compact.slice(0, 4)}${noBreak}••••${noBreak}••${compact.slice(10)}` : '••••';
}
