import { parseTypedDate } from './typed-date.ts';

/** What a search that found nobody already says of the person to register. */
export interface SearchedPerson {
  readonly familyName: string;
  readonly givenName: string;
  readonly nam: string;
  /** `YYYY-MM-DD` or empty. */
  readonly birthDate: string;
  readonly fileNumber: string;
}

const nam = /\b[A-Za-z]{4}[\s-]?\d{4}[\s-]?\d{2}[0-9A-Za-z]\d\b/;
const dates = /\b(?:\d{4}[-/]\d{1,2}[-/]\d{1,2}|\d{1,2}[-/]\d{1,2}[-/]\d{4}|(?:19|20)\d{6}|\d{1,2}(?:er)? \p{L}{3,9}\.? (?:19|20)\d{2})\b/u;

/** Splits a searched text: number, date, then "family given" or "family, given"; digits alone are a file number. */
export function personFromSearch(text: string): SearchedPerson {
  const number = nam.exec(text)?.[0] ?? '';
  const withoutNumber = text.replace(number, ' ');
  const date = dates.exec(withoutNumber)?.[0] ?? '';
  const birthDate = parseTypedDate(date) ?? '';
  const rest = (birthDate ? withoutNumber.replace(date, ' ') : withoutNumber).replace(/\s+/g, ' ').trim();
  const known = { nam: number.toUpperCase(), birthDate };
  if (/\d/.test(rest)) return { ...known, familyName: '', givenName: '', fileNumber: rest };
  const [family = '', given = ''] = rest.includes(',') ? rest.split(/,(.*)/) : rest.split(/ (.*)/);
  return { ...known, familyName: capitalize(family), givenName: capitalize(given), fileNumber: '' };
}

/** "saint-onge" → "Saint-Onge"; what already has capitals stays. */
function capitalize(name: string): string {
  const trimmed = name.trim();
  return trimmed === trimmed.toLowerCase() ? trimmed.replace(/(^|[\s-])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase()) : trimmed;
}
