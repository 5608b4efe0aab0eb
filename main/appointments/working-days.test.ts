import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engines, openTestClinic, type TestClinic } from '../testing/test-clinic.ts';
import type { Caller } from '../users/caller.ts';
import { closedDates } from './working-days.ts';

describe.each(engines)('working days on %s', (engine) => {
  let clinic: TestClinic;
  let secretary: Caller;
  beforeAll(async () => {
    clinic = await openTestClinic(engine);
    secretary = await clinic.caller('secretary');
  });
  afterAll(() => clinic.close());

  const closed = async (...dates: string[]): Promise<boolean[]> => dates.map(await clinic.store.unitOfWork.read((db) => closedDates(db, '2026-11-01', '2027-02-01')));
  const close = (date: string, times: { startsAt: string | null; endsAt: string | null } = { startsAt: null, endsAt: null }) =>
    clinic.services.absences.add(secretary, { absenceId: clinic.ports.newId(), practitionerId: null, firstDate: date, lastDate: date, words: 'Formation', ...times });

  test('weekends and observed holidays are none, but for those the clinic works on', async () => {
    // A Thursday, Christmas, a Saturday, a Sunday, a Monday.
    expect(await closed('2026-12-24', '2026-12-25', '2026-12-26', '2026-12-27', '2026-12-28')).toEqual([false, true, true, true, false]);
    await clinic.services.absences.workHoliday(secretary, { date: '2026-12-25', works: true });
    expect(await closed('2026-12-25')).toEqual([false]);
  });

  test('closed all day is none; closed for a part of it is one', async () => {
    await close('2026-12-01');
    await close('2026-12-02', { startsAt: '13:00', endsAt: '17:00' });
    expect(await closed('2026-11-30', '2026-12-01', '2026-12-02')).toEqual([false, true, false]);
  });
});
