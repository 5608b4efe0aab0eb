import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Inputs } from '#contract/index.ts';
import { newId } from '../../platform/ids.ts';
import { engines, openTestClinic, type TestClinic } from '../../testing/test-clinic.ts';
import type { Caller } from '../../users/caller.ts';
import { addPatient, addReferral, officeHours } from '../testing/booking-fixtures.ts';

const start = '2026-11-16T15:12:00.000Z';
const minute = 60_000;
const later = (instant: string, minutes: number) => new Date(Date.parse(instant) + minutes * minute).toISOString();

// The clock stands on Monday 16 November 2026, 10 h 12 in Montréal.
describe.each(engines)('the waiting list and places held on %s', (engine) => {
  let clinic: TestClinic;
  let secretary: Caller;
  let doctor: string;
  beforeAll(async () => {
    clinic = await openTestClinic(engine);
    secretary = await clinic.caller('secretary');
    doctor = (await clinic.caller('rheumatologist')).practitionerId ?? '';
    await clinic.services.people.setWeeklyHours(secretary, { practitionerId: doctor, openings: officeHours(), slotMinutes: 30, expectedVersion: 0 });
  });
  afterAll(() => clinic.close());

  let days = 0;
  /** 9 h on a working day of its own for each test. */
  const morning = () => {
    days += 1;
    return new Date(Date.parse('2026-11-23T14:00:00.000Z') + (Math.floor((days - 1) / 5) * 7 + ((days - 1) % 5)) * 86_400_000).toISOString();
  };
  const place = (startsAt: string) => ({ practitionerId: doctor, startsAt, minutes: 30, modality: 'IN_PERSON' as const });
  const hold = (patientId: string, startsAt: string, over: Partial<Inputs['waiting']['hold']> = {}) =>
    clinic.services.waiting.hold(secretary, { holdId: newId(), ...place(startsAt), patientId, referralId: null, entryId: null, forMinutes: 30, ...over });
  const book = (patientId: string, startsAt: string, over: object = {}) =>
    clinic.services.booking.book(secretary, { appointmentId: newId(), patientId, referralId: null, ...place(startsAt), patientZone: null, reason: null, consent: null, ...over });
  const add = (patientId: string, over: Partial<Inputs['waiting']['add']> = {}) =>
    clinic.services.waiting.add(secretary, { entryId: newId(), patientId, appointmentId: null, role: 'rheumatologist', modality: null, dueOn: null, words: null, ...over });
  const free = async (startsAt: string, patientId: string | null) =>
    (await clinic.services.appointments.freeSlots(secretary, { referralId: null, patientId, practitionerId: doctor, role: null, modality: 'IN_PERSON', minutes: null, from: startsAt.slice(0, 10), days: 1 })).slots.some((slot) => slot.startsAt === startsAt);
  const on = async (startsAt: string) => (await clinic.services.waiting.holds(secretary)).holds.filter((one) => one.startsAt === startsAt);

  test('a place held is taken for everybody else until it ends by itself; the one it is held for books it', async () => {
    const startsAt = morning();
    const [held, other] = [await addPatient(clinic.store), await addPatient(clinic.store)];
    const kept = await hold(held, startsAt);
    expect(kept).toMatchObject({ patient: { id: held }, until: later(start, 30), heldBy: 'Essai secretary' });
    expect(await on(startsAt)).toHaveLength(1);
    expect([await free(startsAt, other), await free(startsAt, held)]).toEqual([false, true]);
    await expect(book(other, later(startsAt, 15))).rejects.toMatchObject({ code: 'SLOT_TAKEN' });
    await expect(hold(other, startsAt)).rejects.toMatchObject({ code: 'SLOT_TAKEN' });
    // Half an hour later nobody did anything, and it is free.
    clinic.ports.clock.set(later(start, 30));
    try {
      expect([await free(startsAt, other), (await on(startsAt)).length]).toEqual([true, 0]);
      const again = await hold(held, startsAt);
      await book(held, startsAt);
      expect(await on(startsAt)).toHaveLength(0);
      const row = await clinic.store.unitOfWork.read((db) => db.selectFrom('slot_hold').select(['outcome', 'ended_by']).where('id', '=', again.id).executeTakeFirst());
      expect(row).toEqual({ outcome: 'booked', ended_by: secretary.userId });
    } finally {
      clinic.ports.clock.set(start);
    }
  });

  test('who was taken off the list by a booking is on it again once that is taken back', async () => {
    const startsAt = morning();
    const patientId = await addPatient(clinic.store);
    const entry = await add(patientId);
    const waits = async () => (await clinic.services.waiting.list(secretary)).entries.some(({ id }) => id === entry.id);
    await hold(patientId, startsAt, { entryId: entry.id });
    const visit = await book(patientId, startsAt);
    expect(await waits()).toBe(false);
    await clinic.services.visitUndo.undoBooking(secretary, { appointmentId: visit.id, expectedVersion: visit.version });
    expect(await waits()).toBe(true);
    // A visit that took place after all of it, and is called off later, leaves the list alone.
    await hold(patientId, startsAt, { entryId: entry.id });
    const again = await book(patientId, startsAt);
    await clinic.services.visitLife.cancel(secretary, { appointmentId: again.id, expectedVersion: again.version, party: 'patient', cause: 'ill', note: null, request: 'waits' });
    expect(await waits()).toBe(false);
  });

  test('what is left of a visit nobody came to is a place, and is booked as one', async () => {
    const startsAt = morning();
    const [absent, other] = [await addPatient(clinic.store), await addPatient(clinic.store)];
    const visit = await book(absent, startsAt, { minutes: 60 });
    clinic.ports.clock.set(later(startsAt, 12));
    try {
      const freed = async () => (await clinic.services.waiting.freed(secretary)).places.filter((one) => one.why === 'no-show');
      expect(await freed()).toEqual([]);
      const missed = await clinic.services.visitLife.mark(secretary, { appointmentId: visit.id, expectedVersion: visit.version, as: 'no-show', outcome: null });
      expect(await freed()).toMatchObject([{ startsAt: later(startsAt, 15), endsAt: later(startsAt, 60), minutes: 45 }]);
      expect(await book(other, later(startsAt, 15))).toMatchObject({ status: 'booked' });
      expect(await freed()).toEqual([]);
      // Had they come after all: the place is no longer theirs.
      await expect(clinic.services.visitUndo.undoStep(secretary, { appointmentId: visit.id, expectedVersion: missed.version })).rejects.toMatchObject({ code: 'SLOT_TAKEN' });
    } finally {
      clinic.ports.clock.set(start);
    }
  });

  test('of eight desks that hold the same place at once, one does; released, it is free', async () => {
    const startsAt = morning();
    const people = await Promise.all(Array.from({ length: 8 }, () => addPatient(clinic.store)));
    const outcomes = await Promise.allSettled(people.map((patientId, index) => (index % 2 === 0 ? hold(patientId, startsAt) : book(patientId, startsAt))));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const [kept] = await on(startsAt);
    if (kept) {
      await clinic.services.waiting.release(secretary, { holdId: kept.id });
      await clinic.services.waiting.release(secretary, { holdId: kept.id });
      expect(await free(startsAt, null)).toBe(true);
    }
  });

  test('a visit called off frees a place, and it is proposed to who is late first, with the reasons; nobody is booked', async () => {
    const startsAt = morning();
    const [gone, late, soon, far, child] = await Promise.all(Array.from({ length: 5 }, () => addPatient(clinic.store)));
    const visit = await book(gone ?? '', startsAt);
    expect((await clinic.services.waiting.freed(secretary)).places.filter((one) => one.startsAt === startsAt)).toEqual([]);
    await clinic.services.visitLife.cancel(secretary, { appointmentId: visit.id, expectedVersion: visit.version, party: 'patient', cause: 'ill', note: null, request: 'waits' });
    expect((await clinic.services.waiting.freed(secretary)).places.filter((one) => one.startsAt === startsAt)).toMatchObject([{ why: 'cancelled', practitionerId: doctor, minutes: 30, modality: 'IN_PERSON' }]);
    const requests = [
      await addReferral(clinic.store, { patientId: late ?? '', cls: 'B', dueOn: '2026-11-10' }), await addReferral(clinic.store, { patientId: soon ?? '', cls: 'C', dueOn: '2026-11-24' }),
      await addReferral(clinic.store, { patientId: far ?? '', cls: 'E', dueOn: '2027-06-01' }), await addReferral(clinic.store, { patientId: child ?? '', cls: 'A', dueOn: '2026-11-10', queueRole: 'nurse' }),
    ];
    const { matches } = await clinic.services.waiting.matches(secretary, place(startsAt));
    const ours = matches.filter(({ referralId }) => referralId !== null && requests.includes(referralId));
    expect(ours.map(({ patient }) => patient.id)).toEqual([late, soon, far].filter((id) => ours.some(({ patient }) => patient.id === id)));
    expect(ours[0]?.reasons.map(({ code }) => code)).toEqual(expect.arrayContaining(['overdue', 'class']));
    expect(ours.some(({ patient }) => patient.id === child)).toBe(false);
    expect(await clinic.store.unitOfWork.read((db) => db.selectFrom('appointment').select('id').where('starts_at', '=', startsAt).where('live', '=', 1).execute())).toEqual([]);
    // Somebody who is elsewhere then is not proposed.
    await book(late ?? '', startsAt);
    expect((await clinic.services.waiting.matches(secretary, place(startsAt))).matches.some(({ patient }) => patient.id === late)).toBe(false);
  });

  test('who has a visit and wants it earlier is on the list until it is moved into the place held for them', async () => {
    const startsAt = morning();
    const patientId = await addPatient(clinic.store);
    const visit = await book(patientId, later(startsAt, 28 * 24 * 60));
    const entry = await add(patientId, { appointmentId: visit.id, words: 'Douleur la nuit' });
    expect((await add(patientId, { appointmentId: visit.id })).id).toBe(entry.id);
    expect((await clinic.services.waiting.list(secretary)).entries.find(({ id }) => id === entry.id)).toMatchObject({ words: 'Douleur la nuit', visit: { id: visit.id, version: visit.version } });
    const match = (await clinic.services.waiting.matches(secretary, place(startsAt))).matches.find((one) => one.entryId === entry.id);
    expect(match?.reasons).toContainEqual({ code: 'earlier', points: 8.4, facts: { days: 28 } });
    await hold(patientId, startsAt, { entryId: entry.id });
    await clinic.services.visitLife.move(secretary, { appointmentId: visit.id, expectedVersion: visit.version, practitionerId: doctor, startsAt, minutes: 30 });
    expect((await clinic.services.waiting.list(secretary)).entries.some(({ id }) => id === entry.id)).toBe(false);
    expect((await clinic.services.waiting.freed(secretary)).places.some((one) => one.why === 'moved' && one.startsAt === visit.startsAt)).toBe(true);
  });

  test('taken off the list and put back; refusals', async () => {
    const [patientId, other] = [await addPatient(clinic.store), await addPatient(clinic.store)];
    const entry = await add(patientId, { modality: 'PHONE' });
    await clinic.services.waiting.remove(secretary, { entryId: entry.id, back: false });
    const again = await add(patientId);
    await expect(clinic.services.waiting.remove(secretary, { entryId: entry.id, back: true })).rejects.toMatchObject({ code: 'DUPLICATE' });
    await clinic.services.waiting.remove(secretary, { entryId: again.id, back: false });
    await clinic.services.waiting.remove(secretary, { entryId: entry.id, back: true });
    expect((await clinic.services.waiting.list(secretary)).entries.map(({ id }) => id)).toContain(entry.id);
    const visit = await book(other, morning());
    await expect(add(patientId, { appointmentId: visit.id })).rejects.toMatchObject({ code: 'INVALID' });
    await expect(add(newId())).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(hold(patientId, '2026-11-16T14:00:00.000Z')).rejects.toMatchObject({ code: 'INVALID', data: { issues: [{ code: 'IN_THE_PAST' }] } });
    await expect(hold(patientId, '2026-11-22T15:00:00.000Z')).rejects.toMatchObject({ code: 'INVALID', data: { issues: [{ code: 'OUTSIDE_HOURS' }] } });
    await expect(clinic.services.waiting.hold(await clinic.caller('physiotherapist'), { holdId: newId(), ...place(morning()), patientId, referralId: null, entryId: null, forMinutes: 30 })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  test('a hold never outlives its end, whatever is asked and when', async () => {
    const patientId = await addPatient(clinic.store);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 5, max: 2880 }), fc.integer({ min: 0, max: 4000 }), async (forMinutes, after) => {
        const startsAt = '2027-02-01T14:00:00.000Z';
        clinic.ports.clock.set(start);
        const kept = await hold(patientId, startsAt, { forMinutes });
        clinic.ports.clock.set(later(start, after));
        const [isHeld, isFree] = [(await on(startsAt)).length === 1, await free(startsAt, null)];
        expect([isHeld, isFree]).toEqual([after < forMinutes, after >= forMinutes]);
        clinic.ports.clock.set(start);
        await clinic.services.waiting.release(secretary, { holdId: kept.id });
      }),
      { numRuns: 12, seed: 20261122 },
    );
    clinic.ports.clock.set(start);
  });
});
