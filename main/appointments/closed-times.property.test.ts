import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../platform/ids.ts';
import { engines, openTestClinic, type TestClinic } from '../testing/test-clinic.ts';
import type { Caller } from '../users/caller.ts';
import { addPatient } from './testing/booking-fixtures.ts';
import { addDays, localDateTime } from './wall-time.ts';

/** Fortnights with a holiday, with a change of clock, and with neither; of France (Europe/Paris) and Québec. */
const fortnights = { 'America/Toronto': ['2026-12-21', '2027-03-08', '2026-10-26', '2027-06-21'], 'Europe/Paris': ['2027-05-03', '2027-03-22', '2026-10-19', '2026-12-21'] } as const;
const observed: Readonly<Record<string, readonly string[]>> = {
  'America/Toronto': ['2026-12-25', '2027-01-01', '2027-03-26', '2027-06-24', '2027-07-01'],
  'Europe/Paris': ['2027-05-06', '2027-05-08', '2027-05-17', '2027-03-29', '2026-11-01', '2026-12-25', '2027-01-01'],
};

const absence = fc.record({
  who: fc.constantFrom('first', 'second', 'clinic'), day: fc.nat({ max: 13 }), days: fc.nat({ max: 4 }),
  part: fc.option(fc.constantFrom(['00:00', '03:00'], ['08:00', '12:00'], ['09:45', '10:20'], ['13:00', '23:45']), { nil: null }),
});

describe.each(engines)('a place proposed is free on %s', (engine) => {
  describe.each(['America/Toronto', 'Europe/Paris'] as const)('in %s', (zone) => {
    let clinic: TestClinic;
    let secretary: Caller;
    const calendars: string[] = [];
    beforeAll(async () => {
      clinic = await openTestClinic(engine, { timeZone: zone });
      clinic.ports.clock.set('2026-10-01T12:00:00.000Z');
      secretary = await clinic.caller('secretary');
      await clinic.services.absences.setHolidays(secretary, { calendar: zone === 'Europe/Paris' ? 'FR' : 'CA-QC', easter: 'good-friday' });
      // Day and night, every day: the changes of clock are met.
      const openings = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, startsAt: '00:00', endsAt: '17:00', modalities: ['IN_PERSON' as const] }));
      for (const role of ['rheumatologist', 'nurse'] as const) {
        const practitionerId = (await clinic.caller(role)).practitionerId ?? '';
        calendars.push(practitionerId);
        await clinic.services.people.setWeeklyHours(secretary, { practitionerId, openings, slotMinutes: 60, expectedVersion: 0, undoes: false });
      }
    });
    afterAll(() => clinic.close());

    test('of leave, closures, holidays and visits, and can be booked', async () => {
      let met = 0;
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...fortnights[zone]), fc.array(absence, { maxLength: 4 }), fc.array(fc.nat({ max: 40 }), { maxLength: 3 }), async (monday, absences, taken) => {
          const written = absences.map(({ who, day, days, part }) => ({
            absenceId: newId(), practitionerId: who === 'clinic' ? null : (calendars[who === 'first' ? 0 : 1] ?? ''), firstDate: addDays(monday, day), lastDate: addDays(monday, part ? day : day + days),
            startsAt: part?.[0] ?? null, endsAt: part?.[1] ?? null, words: 'essai',
          }));
          for (const one of written) await clinic.services.absences.add(secretary, one);
          const search = { referralId: null, patientId: null, practitionerId: null, role: 'any', modality: 'IN_PERSON' as const, minutes: 60, from: monday, days: 10, limit: 200 };
          const before = (await clinic.services.appointments.freeSlots(secretary, search)).slots;
          for (const index of new Set(taken)) {
            const slot = before[index];
            if (!slot) continue;
            // What was proposed can be booked.
            await clinic.services.booking.book(secretary, {
              appointmentId: newId(), patientId: await addPatient(clinic.store), referralId: null, practitionerId: slot.practitionerId, startsAt: slot.startsAt, minutes: 60, modality: 'IN_PERSON', patientZone: null, reason: null, consent: null,
            });
          }
          const { slots } = await clinic.services.appointments.freeSlots(secretary, search);
          const visits = await clinic.store.unitOfWork.read((db) => db.selectFrom('appointment').select(['professional_id', 'starts_at', 'ends_at']).where('live', '=', 1).execute());
          const closed = (practitionerId: string, instant: number): boolean => {
            const [date = '', time = ''] = localDateTime(new Date(instant).toISOString(), zone).split('T');
            const away = written.some((one) => (one.practitionerId ?? practitionerId) === practitionerId && one.firstDate <= date && date <= one.lastDate && (one.startsAt === null || (one.startsAt <= time && time < (one.endsAt ?? ''))));
            const visit = visits.some((one) => one.professional_id === practitionerId && Date.parse(one.starts_at) <= instant && instant < Date.parse(one.ends_at));
            return away || visit || (observed[zone] ?? []).includes(date);
          };
          for (const slot of slots) {
            for (let minute = Date.parse(slot.startsAt); minute < Date.parse(slot.endsAt); minute += 5 * 60_000) expect(closed(slot.practitionerId, minute)).toBe(false);
          }
          met += slots.length;
          for (const { absenceId } of written) await clinic.services.absences.remove(secretary, { absenceId, back: false });
        }),
        { numRuns: 8, seed: 20261122 },
      );
      expect(met).toBeGreaterThan(100);
    });
  });
});
