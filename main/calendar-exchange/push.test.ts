import ICAL from 'ical.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addPatient, officeHours } from '../appointments/testing/booking-fixtures.ts';
import { newDataKey } from '../platform/keys/keyring.ts';
import { newId } from '../platform/ids.ts';
import { engines, openTestClinic, type TestClinic } from '../testing/test-clinic.ts';
import type { Caller } from '../users/caller.ts';
import { addressProblem, hrefOf, pushWork } from './push-rules.ts';
import { openPassword, resealPassword, sealPassword } from './push-secret.ts';
import { hasRadicale, startRadicale, startStandIn, type TestCalendarServer } from './testing/calendar-servers.ts';

describe('what is pushed', () => {
  test('what is new or changed is written, what is no longer theirs taken away, what passed stays', () => {
    const visit = (id: string, version: number, named = false) => ({ id, version, named });
    expect(pushWork([visit('new', 1), visit('same', 2), visit('moved', 3), visit('hidden', 1)], [visit('same', 2), visit('moved', 2), visit('hidden', 1, true), visit('gone', 1), visit('past', 1)], new Set(['gone']))).toEqual({
      put: [visit('new', 1), visit('moved', 3), visit('hidden', 1)], remove: ['gone'],
    });
  });

  test('addresses: https, or this computer, and no password in them', () => {
    expect(['https://dav.example/a/', 'http://127.0.0.1:5232/a/', 'http://localhost/a', 'http://dav.example/a', 'ftp://x/', 'nothing', 'https://a:b@dav.example/'].map(addressProblem)).toEqual([null, null, null, 'NOT_HTTPS', 'NOT_HTTPS', 'NOT_AN_ADDRESS', 'HOLDS_PASSWORD']);
    expect([hrefOf('https://dav.example/a', 'x'), hrefOf('https://dav.example/a/', 'x')]).toEqual(Array(2).fill('https://dav.example/a/x.ics'));
  });

  test('a password opens under its key alone, and goes on under a new one', () => {
    const [old, next] = [newDataKey(), newDataKey()];
    const sealed = sealPassword('mot de passe é', old);
    expect(sealed).not.toContain('passe');
    expect([openPassword(sealed, old), openPassword(sealed, next)]).toEqual(['mot de passe é', null]);
    const resealed = resealPassword(sealed, old, next);
    expect([openPassword(resealed, next), resealPassword(resealed, old, next)]).toEqual(['mot de passe é', resealed]);
  });
});

const servers = [['a stand-in', startStandIn], ...(hasRadicale ? [['Radicale', startRadicale] as const] : [])] as const;
const tried = engines.flatMap((engine) => servers.map(([name, start]) => ({ engine, name, start })));

describe.each(tried)('visits pushed to $name, on $engine', ({ engine, name, start }) => {
  let clinic: TestClinic;
  let server: TestCalendarServer;
  let doctor: Caller;
  let secretary: Caller;
  let administrator: Caller;
  const practitionerId = (): string => doctor.practitionerId ?? '';
  const push = () => clinic.services.push;
  const now = () => push().pushNow(doctor, { practitionerId: practitionerId() });
  const book = async (startsAt: string) =>
    clinic.services.booking.book(secretary, { appointmentId: newId(), patientId: await addPatient(clinic.store), referralId: null, practitionerId: practitionerId(), startsAt, minutes: 30, modality: 'IN_PERSON', patientZone: null, reason: null, consent: null });
  const instants = async (id: string) => {
    const text = await server.read(`${id}.ics`);
    if (text === null) return null;
    const calendar = new ICAL.Component(ICAL.parse(text) as ConstructorParameters<typeof ICAL.Component>[0]);
    ICAL.TimezoneService.reset();
    for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(new ICAL.Timezone(zone));
    const event = new ICAL.Event(calendar.getFirstSubcomponent('vevent') as ICAL.Component);
    return { startsAt: new Date(event.startDate.toUnixTime() * 1000).toISOString(), summary: event.summary, method: calendar.getFirstPropertyValue('method') };
  };
  beforeAll(async () => {
    clinic = await openTestClinic(engine);
    server = await start();
    [doctor, secretary, administrator] = [await clinic.caller('rheumatologist'), await clinic.caller('secretary'), await clinic.caller('administrator')];
    await clinic.services.people.setWeeklyHours(secretary, { practitionerId: practitionerId(), openings: officeHours(), slotMinutes: 30, expectedVersion: 0, undoes: false });
  });
  afterAll(async () => {
    await server.stop();
    await clinic.close();
  });

  test('nothing before it is switched on; then written, moved, taken away; the password is kept sealed and told to nobody', async () => {
    const visit = await book('2026-11-17T14:00:00.000Z');
    const target = { practitionerId: practitionerId(), address: server.address, userName: 'doctor', language: 'fr', withNames: false } as const;
    await expect(push().setTarget(await clinic.caller('nurse'), { ...target, password: 'secret' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(push().setTarget(doctor, { ...target, password: null })).rejects.toMatchObject({ code: 'INVALID' });
    await push().setTarget(doctor, { ...target, password: 'secret' });
    await expect(now()).rejects.toMatchObject({ code: 'ILLEGAL_STATE' });
    await push().pushAll();
    expect(await instants(visit.id)).toBeNull();
    await push().setOn(administrator, { on: true });
    expect(await now()).toEqual({ written: 1, removed: 0, problem: null });
    expect(await instants(visit.id)).toEqual({ startsAt: '2026-11-17T14:00:00.000Z', summary: 'Rendez-vous, Clinique d’essai', method: null });
    expect(await now()).toEqual({ written: 0, removed: 0, problem: null });

    const moved = await clinic.services.visitLife.move(secretary, { appointmentId: visit.id, expectedVersion: visit.version, practitionerId: practitionerId(), startsAt: '2027-03-15T15:00:00.000Z', minutes: 30 });
    const other = await book('2026-11-18T14:00:00.000Z');
    await push().pushAll();
    expect([(await instants(visit.id))?.startsAt, (await instants(other.id))?.startsAt]).toEqual(['2027-03-15T15:00:00.000Z', '2026-11-18T14:00:00.000Z']);
    await clinic.services.visitLife.cancel(secretary, { appointmentId: visit.id, expectedVersion: moved.version, party: 'patient', cause: 'ill', note: null, request: 'waits' });
    expect(await now()).toEqual({ written: 0, removed: 1, problem: null });
    expect(await instants(visit.id)).toBeNull();

    // With names now: what is there is written again.
    await push().setTarget(doctor, { ...target, withNames: true, password: null });
    expect(await now()).toEqual({ written: 1, removed: 0, problem: null });
    expect((await instants(other.id))?.summary).toContain('Béland');
    const rows = await clinic.store.unitOfWork.read((db) => db.selectFrom('calendar_push').selectAll().execute());
    expect(JSON.stringify([rows, await push().target(doctor, { practitionerId: practitionerId() })])).not.toContain('"secret"}');
    expect(rows[0]?.secret).not.toContain('secret');
  });

  test('a refusal is told and nothing is lost: the next run goes on', async () => {
    const visit = await book('2026-11-19T14:00:00.000Z');
    await push().setTarget(doctor, { practitionerId: practitionerId(), address: server.address, userName: 'doctor', language: 'fr', withNames: false, password: 'faux' });
    expect((await now()).problem).toBe('REFUSED');
    expect((await push().target(secretary, { practitionerId: practitionerId() })).target).toMatchObject({ problem: 'REFUSED', userName: 'doctor' });
    await push().setTarget(doctor, { practitionerId: practitionerId(), address: server.address, userName: 'doctor', language: 'fr', withNames: false, password: 'secret' });
    if (name === 'a stand-in') {
      for (const [status, problem] of [[302, 'REDIRECTED'], [500, 'FAILED'], [409, 'NO_COLLECTION']] as const) {
        server.answerWith(status);
        expect(await now()).toEqual({ written: 0, removed: 0, problem });
      }
      server.answerWith(null);
    }
    expect((await now()).problem).toBeNull();
    expect((await instants(visit.id))?.startsAt).toBe('2026-11-19T14:00:00.000Z');
    await push().removeTarget(doctor, { practitionerId: practitionerId() });
    await expect(now()).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
