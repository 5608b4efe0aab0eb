import { expect, test } from 'vitest';
import type { DosePeriod } from '#contract/treatments.ts';
import { dateIssues, type EnteredDates } from './entry-rules.ts';

const dose = (from: string): DosePeriod => ({ from, to: null, dose: null, route: null, text: null });
const entered = (part: Partial<EnteredDates>): string[] => dateIssues({ startedOn: '2020-03-01', endedOn: null, stopReason: null, today: '2026-11-22', latestStart: '2027-11-22', ...part }).map(({ path, code }) => `${path} ${code}`);

test.each<[Partial<EnteredDates>, string[]]>([
  [{}, []],
  [{ startedOn: '2027-01-01' }, []],
  [{ startedOn: '2028' }, ['startedOn FUTURE']],
  [{ startedOn: '2023-02-29' }, ['startedOn NOT_A_DATE']],
  [{ startedOn: '2024-02-29' }, []],
  [{ endedOn: '2021', stopReason: 'remission' }, []],
  [{ endedOn: '2020', stopReason: 'remission' }, []],
  [{ endedOn: '2020-02', stopReason: 'remission' }, ['endedOn BEFORE_START']],
  [{ endedOn: '2026-11-23', stopReason: 'remission' }, ['endedOn FUTURE']],
  [{ endedOn: '2021' }, ['stopReason REQUIRED']],
  [{ stopReason: 'access' }, ['stopReason REQUIRED']],
  [{ startedOn: '2021-07', doses: [dose('2020'), dose('2021-06-15')] }, ['startedOn AFTER_DOSE']],
  [{ endedOn: '2021-06-14', stopReason: 'other', doses: [dose('2020'), dose('2021-06-15')] }, ['endedOn BEFORE_DOSE']],
])('%j: %j', (part, expected) => {
  expect(entered(part)).toEqual(expected);
});
