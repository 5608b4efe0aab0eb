import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addPatient, officeHours } from '../testing/booking-fixtures.ts';
import { engines, openTestClinic, type TestClinic } from '../../testing/test-clinic.ts';
import type { Caller } from '../../users/caller.ts';
import { dayListDocument } from './day-list-document.ts';

describe.each(engines)('the list of a day on paper, on %s', (engine) => {
  let clinic: TestClinic;
  let doctor: Caller;
  let secretary: Caller;
  beforeAll(async () => {
    clinic = await openTestClinic(engine);
    [doctor, secretary] = [await clinic.caller('rheumatologist'), await clinic.caller('secretary')];
    await clinic.services.people.setWeeklyHours(secretary, { practitionerId: doctor.practitionerId ?? '', openings: officeHours(), slotMinutes: 30, expectedVersion: 0, undoes: false });
  });
  afterAll(() => clinic.close());

  const book = async (startsAt: string, modality: 'IN_PERSON' | 'PHONE', reason: string | null) =>
    clinic.services.booking.book(secretary, { appointmentId: clinic.ports.newId(), patientId: await addPatient(clinic.store), referralId: null, practitionerId: doctor.practitionerId ?? '', startsAt, minutes: 30, modality, patientZone: null, reason, consent: null });

  test('says who, when, why, how and where each stands, by time, under the clinic’s name; a telephone only where it may be told', async () => {
    await book('2026-11-17T15:00:00.000Z', 'PHONE', 'Résultats');
    const first = await book('2026-11-17T14:00:00.000Z', 'IN_PERSON', null);
    await clinic.services.visitLife.mark(secretary, { appointmentId: first.id, expectedVersion: first.version, as: 'confirmed' });
    const { appointments, cancelled } = await clinic.services.appointments.day(secretary, { date: '2026-11-17', practitionerId: null });
    const made = (withPhones: boolean, professionalName: string | null) =>
      dayListDocument({
        date: '2026-11-17', professionalName, visits: [...appointments, ...cancelled], withPhones, clinic: { name: 'Clinique d’essai', country: 'CA', timeZone: 'America/Toronto', language: 'fr' },
        letterhead: { address: '12, rue des Érables\nMontréal', phone: '514 555-0100', fax: '', email: '' }, by: 'Secrétaire', at: '2026-11-16T15:12:00.000Z',
      });
    const whole = made(true, null);
    expect(whole.frame.clinic).toBe('Clinique d’essai');
    expect(whole.body[0]).toMatchObject({ text: '12, rue des Érables, Montréal · 514 555-0100' });
    expect(whole.body[1]).toMatchObject({ text: 'Liste du mardi 17 novembre 2026', note: 'toute la clinique · 2 visites' });
    const table = whole.body.find(({ kind }) => kind === 'table');
    if (table?.kind !== 'table') throw new Error('no table');
    expect(table.columns.map(({ header }) => header)).toEqual(['Heure', 'Personne', 'Téléphone', 'Professionnel', 'Motif', 'Comment', 'Où en est-on']);
    expect(table.rows.map((row) => [row[0], ...row.slice(4)])).toEqual([['09:00–09:30', '', 'en personne', 'confirmée'], ['10:00–10:30', 'Résultats', 'téléphone', 'à venir']]);
    expect(table.rows[0]?.[2]).not.toBe('');
    const own = made(false, 'Dre Lachance').body.find(({ kind }) => kind === 'table');
    expect(own?.kind === 'table' && own.columns.map(({ header }) => header)).toEqual(['Heure', 'Personne', 'Motif', 'Comment', 'Où en est-on']);
  });

  test('made as PDF or printed, it is in the trail; nobody’s list is nobody’s', async () => {
    const { name, content } = await clinic.services.dayLists.makePdf(secretary, { date: '2026-11-17', practitionerId: doctor.practitionerId ?? '' });
    expect(name).toBe('Liste du 2026-11-17.pdf');
    expect(Buffer.from(content.slice(0, 5)).toString()).toBe('%PDF-');
    await clinic.services.dayLists.notePrinted(secretary, { date: '2026-11-17', practitionerId: null });
    await expect(clinic.services.dayLists.makePdf(secretary, { date: '2026-11-17', practitionerId: clinic.ports.newId() })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const trail = await clinic.store.unitOfWork.read((db) => db.selectFrom('audit_event').select(['action', 'entity_id', 'user_id']).where('entity', '=', 'day-list').orderBy('seq').execute());
    expect(trail).toEqual([{ action: 'day-list.made', entity_id: doctor.practitionerId, user_id: secretary.userId }, { action: 'day-list.printed', entity_id: null, user_id: secretary.userId }]);
  });
});
