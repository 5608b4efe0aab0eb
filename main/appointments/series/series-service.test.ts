import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../platform/ids.ts';
import { engines, openTestClinic, type TestClinic } from '../../testing/test-clinic.ts';
import type { Caller } from '../../users/caller.ts';
import { addPatient, addReferral, officeHours } from '../testing/booking-fixtures.ts';

const week = 7 * 86_400_000;

// The clock stands on Monday 16 November 2026, 10 h 12 in Montréal.
describe.each(engines)('series on %s', (engine) => {
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

  let tuesdays = 0;
  /** A Tuesday at 9 h of its own for each test. */
  const first = () => {
    tuesdays += 1;
    return new Date(Date.parse('2026-11-24T14:00:00.000Z') + tuesdays * 30 * 60_000).toISOString();
  };
  const at = (startsAt: string, weeks: number) => new Date(Date.parse(startsAt) + weeks * week).toISOString();
  const common = (patientId: string, over: object = {}) => ({ seriesId: newId(), patientId, referralId: null, modality: 'IN_PERSON' as const, minutes: 30, patientZone: null, purpose: null, reason: null, consent: null, ...over });
  const visitsAt = (...times: string[]) => times.map((startsAt) => ({ appointmentId: newId(), practitionerId: doctor, startsAt }));
  const plan = (patientId: string, startsAt: string, weeks = [1, 4, 8, 12]) => clinic.services.series.plan(secretary, { patientId, practitionerId: doctor, modality: 'IN_PERSON', minutes: 30, startsAt, weeks });
  const rows = (patientId: string) => clinic.store.unitOfWork.read((db) => db.selectFrom('appointment').select(['id', 'starts_at', 'status', 'live', 'series_id']).where('patient_id', '=', patientId).orderBy('starts_at').orderBy('id').execute());
  const seen = (visits: readonly { id: string; version: number }[]) => visits.map(({ id, version }) => ({ appointmentId: id, expectedVersion: version }));

  test('every conflict is shown before anything is booked, with a place instead of each', async () => {
    const startsAt = first();
    const [patientId, other] = [await addPatient(clinic.store), await addPatient(clinic.store)];
    await clinic.services.series.book(secretary, { ...common(other), visits: visitsAt(at(startsAt, 3)) });
    await clinic.services.absences.add(secretary, { absenceId: newId(), practitionerId: doctor, firstDate: '2027-01-12', lastDate: '2027-01-12', startsAt: null, endsAt: null, words: 'Congrès' });
    const { visits } = await plan(patientId, startsAt, [1, 4, 8]);
    expect(visits.map(({ week: one, localStart, conflicts }) => [one, localStart.slice(0, 10), conflicts.map(({ kind }) => kind)])).toEqual([
      [1, '2026-11-24', []], [4, '2026-12-15', ['professional']], [8, '2027-01-12', ['away']],
    ]);
    expect(visits[1]?.alternatives[0]?.localStart.slice(0, 10)).toBe('2026-12-15');
    expect(visits[2]?.conflicts[0]?.away).toMatchObject([{ kind: 'leave', words: 'Congrès' }]);
    expect(visits[2]?.alternatives.length).toBeGreaterThan(0);
    expect(visits[2]?.alternatives.every(({ localStart }) => !localStart.startsWith('2027-01-12') && localStart >= '2027-01-05' && localStart < '2027-01-20')).toBe(true);
    expect(await rows(patientId)).toEqual([]);
    // What was offered can be booked.
    const chosen = visits.map((visit) => ({ appointmentId: newId(), practitionerId: visit.practitionerId, startsAt: visit.alternatives[0]?.startsAt ?? visit.startsAt ?? '' }));
    expect((await clinic.services.series.book(secretary, { ...common(patientId), visits: chosen })).visits).toHaveLength(3);
  });

  test('booked together for a request, the first holds it; taken back as one', async () => {
    const startsAt = first();
    const patientId = await addPatient(clinic.store);
    const referralId = await addReferral(clinic.store, { patientId, dueOn: '2026-11-30' });
    const input = { ...common(patientId, { referralId }), visits: visitsAt(at(startsAt, 4), startsAt, at(startsAt, 8)) };
    const { visits } = await clinic.services.series.book(secretary, input);
    expect(visits.map((visit) => [visit.startsAt, visit.referralId, visit.seriesId])).toEqual([[startsAt, referralId, input.seriesId], [at(startsAt, 4), null, input.seriesId], [at(startsAt, 8), null, input.seriesId]]);
    // Sent again after a cut connection: answered from the rows.
    expect((await clinic.services.series.book(secretary, input)).visits.map(({ id }) => id)).toEqual(visits.map(({ id }) => id));
    expect((await clinic.services.series.open(secretary, { seriesId: input.seriesId })).visits).toHaveLength(3);
    const undone = await clinic.services.series.undo(secretary, { seriesId: input.seriesId, done: 'booked', visits: seen(visits) });
    expect(undone.visits.map(({ status }) => status)).toEqual(['cancelled', 'cancelled', 'cancelled']);
    expect(await clinic.store.unitOfWork.read((db) => db.selectFrom('referral').select('state').where('id', '=', referralId).executeTakeFirst())).toEqual({ state: 'accepted' });
    expect((await clinic.services.series.open(secretary, { seriesId: input.seriesId })).visits).toEqual([]);
  });

  test('all or none: each that cannot be is named, nothing is written', async () => {
    const startsAt = first();
    const [patientId, other] = [await addPatient(clinic.store), await addPatient(clinic.store)];
    await clinic.services.series.book(secretary, { ...common(other), visits: visitsAt(at(startsAt, 4)) });
    const visits = visitsAt(startsAt, at(startsAt, 4), '2026-12-25T15:00:00.000Z');
    await expect(clinic.services.series.book(secretary, { ...common(patientId), visits })).rejects.toMatchObject({
      code: 'SERIES_CONFLICT', data: { conflicts: [{ appointmentId: visits[1]?.appointmentId, code: 'SLOT_TAKEN' }, { appointmentId: visits[2]?.appointmentId, code: 'AWAY' }] },
    });
    expect(await rows(patientId)).toEqual([]);
  });

  test('one moved with those after it, each by as much, also into the place another leaves; and put back', async () => {
    const startsAt = first();
    const patientId = await addPatient(clinic.store);
    const { visits } = await clinic.services.series.book(secretary, { ...common(patientId), visits: visitsAt(startsAt, at(startsAt, 1), at(startsAt, 2)) });
    const seriesId = visits[0]?.seriesId ?? '';
    const before = await rows(patientId);
    const planned = await clinic.services.series.planMove(secretary, { appointmentId: visits[1]?.id ?? '', practitionerId: doctor, startsAt: at(startsAt, 2) });
    expect(planned.visits.map((visit) => [visit.startsAt, visit.conflicts])).toEqual([[at(startsAt, 2), []], [at(startsAt, 3), []]]);
    const moves = planned.visits.map((visit) => ({ appointmentId: visit.appointmentId ?? '', expectedVersion: visit.version ?? 0, practitionerId: visit.practitionerId, startsAt: visit.startsAt ?? '', minutes: visit.minutes }));
    const moved = await clinic.services.series.move(secretary, { seriesId, visits: moves });
    expect((await rows(patientId)).map((row) => [row.starts_at, row.live])).toEqual([[startsAt, 1], [at(startsAt, 2), 1], [at(startsAt, 3), 1]]);
    await expect(clinic.services.series.move(secretary, { seriesId, visits: moves })).rejects.toMatchObject({ code: 'STALE' });
    await clinic.services.series.undo(secretary, { seriesId, done: 'moved', visits: seen(moved.visits) });
    expect(await rows(patientId)).toEqual(before);
  });

  test('called off together and put back; visits of another series are refused', async () => {
    const startsAt = first();
    const patientId = await addPatient(clinic.store);
    const { visits } = await clinic.services.series.book(secretary, { ...common(patientId), visits: visitsAt(startsAt, at(startsAt, 1)) });
    const seriesId = visits[0]?.seriesId ?? '';
    await expect(clinic.services.series.cancel(secretary, { seriesId: newId(), visits: seen(visits), party: 'patient', cause: 'ill', note: null, request: 'waits' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const off = await clinic.services.series.cancel(secretary, { seriesId, visits: seen(visits), party: 'patient', cause: 'ill', note: null, request: 'waits' });
    expect((await rows(patientId)).map(({ live }) => live)).toEqual([0, 0]);
    await clinic.services.series.undo(secretary, { seriesId, done: 'cancelled', visits: seen(off.visits) });
    expect((await rows(patientId)).map(({ live, status }) => [live, status])).toEqual([[1, 'booked'], [1, 'booked']]);
  });

  test('whoever may book in their own calendar only books no series in another’s', async () => {
    const patientId = await addPatient(clinic.store);
    await expect(clinic.services.series.book(await clinic.caller('physiotherapist'), { ...common(patientId), visits: visitsAt(first()) })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  test('a series booked and taken back leaves every place as it was; meanwhile no two visits overlap', async () => {
    const live = () => clinic.store.unitOfWork.read((db) => db.selectFrom('appointment').select(['professional_id', 'patient_id', 'starts_at', 'ends_at']).where('live', '=', 1).orderBy('starts_at').execute());
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 2, maxLength: 6 }), fc.integer({ min: 0, max: 5 }), async (weeks, half) => {
        const patientId = await addPatient(clinic.store);
        const before = await live();
        const { visits } = await plan(patientId, new Date(Date.parse('2027-02-02T13:00:00.000Z') + half * 30 * 60_000).toISOString(), weeks);
        const chosen = visits.flatMap((visit) => {
          const place = visit.conflicts.length === 0 ? visit : visit.alternatives[0];
          return place?.startsAt ? [{ appointmentId: newId(), practitionerId: place.practitionerId, startsAt: place.startsAt }] : [];
        });
        const input = { ...common(patientId), visits: chosen };
        const booked = await clinic.services.series.book(secretary, input);
        const during = await live();
        expect(during.length).toBe(before.length + chosen.length);
        for (const [index, one] of during.entries()) {
          expect(during.slice(index + 1).filter((other) => (one.professional_id === other.professional_id || one.patient_id === other.patient_id) && one.starts_at < other.ends_at && other.starts_at < one.ends_at)).toEqual([]);
        }
        await clinic.services.series.undo(secretary, { seriesId: input.seriesId, done: 'booked', visits: seen(booked.visits) });
        expect(await live()).toEqual(before);
      }),
      { numRuns: 6, seed: 20261122 },
    );
  });
});
