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

/** Whether the key at the end of a NIR of fifteen signs is the right one. */
export function nirKeyAgrees(value: string): boolean {
  const digits = value.slice(0, 13).replace('2A', '19').replace('2B', '18');
  return 97n - (BigInt(digits) % 97n) === BigInt(value.slice(13));
}
