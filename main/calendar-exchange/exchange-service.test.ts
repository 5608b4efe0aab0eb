import ICAL from 'ical.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addPatient, officeHours } from '../appointments/testing/booking-fixtures.ts';
import { newId } from '../platform/ids.ts';
import { engines, openTestClinic, type TestClinic } from '../testing/test-clinic.ts';
import type { Caller } from '../users/caller.ts';
import { answerFeed } from './feed-request.ts';

describe.each(engines)('calendars that leave and come in, on %s', (engine) => {
  let clinic: TestClinic;
  let secretary: Caller;
  let doctor: Caller;
  let nurse: Caller;
  let visitId: string;
  let patientId: string;
  const at = (caller: Caller): string => caller.practitionerId ?? '';
  const exchange = () => clinic.services.exchange;
  const fetched = async (path: string, method = 'GET') => answerFeed(new Request(`http://127.0.0.1:1${path}`, { method }), clinic);
  const eventsOf = (text: string) =>
    new ICAL.Component(ICAL.parse(text) as ConstructorParameters<typeof ICAL.Component>[0]).getAllSubcomponents('vevent').map((component) => {
      const event = new ICAL.Event(component);
      return { uid: event.uid, sequence: event.sequence, status: component.getFirstPropertyValue('status'), summary: event.summary };
    });
  const actions = () => clinic.store.unitOfWork.read(async (db) => (await db.selectFrom('audit_event').select('action').where('action', 'like', '%calendar%').orderBy('seq').execute()).map(({ action }) => action));
  const busyFile = (...events: string[][]) => ['BEGIN:VCALENDAR', ...events.flatMap((lines) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT']), 'END:VCALENDAR'].join('\r\n');

  beforeAll(async () => {
    clinic = await openTestClinic(engine);
    secretary = await clinic.caller('secretary');
    doctor = await clinic.caller('rheumatologist');
    nurse = await clinic.caller('nurse');
    for (const one of [doctor, nurse]) await clinic.services.people.setWeeklyHours(secretary, { practitionerId: at(one), openings: officeHours(), slotMinutes: 30, expectedVersion: 0, undoes: false });
    visitId = newId();
    patientId = await addPatient(clinic.store);
    await clinic.services.booking.book(secretary, { appointmentId: visitId, patientId, referralId: null, practitionerId: at(doctor), startsAt: '2026-11-17T14:00:00.000Z', minutes: 30, modality: 'IN_PERSON', patientZone: null, reason: 'Motif', consent: null });
  });
  afterAll(() => clinic.close());

  test('a series and a professional’s calendar as files: names only where asked, another’s only by who may export them', async () => {
    const series = await exchange().visitsFile(secretary, { appointmentIds: [visitId, newId()], othersToCome: false, language: 'fr', withName: true });
    expect(eventsOf(series.content.toString())).toEqual([{ uid: `${visitId}@${clinic.services.dependencies.clinic.id}.relais`, sequence: 1, status: 'CONFIRMED', summary: 'Béland, Maryse, Rendez-vous, Clinique d’essai' }]);
    await expect(exchange().visitsFile(secretary, { appointmentIds: [newId()], othersToCome: true, language: 'fr', withName: false })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const next = await clinic.services.booking.book(secretary, { appointmentId: newId(), patientId, referralId: null, practitionerId: at(nurse), startsAt: '2026-12-01T14:00:00.000Z', minutes: 30, modality: 'PHONE', patientZone: null, reason: null, consent: null });
    const both = await exchange().visitsFile(secretary, { appointmentIds: [visitId], othersToCome: true, language: 'fr', withName: false });
    expect(eventsOf(both.content.toString()).map(({ uid }) => uid.split('@')[0])).toEqual([visitId, next.id]);
    const range = { practitionerId: at(doctor), from: '2026-11-16', days: 30, language: 'en' } as const;
    const plain = await exchange().professionalFile(nurse, { ...range, withNames: false });
    expect(plain.content.toString()).not.toMatch(/Béland|Motif/);
    expect(eventsOf(plain.content.toString())).toHaveLength(1);
    await expect(exchange().professionalFile(nurse, { ...range, withNames: true })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect((await exchange().professionalFile(doctor, { ...range, withNames: true })).content.toString()).toContain('Béland');
  });

  test('an address is read by whoever knows it until it is closed; it says no more than asked, follows the calendar, and every reading is on record', async () => {
    await expect(exchange().openFeed(nurse, { feedId: newId(), practitionerId: at(doctor), language: 'fr', withNames: false })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const feedId = newId();
    const { path } = await exchange().openFeed(doctor, { feedId, practitionerId: at(doctor), language: 'fr', withNames: false });
    const named = await exchange().openFeed(secretary, { feedId: newId(), practitionerId: at(doctor), language: 'fr', withNames: true });
    expect(path).toMatch(/^\/calendar\/[A-Za-z0-9_-]{43}\.ics$/);
    // What is kept does not open it.
    const kept = await clinic.store.unitOfWork.read((db) => db.selectFrom('calendar_feed').selectAll().execute());
    expect(JSON.stringify(kept)).not.toContain(path.slice(10, 53));
    const first = await fetched(path);
    expect([first.status, first.headers.get('content-type'), first.headers.get('cache-control')]).toEqual([200, 'text/calendar; charset=utf-8', 'no-store']);
    const text = await first.text();
    expect(text).not.toMatch(/Béland|Motif/);
    expect(eventsOf(text)).toMatchObject([{ sequence: 1, status: 'CONFIRMED' }]);
    expect(await (await fetched(named.path)).text()).toContain('Béland');

    const { version } = await clinic.services.appointments.open(secretary, { appointmentId: visitId });
    await clinic.services.visitLife.cancel(secretary, { appointmentId: visitId, expectedVersion: version, party: 'patient', cause: 'ill', note: null, request: 'waits' });
    expect(eventsOf(await (await fetched(path)).text())).toMatchObject([{ sequence: 2, status: 'CANCELLED' }]);
    // Twice within ten minutes is one reading on record.
    expect((await actions()).filter((action) => action === 'calendar-feed.read')).toHaveLength(2);
    expect((await fetched(path, 'HEAD')).status).toBe(200);
    expect((await fetched(path, 'POST')).status).toBe(405);
    for (const wrong of ['/calendar/', '/calendar/x.ics', path.replace('.ics', ''), `${path.slice(0, 12)}A${path.slice(13)}x`, '/calendar/../secret.ics']) expect((await fetched(wrong)).status, wrong).toBe(404);
    expect((await answerFeed(new Request(`http://127.0.0.1:1${path}`), null)).status).toBe(503);
    expect((await exchange().ofProfessional(doctor, { practitionerId: at(doctor) })).feeds.map(({ withNames, openedBy }) => [withNames, openedBy])).toEqual([[true, 'Essai secretary'], [false, 'Essai rheumatologist']]);
    await expect(exchange().closeFeed(nurse, { feedId })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await exchange().closeFeed(doctor, { feedId });
    expect((await fetched(path)).status).toBe(404);
  });

  test('a restricted record has no name at an address, though names were asked for', async () => {
    const patientId = await addPatient(clinic.store, { familyName: 'Cachée' });
    await clinic.services.booking.book(secretary, { appointmentId: newId(), patientId, referralId: null, practitionerId: at(nurse), startsAt: '2026-11-18T14:00:00.000Z', minutes: 30, modality: 'IN_PERSON', patientZone: null, reason: null, consent: null });
    const { path } = await exchange().openFeed(secretary, { feedId: newId(), practitionerId: at(nurse), language: 'fr', withNames: true });
    expect(await (await fetched(path)).text()).toContain('Cachée');
    await clinic.services.access.restrict(secretary, { patientId, reason: 'person-request', words: 'Demande signée' });
    const text = await (await fetched(path)).text();
    expect(text).not.toContain('Cachée');
    expect(eventsOf(text)).toHaveLength(2);
  });

  test('busy times close the professional’s openings without detail, ask about visits in their way, are replaced and forgotten', async () => {
    const free = async (): Promise<readonly string[]> =>
      (await clinic.services.appointments.freeSlots(secretary, { referralId: null, patientId: null, practitionerId: at(doctor), role: null, modality: 'IN_PERSON', minutes: 60, from: '2026-11-19', days: 1, limit: 50, moving: null, throughAway: false })).slots.map(({ localStart }) => localStart.slice(11));
    const whole = await free();
    const inTheWay = newId();
    await clinic.services.booking.book(secretary, { appointmentId: inTheWay, patientId: await addPatient(clinic.store, { familyName: 'Roy' }), referralId: null, practitionerId: at(doctor), startsAt: '2026-11-26T15:00:00.000Z', minutes: 30, modality: 'IN_PERSON', patientZone: null, reason: null, consent: null });
    const calendarId = newId();
    const asked = { calendarId, practitionerId: at(doctor), name: 'Hôpital' };
    const weekly = ['UID:a', 'SUMMARY:Secret de famille', 'DTSTART;TZID=Eastern Standard Time:20261112T090000', 'DTEND;TZID=Eastern Standard Time:20261112T120000', 'RRULE:FREQ=WEEKLY', 'pas une ligne'];
    await expect(exchange().readBusy(nurse, { ...asked, text: busyFile(weekly) })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(exchange().readBusy(doctor, { ...asked, text: '<html></html>' })).rejects.toMatchObject({ code: 'INVALID' });
    const read = await exchange().readBusy(doctor, { ...asked, text: busyFile(weekly) });
    expect(read).toMatchObject({ events: 1, problems: [{ line: 8, code: 'NOT_A_LINE' }], inTheWay: 1 });
    expect(await free()).toEqual(whole.filter((time) => time >= '12:00' || time <= '08:00'));
    const day = await clinic.services.appointments.day(secretary, { date: '2026-11-19', practitionerId: at(doctor) });
    expect(day.professionals[0]?.away).toEqual([expect.objectContaining({ kind: 'busy', startsAt: '09:00', endsAt: '12:00', words: null })]);
    const rows = await clinic.store.unitOfWork.read(async (db) => [await db.selectFrom('busy_time').selectAll().execute(), await db.selectFrom('busy_calendar').selectAll().execute()]);
    expect(JSON.stringify(rows)).not.toContain('Secret');
    // Kept with a reason, it is no longer in the way.
    const kept = await clinic.services.absences.inTheWay(secretary, { practitionerId: null });
    expect(kept.map(({ visit, away }) => [visit.id, away.map(({ kind }) => kind)])).toEqual([[inTheWay, ['busy']]]);
    await clinic.services.absences.keepVisit(secretary, { appointmentId: inTheWay, expectedVersion: 1, reason: 'Déplacé là-bas' });
    expect(await clinic.services.absences.inTheWay(secretary, { practitionerId: null })).toEqual([]);
    // Booking there asks for a reason.
    const book = { appointmentId: newId(), patientId: await addPatient(clinic.store), referralId: null, practitionerId: at(doctor), startsAt: '2026-11-19T15:00:00.000Z', minutes: 30, modality: 'IN_PERSON', patientZone: null, reason: null, consent: null } as const;
    await expect(clinic.services.booking.book(secretary, book)).rejects.toMatchObject({ code: 'AWAY', data: { away: [expect.objectContaining({ kind: 'busy' })] } });

    expect(await exchange().readBusy(doctor, { ...asked, text: busyFile(['DTSTART:20261119T190000Z', 'DURATION:PT1H']) })).toMatchObject({ times: 1, problems: [], inTheWay: 0 });
    expect(await free()).toEqual(whole.filter((time) => time <= '13:00' || time >= '15:00'));
    expect((await exchange().ofProfessional(secretary, { practitionerId: at(doctor) })).busy).toMatchObject([{ id: calendarId, name: 'Hôpital', times: 1, readBy: 'Essai rheumatologist' }]);
    await exchange().removeBusy(secretary, { calendarId });
    expect(await free()).toEqual(whole);
    expect((await actions()).filter((action) => action.startsWith('busy'))).toEqual(['busy-calendar.read', 'busy-calendar.replaced', 'busy-calendar.removed']);
  });
});
