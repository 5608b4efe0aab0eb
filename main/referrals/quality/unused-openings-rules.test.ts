import { describe, expect, test } from 'vitest';
import { type OpeningDay, unusedOpenings, type WaitingRequest } from './unused-openings-rules.ts';

const day = (date: string, unused: number, said: Partial<OpeningDay> = {}): OpeningDay => ({ practitionerId: 'one', name: 'Dre X', role: 'rheumatologist', slotMinutes: 30, date, planned: 240, away: 60, unused, ...said });
const waiting = (since: string, before: string | null, cls: WaitingRequest['cls'] = 'C', role = 'rheumatologist'): WaitingRequest => ({ role, cls, since, before });

describe('openings without a visit', () => {
  test('are counted in usual visits, a day at a time, and as waited for only on days between the decision and the visit', () => {
    const days = [day('2026-03-02', 75), day('2026-03-03', 20), day('2026-03-04', 60), day('2026-03-05', 60)];
    const found = unusedOpenings(days, [waiting('2026-03-01', '2026-03-04')]);
    expect(found.professionals).toEqual([{ practitionerId: 'one', name: 'Dre X', role: 'rheumatologist', planned: 960, away: 240, unused: 215, openings: 6, whileWaiting: 2 }]);
    expect(found.classes).toEqual([{ cls: 'C', openings: 2 }]);
  });

  test('go to the most urgent class that waits for that profession', () => {
    const found = unusedOpenings([day('2026-03-02', 60), day('2026-03-02', 60, { practitionerId: 'two', role: 'nurse' })], [waiting('2026-02-01', null, 'D'), waiting('2026-02-20', null, 'B'), waiting('2026-02-01', null, 'A', 'physiotherapist')]);
    expect(found.classes).toEqual([{ cls: 'B', openings: 2 }]);
    expect(found.professionals.map(({ whileWaiting }) => whileWaiting)).toEqual([2, 0]);
  });

  test('on the day of the decision nobody could be booked yet', () => {
    expect(unusedOpenings([day('2026-03-02', 60)], [waiting('2026-03-02', null)]).classes).toEqual([]);
  });
});
