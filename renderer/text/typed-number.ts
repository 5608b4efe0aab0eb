/** Reads a number with a decimal comma or point; spaces and thin spaces between thousands are forgiven. */
export function readNumber(text: string): number | null | 'not-a-number' {
  const compact = text.replace(/[\s\u00A0\u202F]/gu, '').replace(',', '.').replace('\u2212', '-');
  if (compact === '') return null;
  return /^-?(\d+\.?\d*|\.\d+)$/.test(compact) ? Number(compact) : 'not-a-number';
}
