import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addPatient } from '../assessments/testing/assessed-patient.ts';
import { refreshRegistry } from '../patients/registry/registry-refresh-repository.ts';
import { engines, openTestClinic, type TestClinic } from '../testing/test-clinic.ts';
import type { Caller } from '../users/caller.ts';
import { anApplication, applied } from './testing/clinic-with-plans.ts';

const hours = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, startsAt: '08:00', endsAt: '16:00', modalities: ['IN_PERSON' as const] }));

describe.each(engines)('people to reach for their follow-up, on %s', (engine) => {
  let clinic: TestClinic;
  let doctor: Caller;
  let secretary: Caller;
  beforeAll(async () => {
    clinic = await openTestClinic(engine);
    [doctor, secretary] = [await clinic.caller('rheumatologist'), await clinic.caller('secretary')];
    await clinic.services.people.setWeeklyHours(secretary, { practitionerId: doctor.practitionerId ?? '', openings: hours, slotMinutes: 30, expectedVersion: 0 });
  });
  afterAll(async () => {
    await clinic.services.longWork.close();
    await clinic.close();
  });

  const lists = () => clinic.services.followLists;
  const idsOf = async (list: 'due' | 'late' | 'lost'): Promise<string[]> => (await lists().follow(secretary, { list, after: null, limit: 100 })).rows.map(({ patient }) => patient.id);
  const book = (patientId: string, startsAt: string) =>
    clinic.services.booking.book(secretary, { appointmentId: clinic.ports.newId(), patientId, referralId: null, practitionerId: doctor.practitionerId ?? '', startsAt, minutes: 30, modality: 'IN_PERSON', patientZone: null, reason: null, purpose: null, consent: null });
  const seenOn = async (patientId: string, on: string): Promise<void> => {
    const at = `${on}T15:00:00.000Z`;
    await clinic.store.database.db.insertInto('appointment').values({
      id: clinic.ports.newId(), patient_id: patientId, professional_id: doctor.practitionerId ?? '', referral_id: null, starts_at: at, ends_at: `${on}T15:30:00.000Z`, local_start: `${on}T10:00`, zone: 'America/Toronto', patient_zone: null, modality: 'IN_PERSON',
      status: 'done', live: 1, reason: null, video_link: null, consent: null, created_at: at, created_by: secretary.userId, updated_at: at,
    }).execute();
    await refreshRegistry(clinic.store.unitOfWork, clinic.ports.clock.now());
  };

  test('due, late and lost: by the window of a step, the longest first; a visit booked, a death or a departure takes somebody off', async () => {
    const [due, late, lost] = [await addPatient(clinic, doctor, 'Due'), await addPatient(clinic, doctor, 'Tard'), await addPatient(clinic, doctor, 'Perdue')];
    const dueInput = await anApplication(clinic, due, 'FU20', '2026-11-12', { leftOut: ['letter#1'] });
    await clinic.services.plans.apply(doctor, dueInput);
    // The window of the nurse’s visit begins on the nineteenth.
    expect(await idsOf('due')).not.toContain(due);
    const first = await clinic.services.plans.ofPatient(doctor, { patientId: due });
    await clinic.services.plans.move(doctor, { planId: dueInput.planId, expectedVersion: first.plans[0]?.version ?? 1, anchors: { diagnosis: '2026-11-03' } });
    expect(await idsOf('due')).toContain(due);
    await applied(clinic, doctor, late, 'FU04', '2026-09-14');
    await applied(clinic, doctor, lost, 'FU04', '2026-01-12');
    expect(await idsOf('late')).toEqual([lost, late]);
    const rows = (await lists().follow(doctor, { list: 'late', after: null, limit: 100 })).rows;
    expect(rows[1]).toMatchObject({ sinceOn: '2026-11-02', daysLate: 14, ground: 'step', step: { fr: 'Infirmière à distance' }, isRecalled: false, contacts: 0, lastContact: null });
    expect((await lists().follow(secretary, { list: 'late', after: null, limit: 100 })).rows[1]).toMatchObject({ step: null });
    expect(await idsOf('lost')).toEqual([lost]);
    const page = await lists().follow(secretary, { list: 'late', after: null, limit: 1 });
    expect(page).toMatchObject({ total: 2, rows: [{ patient: { id: lost } }] });
    expect((await lists().follow(secretary, { list: 'late', after: page.next, limit: 1 })).rows.map(({ patient }) => patient.id)).toEqual([late]);

    await book(lost, '2026-12-01T15:00:00.000Z');
    expect(await idsOf('lost')).toEqual([]);
    expect(await idsOf('late')).toContain(lost);
    const departureId = clinic.ports.newId();
    await lists().depart(secretary, { departureId, patientId: late, reason: 'moved', sinceOn: '2026-11-01', words: 'Gatineau' });
    expect(await idsOf('late')).toEqual([lost]);
    expect(await lists().standing(secretary, { patientId: late })).toMatchObject({ departure: { reason: 'moved', words: 'Gatineau', by: secretary.displayName } });
    await expect(lists().depart(secretary, { departureId: clinic.ports.newId(), patientId: late, reason: 'moved', sinceOn: '2026-11-01', words: '' })).rejects.toMatchObject({ code: 'DUPLICATE' });
    await lists().returned(secretary, { departureId });
    expect(await idsOf('late')).toEqual([lost, late]);
    await clinic.store.database.db.updateTable('patient').set({ deceased: 1 }).where('id', '=', lost).execute();
    expect(await idsOf('late')).toEqual([late]);
  });

  test('without a plan, the last visit counts; the clinic says how long, and a visit to come takes somebody off', async () => {
    const patientId = await addPatient(clinic, doctor, 'Sansplan');
    await seenOn(patientId, '2025-03-10');
    expect(await idsOf('lost')).toEqual([patientId]);
    expect((await lists().follow(doctor, { list: 'lost', after: null, limit: 10 })).rows[0]).toMatchObject({ ground: 'visit', sinceOn: '2025-03-10', lastVisitOn: '2025-03-10', daysLate: 616 });
    await lists().defineLost(doctor, { afterStepMonths: 3, afterVisitMonths: 24 });
    expect(await idsOf('lost')).toEqual([]);
    await lists().defineLost(doctor, { afterStepMonths: 3, afterVisitMonths: 18 });
    await book(patientId, '2026-12-02T15:00:00.000Z');
    expect(await idsOf('lost')).toEqual([]);
  });

  test('attempts are noted, taken back, and told with the line; several people go on the list of recalls at once, each once', async () => {
    const patientId = await addPatient(clinic, doctor, 'Tentative');
    await applied(clinic, doctor, patientId, 'FU04', '2026-08-17');
    const contactId = clinic.ports.newId();
    const note = { contactId, patientId, way: 'phone', outcome: 'no-answer', words: 'Rappeler le soir' } as const;
    expect(await lists().noteContact(secretary, note)).toEqual({ noted: true });
    expect(await lists().noteContact(secretary, note)).toEqual({ noted: false });
    const line = async () => (await lists().follow(secretary, { list: 'late', after: null, limit: 100 })).rows.find(({ patient }) => patient.id === patientId);
    expect(await line()).toMatchObject({ contacts: 1, lastContact: { way: 'phone', outcome: 'no-answer', words: 'Rappeler le soir', by: secretary.displayName } });
    expect(await clinic.services.recalls.createFor(secretary, { patientIds: [patientId, patientId], dueOn: '2026-11-16', reason: 'Suivi en retard' })).toEqual({ created: 1, already: 0 });
    expect(await clinic.services.recalls.createFor(secretary, { patientIds: [patientId], dueOn: '2026-11-20', reason: 'x' })).toEqual({ created: 0, already: 1 });
    expect(await line()).toMatchObject({ isRecalled: true });
    expect((await clinic.services.recalls.list(secretary, { after: null, limit: 50 })).recalls).toMatchObject([{ patient: { id: patientId }, reason: 'Suivi en retard' }]);
    await lists().depart(secretary, { departureId: clinic.ports.newId(), patientId, reason: 'elsewhere', sinceOn: '2026-11-16', words: '' });
    expect((await clinic.services.recalls.list(secretary, { after: null, limit: 50 })).recalls).toEqual([]);
    await lists().withdrawContact(secretary, { contactId });
    expect((await lists().standing(secretary, { patientId })).contacts).toEqual([]);
  });
});
