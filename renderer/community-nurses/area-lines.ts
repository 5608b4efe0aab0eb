import type { NurseArea } from '#contract/nurses.ts';
import { readNumber } from '../text/typed-number.ts';

/** Areas as they are typed, one a line: the beginning of a postal code, then kilometres (`69003 4,5`). Pure. */

export interface ReadAreas {
  readonly areas: readonly NurseArea[];
  /** Lines, counted from 1, that are no area. */
  readonly faults: readonly number[];
}

export function readAreas(text: string): ReadAreas {
  const areas: NurseArea[] = [];
  const faults: number[] = [];
  text.split('\n').forEach((line, index) => {
    if (line.trim() === '') return;
    const [, code = '', distance = ''] = /^(.*?)\s+(\S+)\s*(?:km)?\s*$/iu.exec(line.trim()) ?? [];
    const prefix = code.toUpperCase().replace(/[^A-Z0-9]/g, '');
    const km = readNumber(distance);
    if (/^[A-Z0-9]{2,7}$/.test(prefix) && typeof km === 'number' && km >= 0 && km <= 500) areas.push({ prefix, km });
    else faults.push(index + 1);
  });
  return { areas, faults };
}

/** The same back as text. */
export const writeAreas = (areas: readonly NurseArea[], number: (value: number) => string): string => areas.map(({ prefix, km }) => `${prefix} ${number(km)}`).join('\n');
