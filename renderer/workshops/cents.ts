/** An amount as it is typed, in whole cents: `100`, `12,5` or `1 284.50`; null where nothing is typed. Pure: no fraction of a cent is ever made. */
export function centsOf(text: string): number | null | 'not-an-amount' {
  const compact = text.replace(/[\s\u00A0\u202F]/gu, '').replace(',', '.');
  if (compact === '') return null;
  const [, whole = '', part = ''] = /^(\d{1,6})(?:\.(\d{1,2}))?$/.exec(compact) ?? [];
  return whole === '' ? 'not-an-amount' : Number(whole) * 100 + Number(part.padEnd(2, '0'));
}
