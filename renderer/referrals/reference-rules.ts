/** On which side of the usual values a value is; null inside them, or where they are not said in figures. */
export type Standing = 'high' | 'low' | null;

/**
 * Reads the usual values of the dictionary: "< 5", "≤ 1", "4.0–11.0".
 * @param reference in the English of the dictionary, with decimal points
 */
export function standingIn(value: number, reference: string | undefined): Standing {
  const [, sign = '', bound = ''] = /^([<>≤≥])\s*([\d.]+)$/u.exec(reference ?? '') ?? [];
  const limit = Number(bound);
  if (sign !== '') {
    if (sign === '<' || sign === '≤') return value > limit || (sign === '<' && value === limit) ? 'high' : null;
    return value < limit || (sign === '>' && value === limit) ? 'low' : null;
  }
  const [, lowest, highest] = /^([\d.]+)\s*[–-]\s*([\d.]+)$/u.exec(reference ?? '') ?? [];
  if (lowest === undefined || highest === undefined) return null;
  return value < Number(lowest) ? 'low' : value > Number(highest) ? 'high' : null;
}
