import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../platform/ids.ts';
import { engines, openTestClinic, type TestClinic } from '../testing/test-clinic.ts';
import type { Caller } from '../users/caller.ts';
import { addPatient, officeHours } from './testing/booking-fixtures.ts';

describe.each(engines)('a place tried before a visit is let go there, on %s', (engine) => {
  let clinic: TestClinic;
  let secretary: Caller;
  let doctor: Caller;
  let therapist: Caller;
  const at = (caller: Caller): string => caller.practitionerId ?? '';
  const book = (patientId: string, caller: Caller, startsAt: string, modality: 'IN_PERSON' | 'VIDEO' = 'IN_PERSON') =>
    clinic.services.booking.book(secretary, { appointmentId: newId(), patientId, referralId: null, practitionerId: at(caller), startsAt, minutes: 30, modality, patientZone: null, reason: null, consent: null });
  beforeAll(async () => {
    clinic = await openTestClinic(engine);
    secretary = await clinic.caller('secretary');
    doctor = await clinic.caller('rheumatologist');
    therapist = await clinic.caller('physiotherapist');
    await clinic.services.people.setWeeklyHours(secretary, { practitionerId: at(doctor), openings: officeHours(), slotMinutes: 30, expectedVersion: 0, undoes: false });
    await clinic.services.people.setWeeklyHours(secretary, { practitionerId: at(therapist), openings: officeHours(['IN_PERSON']), slotMinutes: 30, expectedVersion: 0, undoes: false });
  });
  afterAll(() => clinic.close());

  test('says everything against it, and nothing exactly where the move is then taken', async () => {
    const patientId = await addPatient(clinic.store);
    // Tuesday 17 November: 9 h with the doctor by video; the same person at 10 h with the therapist; somebody else at 9 h 30 with the doctor.
    const visit = await book(patientId, doctor, '2026-11-17T14:00:00.000Z', 'VIDEO');
    await book(patientId, therapist, '2026-11-17T15:00:00.000Z');
    await book(await addPatient(clinic.store, { familyName: 'Roy' }), doctor, '2026-11-17T14:30:00.000Z');
    await clinic.services.absences.add(secretary, { absenceId: newId(), practitionerId: at(doctor), firstDate: '2026-11-17', lastDate: '2026-11-17', startsAt: '14:00', endsAt: '15:00', words: 'Réunion' });
    const expected: readonly (readonly [Caller, string, number, readonly string[]])[] = [
      [doctor, '2026-11-17T14:00:00.000Z', 30, []],
      [doctor, '2026-11-17T14:00:00.000Z', 35, ['professional-busy']],
      [doctor, '2026-11-17T14:10:00.000Z', 20, []],
      [doctor, '2026-11-17T14:45:00.000Z', 30, ['professional-busy', 'patient-busy']],
      [doctor, '2026-11-17T15:15:00.000Z', 30, ['patient-busy']],
      [doctor, '2026-11-17T15:30:00.000Z', 30, []],
      [doctor, '2026-11-17T16:45:00.000Z', 30, ['outside-hours']],
      [doctor, '2026-11-17T19:30:00.000Z', 30, ['away']],
      [doctor, '2026-11-16T15:00:00.000Z', 30, ['past']],
      [therapist, '2026-11-18T15:00:00.000Z', 30, ['other-modality']],
      [doctor, '2026-11-21T15:00:00.000Z', 30, ['outside-hours']],
    ];
    for (const [who, startsAt, minutes, against] of expected) {
      const place = { appointmentId: visit.id, practitionerId: at(who), startsAt, minutes };
      const tried = await clinic.services.movePreview.tryMove(secretary, place);
      expect(tried.against, `${startsAt} ${minutes}`).toEqual(against);
      expect(tried.away.map(({ words }) => words)).toEqual(against.includes('away') ? ['Réunion'] : []);
      const now = (await clinic.services.appointments.open(secretary, { appointmentId: visit.id })).version;
      const moved = await clinic.services.visitLife.move(secretary, { ...place, expectedVersion: now }).catch(() => null);
      expect(moved !== null, `${startsAt} ${minutes}`).toBe(against.length === 0);
      if (moved) {
        expect([moved.localStart, moved.localEnd]).toEqual([tried.localStart, tried.localEnd]);
        await clinic.services.visitUndo.undoStep(secretary, { appointmentId: visit.id, expectedVersion: moved.version });
      }
    }
    // A therapist carries nothing in another's calendar; nothing is carried of somebody out of reach.
    expect((await clinic.services.movePreview.tryMove(therapist, { appointmentId: visit.id, practitionerId: at(doctor), startsAt: '2026-11-17T15:30:00.000Z', minutes: 30 })).against).toEqual(['not-yours']);
    await expect(clinic.services.movePreview.tryMove(secretary, { appointmentId: newId(), practitionerId: at(doctor), startsAt: '2026-11-17T15:30:00.000Z', minutes: 30 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('the week of the clinic tells who is seen by whom, when and how, and nothing else', async () => {
    const week = await clinic.services.clinicWeek.read(secretary, { date: '2026-11-19' });
    expect([week.monday, week.isWhole, week.visits.length]).toEqual(['2026-11-16', true, 3]);
    expect(week.visits[0]).toEqual({
      id: expect.any(String) as string, practitionerId: at(doctor), patient: { familyName: 'Béland', givenName: 'Maryse', access: 'open' },
      localStart: '2026-11-17T09:00', localEnd: '2026-11-17T09:30', modality: 'VIDEO', status: 'booked',
    });
    const shown = week.professionals.find(({ practitionerId }) => practitionerId === at(doctor));
    expect(shown?.days.map(({ isOpen, away }) => [isOpen, away.length])).toEqual([[true, 0], [true, 1], [true, 0], [true, 0], [true, 0], [false, 0], [false, 0]]);
    expect(shown?.weekBooked).toBe(60);
  });
});
