import type { DiagnosisSigns } from '#contract/diagnoses.ts';

/** What can be said of a diagnosis: dates that can be, a status that goes with them. Pure. */

/** SNOMED CT, "No known allergy": that none is known, as somebody stated it. */
export const noKnownAllergy = { system: 'http://snomed.info/sct', code: '716186003', text: { fr: 'Aucune allergie connue', en: 'No known allergy' } } as const;

export interface Issue {
  readonly path: string;
  readonly code: string;
}

export interface EnteredDiagnosis {
  readonly code: string | null;
  readonly text: string;
  readonly status: 'active' | 'remission' | 'resolved';
  readonly onsetOn: string | null;
  readonly endedOn: string | null;
  readonly today: string;
}

export function diagnosisIssues({ code, text, status, onsetOn, endedOn, today }: EnteredDiagnosis): readonly Issue[] {
  return [
    ...(text.trim() === '' && code === null ? [{ path: 'text', code: 'REQUIRED' }] : []),
    ...[['onsetOn', onsetOn] as const, ['endedOn', endedOn] as const].flatMap(([path, date]) => [
      ...(date !== null && !isReal(date) ? [{ path, code: 'NOT_A_DATE' }] : []),
      ...(date !== null && date > today.slice(0, date.length) ? [{ path, code: 'FUTURE' }] : []),
    ]),
    // A year may be that of the onset: dates are compared as far as both are known.
    ...(onsetOn !== null && endedOn !== null && endedOn.slice(0, onsetOn.length) < onsetOn.slice(0, endedOn.length) ? [{ path: 'endedOn', code: 'BEFORE_ONSET' }] : []),
    ...(endedOn !== null && status === 'active' ? [{ path: 'status', code: 'ENDED' }] : []),
  ];
}

/** The 30th of February is written like a date. */
function isReal(date: string): boolean {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  return year >= 1850 && year < 2200 && day <= days;
}

/** A sign as a column keeps it; anything else is not known. */
export function signOf(value: string | null): DiagnosisSigns['erosions'] {
  return value === 'positive' || value === 'negative' ? value : null;
}
