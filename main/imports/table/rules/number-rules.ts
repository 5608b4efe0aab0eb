/** Numbers people typed, with a decimal comma or point. Pure. */

export type ReadNumber = { readonly number: number } | { readonly code: 'NUMBER_UNREADABLE' | 'NUMBER_AMBIGUOUS' };

/**
 * Reads `4,2`, `4.2`, `1 234,5`, `-3`; `1,234` is ambiguous while nobody said which sign is decimal.
 */
export function readNumber(text: string, decimal: 'comma' | 'point' | null): ReadNumber {
  const bare = text.trim().replace(/[\u00A0\u202F ']/g, '');
  if (!/^[-+]?[\d.,]+$/.test(bare)) return { code: 'NUMBER_UNREADABLE' };
  const commas = bare.split(',').length - 1;
  const points = bare.split('.').length - 1;
  const sign = decimal ?? decimalOf(bare, commas, points);
  if (sign === 'ask') return { code: 'NUMBER_AMBIGUOUS' };
  // Signs that group thousands stand every three digits, or they are something else.
  const grouped = sign === 'comma' ? /^[-+]?(\d*|\d{1,3}(\.\d{3})+)(,\d*)?$/ : /^[-+]?(\d*|\d{1,3}(,\d{3})+)(\.\d*)?$/;
  if (!grouped.test(bare)) return { code: 'NUMBER_UNREADABLE' };
  const plain = sign === 'comma' ? bare.replaceAll('.', '').replace(',', '.') : bare.replaceAll(',', '');
  const number = Number(plain);
  return /\d/.test(plain) && Number.isFinite(number) ? { number } : { code: 'NUMBER_UNREADABLE' };
}

/** What a number shows of its decimal sign: one sign, or `ask` where it may group thousands. */
export function decimalOf(bare: string, commas = bare.split(',').length - 1, points = bare.split('.').length - 1): 'comma' | 'point' | 'ask' {
  if (commas > 0 && points > 0) return bare.lastIndexOf(',') > bare.lastIndexOf('.') ? 'comma' : 'point';
  if (commas === 0 && points === 0) return 'point';
  const mark = commas > 0 ? ',' : '.';
  const own = commas > 0 ? 'comma' : 'point';
  const other = commas > 0 ? 'point' : 'comma';
  if (commas + points > 1) return other;
  const [whole = '', part = ''] = bare.replace(/^[-+]/, '').split(mark);
  return part.length === 3 && whole.length <= 3 && whole !== '0' && whole !== '' ? 'ask' : own;
}
