import type { DosePeriod, StopReason } from '#contract/treatments.ts';
import { firstDay } from './line-rules.ts';

/** Whether the dates of a line can be: what is wrong, by field. Dates are civil, or partial. Pure. */

export interface Issue {
  readonly path: string;
  readonly code: string;
}

export interface EnteredDates {
  readonly startedOn: string;
  readonly endedOn: string | null;
  readonly stopReason: StopReason | null;
  /** Of a line that has doses already. */
  readonly doses?: readonly DosePeriod[];
  readonly today: string;
  /** No treatment is planned further ahead. */
  readonly latestStart: string;
}

export function dateIssues({ startedOn, endedOn, stopReason, doses = [], today, latestStart }: EnteredDates): readonly Issue[] {
  const laterStarts = doses.slice(1).flatMap(({ from }) => (from === null ? [] : [firstDay(from)]));
  const lastStart = laterStarts.at(-1);
  return [
    ...(isReal(startedOn) ? [] : [{ path: 'startedOn', code: 'NOT_A_DATE' }]),
    ...(firstDay(startedOn) > latestStart ? [{ path: 'startedOn', code: 'FUTURE' }] : []),
    ...(laterStarts.some((from) => from <= firstDay(startedOn)) ? [{ path: 'startedOn', code: 'AFTER_DOSE' }] : []),
    ...(endedOn === null ? [] : endIssues(endedOn, startedOn, { today, lastStart })),
    ...((endedOn === null) === (stopReason === null) ? [] : [{ path: 'stopReason', code: 'REQUIRED' }]),
  ];
}

function endIssues(endedOn: string, startedOn: string, { today, lastStart }: { readonly today: string; readonly lastStart: string | undefined }): readonly Issue[] {
  return [
    ...(isReal(endedOn) ? [] : [{ path: 'endedOn', code: 'NOT_A_DATE' }]),
    ...(firstDay(endedOn) > today ? [{ path: 'endedOn', code: 'FUTURE' }] : []),
    // A month or year may be that of the beginning.
    ...(endedOn < startedOn.slice(0, endedOn.length) ? [{ path: 'endedOn', code: 'BEFORE_START' }] : []),
    ...(lastStart !== undefined && endedOn < lastStart.slice(0, endedOn.length) ? [{ path: 'endedOn', code: 'BEFORE_DOSE' }] : []),
  ];
}

/** The 30th of February is written like a date. */
function isReal(date: string): boolean {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  return year >= 1850 && year < 2200 && day <= days;
}
