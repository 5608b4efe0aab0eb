/** What a number of a workbook means, from its format. Pure. */

/** How the numbers of a cell style are shown: as a date, padded with zeros, or as they are. */
export type NumberStyle = { readonly kind: 'date' } | { readonly kind: 'padded'; readonly digits: number } | { readonly kind: 'plain' };

/** Formats Excel knows by number and that are dates, in whichever language. */
const dateFormats: ReadonlySet<number> = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 34, 35, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58]);
const dayMilliseconds = 24 * 60 * 60 * 1000;

/** The style of a number format. `code` is that of the workbook's own formats. */
export function numberStyle(formatId: number, code: string | undefined): NumberStyle {
  if (code === undefined) return dateFormats.has(formatId) ? { kind: 'date' } : { kind: 'plain' };
  const bare = code.replace(/"[^"]*"|\\.|\[[^\]]*\]|_./g, '').split(';')[0] ?? '';
  // Days or years, in English and French letters; months alone may be minutes.
  if (/[dyj]/i.test(bare) && !/[#?]/.test(bare)) return { kind: 'date' };
  return /^0{2,20}$/.test(bare) ? { kind: 'padded', digits: bare.length } : { kind: 'plain' };
}

/** The text of a number cell: an ISO date, the digits as shown, or the number in plain digits. */
export function numberText(stored: string, style: NumberStyle, from1904: boolean): string {
  const number = Number(stored);
  if (stored.trim() === '' || !Number.isFinite(number)) return stored;
  if (style.kind === 'date' && number >= 0 && number < 2_958_466) return dateText(number, from1904);
  if (!Number.isInteger(number) || Math.abs(number) >= 1e15) return Math.abs(number) >= 1e15 ? number.toExponential() : String(number);
  const digits = number.toFixed(0);
  return style.kind === 'padded' ? digits.padStart(style.digits, '0') : digits;
}

/** Days since 1899-12-30 (or 1904-01-01) as `YYYY-MM-DD`. Excel believes in 29 February 1900: days before March 1900 are one less. */
function dateText(serial: number, from1904: boolean): string {
  const day = Math.floor(serial);
  const corrected = from1904 ? day + 1462 : day < 60 ? day + 1 : day;
  return isoDay(corrected * dayMilliseconds - 25_569 * dayMilliseconds);
}

/** A count of milliseconds since 1970 as a civil date, by the proleptic calendar. */
function isoDay(milliseconds: number): string {
  const days = Math.floor(milliseconds / dayMilliseconds) + 719_468;
  const era = Math.floor(days / 146_097);
  const ofEra = days - era * 146_097;
  const yearOfEra = Math.floor((ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365);
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const part = Math.floor((5 * ofYear + 2) / 153);
  const month = part < 10 ? part + 3 : part - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  const day = ofYear - Math.floor((153 * part + 2) / 5) + 1;
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
