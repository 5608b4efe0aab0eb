/** Cells in the form the registry keeps. Pure. */

/** "5145550100" → "514 555-0100"; what is written otherwise stays as it is. */
export function formatPhone(text: string): string {
  const digits = /^\+?1?[\s.-]?\(?(\d{3})\)?[\s.-]?(\d{3})[\s.-]?(\d{4})$/.exec(text);
  return digits ? `${digits[1]} ${digits[2]}-${digits[3]}` : text;
}

/** "h2x1y4" → "H2X 1Y4". */
export function postalCode(text: string | null): string | null {
  const match = /^([A-Za-z]\d[A-Za-z])[\s-]?(\d[A-Za-z]\d)$/.exec(text ?? '');
  return match ? `${match[1]} ${match[2]}`.toUpperCase() : text;
}

/** A NIR without its spaces, with or without its key; null for what is none. */
export function nirOf(text: string): string | null {
  const value = text.toUpperCase().replace(/[\s.-]/g, '');
  return /^[1-478]\d{4}(\d{2}|2[AB])\d{6}(\d{2})?$/.test(value) ? value : null;
}

/** The key of a NIR, from its first thirteen signs. */
export function nirKey(value: string): string {
  const digits = value.slice(0, 13).replace('2A', '19').replace('2B', '18');
  return String(97n - (BigInt(digits) % 97n)).padStart(2, '0');
}

/** Whether the key at the end of a NIR of fifteen signs is the right one. */
export function nirKeyAgrees(value: string): boolean {
  return nirKey(value) === value.slice(13);
}
