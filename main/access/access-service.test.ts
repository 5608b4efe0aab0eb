import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addPatient, addReferral } from '../appointments/testing/booking-fixtures.ts';
import { addMilliseconds } from '../platform/clock.ts';
import { engines, openTestClinic, type TestClinic } from '../testing/test-clinic.ts';
import type { Caller } from '../users/caller.ts';

describe.each(engines)('restricted records on %s', (engine) => {
  let clinic: TestClinic;
  let patientId: string;
  /** Restricts records and belongs to no care team but by that. */
  let secretary: Caller;
  let nurse: Caller;

  beforeEach(async () => {
    clinic = await openTestClinic(engine);
    patientId = await addPatient(clinic.store);
    secretary = await clinic.caller('secretary');
    nurse = await clinic.caller('nurse');
  });
  afterEach(() => clinic.close());

  const { newId } = { newId: () => clinic.ports.newId() };
  const restrict = (who = secretary) => clinic.services.access.restrict(who, { patientId, reason: 'person-request', words: 'Demande écrite du 12 novembre' });
  const opens = (who: Caller): Promise<string> => clinic.services.patients.open(who, { patientId }).then(() => 'opens', (error: { code: string }) => error.code);
  const setStance = (who: Caller, of: Caller, stance: 'member' | 'excluded' | 'none') => clinic.services.access.setStance(who, { patientId, userId: of.userId, stance });
  const trail = () => clinic.store.database.db.selectFrom('audit_event').select(['action', 'user_id', 'detail']).where('action', 'like', 'record.%').orderBy('seq').execute();

  let visits = 0;
  const nextDay = (): number => (visits += 1) + 9;
  /** A visit of the patient, straight into the table, each on another day. */
  const addVisit = (of: Caller, { by = secretary.userId, live = 1, at = clinic.ports.clock.now() } = {}) =>
    clinic.store.unitOfWork.write((db) =>
      db.insertInto('appointment').values({
        id: newId(), patient_id: patientId, professional_id: of.practitionerId ?? '', referral_id: null, starts_at: `2026-10-${nextDay()}T14:00:00.000Z`, ends_at: `2026-10-${String(visits + 9)}T14:30:00.000Z`, local_start: '2026-10-01T10:00',
        zone: 'America/Toronto', patient_zone: null, modality: 'IN_PERSON', status: 'booked', live, reason: null, video_link: null, consent: null, created_at: at, created_by: by, updated_at: at,
      }).execute(),
    );

  test('everybody who reads records opens one that is not restricted; once it is, whoever restricted it', async () => {
    expect([await opens(nurse), await opens(secretary)]).toEqual(['opens', 'opens']);
    await restrict();
    expect([await opens(nurse), await opens(secretary)]).toEqual(['RESTRICTED', 'opens']);
    await expect(restrict()).rejects.toMatchObject({ code: 'ILLEGAL_STATE', data: { state: 'restricted' } });
    await clinic.services.access.lift(secretary, { patientId, words: 'La personne a retiré sa demande' });
    expect(await opens(nurse)).toBe('opens');
    expect((await trail()).map((row) => row.action)).toEqual(['record.restricted', 'record.restriction-lifted']);
    expect(JSON.stringify(await trail())).not.toContain('Demande');
  });

  test('the history of the record says who closed and opened it, and why', async () => {
    await restrict();
    await clinic.services.access.lift(secretary, { patientId, words: 'Retirée' });
    const history = await clinic.store.database.db.selectFrom('record_change').select(['entity', 'user_id', 'reason', 'changes']).where('patient_id', '=', patientId).orderBy('id').execute();
    expect(history.map((row) => [row.entity, row.user_id, row.reason, JSON.parse(row.changes) as unknown])).toEqual([
      ['access', secretary.userId, 'Demande écrite du 12 novembre', [{ field: 'restricted', from: false, to: true }]],
      ['access', secretary.userId, 'Retirée', [{ field: 'restricted', from: true, to: false }]],
    ]);
  });

  describe('the care team', () => {
    beforeEach(() => restrict());

    test('is whoever has a visit with the person; a cancelled one, or another’s, is none', async () => {
      await addVisit(nurse, { live: 0 });
      await addVisit(await clinic.caller('ips'));
      expect(await opens(nurse)).toBe('RESTRICTED');
      expect(await opens(await clinic.caller('ips'))).toBe('opens');
    });

    test('is not entered by booking in one’s own calendar once the record is restricted', async () => {
      await addVisit(nurse, { by: nurse.userId });
      expect(await opens(nurse)).toBe('RESTRICTED');
      await addVisit(await clinic.caller('ips'), { by: (await clinic.caller('ips')).userId, at: '2026-01-05T12:00:00.000Z' });
      expect(await opens(await clinic.caller('ips'))).toBe('opens');
    });

    test('is the profession a request waiting for a visit was routed to, until it is booked', async () => {
      const referralId = await addReferral(clinic.store, { patientId, queueRole: 'nurse', state: 'accepted' });
      expect(await opens(nurse)).toBe('opens');
      expect(await opens(await clinic.caller('physiotherapist'))).toBe('RESTRICTED');
      await clinic.store.unitOfWork.write((db) => db.updateTable('referral').set({ state: 'booked' }).where('id', '=', referralId).execute());
      expect(await opens(nurse)).toBe('RESTRICTED');
    });

    test('is whoever is named in it, and never whoever it keeps out', async () => {
      await setStance(secretary, nurse, 'member');
      expect(await opens(nurse)).toBe('opens');
      await addVisit(nurse);
      await setStance(nurse, nurse, 'excluded');
      expect(await opens(nurse)).toBe('RESTRICTED');
      await setStance(secretary, nurse, 'none');
      expect(await opens(nurse)).toBe('opens');
      expect((await trail()).slice(1).map(({ action, detail }) => [action, JSON.parse(detail ?? '') as unknown])).toEqual([
        ['record.care-team-changed', { before: 'none', stance: 'member' }], ['record.care-team-changed', { before: 'member', stance: 'excluded' }], ['record.care-team-changed', { before: 'excluded', stance: 'none' }],
      ]);
    });

    test('is shown with what puts each person in it', async () => {
      await addVisit(nurse);
      await addReferral(clinic.store, { patientId, queueRole: 'nurse', state: 'accepted' });
      await setStance(secretary, await clinic.caller('pharmacist'), 'member');
      const standing = await clinic.services.access.standing(secretary, { patientId });
      expect(standing).toMatchObject({ restriction: { reason: 'person-request', words: 'Demande écrite du 12 novembre', byName: 'Essai secretary' }, mayChange: true, openings: [] });
      expect(standing.team.map(({ name, stance, grounds }) => [name, stance, [...grounds].sort()])).toEqual([
        ['Essai nurse', 'none', ['queue', 'visit']], ['Essai pharmacist', 'member', ['named']], ['Essai secretary', 'none', ['restricted-it']],
      ]);
    });

    test('agrees with who really opens the record, person by person', async () => {
      await addVisit(nurse);
      await addReferral(clinic.store, { patientId, queueRole: 'kinesiologist', state: 'accepted' });
      await setStance(secretary, await clinic.caller('pharmacist'), 'excluded');
      await addVisit(await clinic.caller('pharmacist'));
      const people = await Promise.all((['nurse', 'kinesiologist', 'pharmacist', 'secretary', 'ips', 'physiotherapist'] as const).map((role) => clinic.caller(role)));
      const { team } = await clinic.services.access.standing(secretary, { patientId });
      for (const person of people) {
        const shown = team.find(({ userId }) => userId === person.userId);
        const reads = shown !== undefined && shown.stance !== 'excluded' && shown.grounds.length > 0;
        expect([person.login, await opens(person)]).toEqual([person.login, reads ? 'opens' : 'RESTRICTED']);
      }
    });
  });

  describe('an opening by exception', () => {
    const openNow = (who: Caller, openingId = newId()) => clinic.services.access.openByException(who, { openingId, patientId, reason: 'emergency', words: 'Appel de l’urgence' });
    beforeEach(() => restrict());

    test('lets one person in for an hour, and no longer', async () => {
      const { openUntil } = await openNow(nurse);
      expect(openUntil).toBe(addMilliseconds(clinic.ports.clock.now(), 3_600_000));
      expect(await opens(nurse)).toBe('opens');
      expect(await opens(await clinic.caller('ips'))).toBe('RESTRICTED');
      expect(await clinic.services.patients.open(nurse, { patientId })).toMatchObject({ restriction: { openUntil, openings: 0 } });
      expect(await clinic.services.patients.open(secretary, { patientId })).toMatchObject({ restriction: { openUntil: null, openings: 1 } });
      clinic.ports.clock.set(openUntil);
      expect(await opens(nurse)).toBe('RESTRICTED');
    });

    test('lets in even whoever the care team keeps out, as the law wants where a life is at stake', async () => {
      await setStance(secretary, nurse, 'excluded');
      await openNow(nurse);
      expect(await opens(nurse)).toBe('opens');
    });

    test('gives no say in who else reads', async () => {
      await openNow(nurse);
      await expect(setStance(nurse, nurse, 'member')).rejects.toMatchObject({ code: 'FORBIDDEN' });
      await expect(clinic.services.access.lift(nurse, { patientId, words: 'non' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
      expect((await clinic.services.access.standing(nurse, { patientId })).mayChange).toBe(false);
    });

    test('is of a closed record only, and the same one twice is one', async () => {
      await expect(openNow(secretary)).rejects.toMatchObject({ code: 'ILLEGAL_STATE', data: { state: 'open' } });
      const openingId = newId();
      expect(await openNow(nurse, openingId)).toEqual(await openNow(nurse, openingId));
      await expect(openNow(await clinic.caller('ips'), openingId)).rejects.toMatchObject({ code: 'DUPLICATE' });
      expect((await trail()).filter((row) => row.action === 'record.opened-by-exception').map(({ user_id, detail }) => [user_id, JSON.parse(detail ?? '') as unknown])).toEqual([[nurse.userId, { reason: 'emergency', minutes: 60 }]]);
    });

    test('waits to be reviewed by whoever reads the trail, once', async () => {
      const administrator = await clinic.caller('administrator');
      await openNow(nurse);
      const list = () => clinic.services.access.openings(administrator, { unreviewed: true, after: null });
      const { openings: [opening], unreviewed } = await list();
      expect([unreviewed, opening]).toMatchObject([1, { byName: 'Essai nurse', patientName: 'Béland, Maryse', reason: 'emergency', words: 'Appel de l’urgence', review: null }]);
      const review = () => clinic.services.access.reviewOpening(administrator, { openingId: opening?.openingId ?? '', words: 'Vu avec elle' });
      expect(await review()).toEqual({ unreviewed: 0 });
      expect(await review()).toEqual({ unreviewed: 0 });
      expect(await list()).toEqual({ openings: [], unreviewed: 0, next: null });
      expect((await clinic.services.access.standing(secretary, { patientId })).openings).toMatchObject([{ review: { byName: 'Essai administrator', words: 'Vu avec elle' } }]);
      expect((await trail()).filter((row) => row.action === 'record.opening-reviewed')).toHaveLength(1);
    });

    test('is listed page by page', async () => {
      const administrator = await clinic.caller('administrator');
      await clinic.store.unitOfWork.write(async (db) => {
        for (let index = 0; index < 60; index += 1) {
          const at = addMilliseconds(clinic.ports.clock.now(), -index * 60_000);
          await db.insertInto('record_opening').values({ id: newId(), patient_id: patientId, user_id: nurse.userId, reason: 'care', words: `n${index}`, opened_at: at, open_until: at, reviewed_at: null, reviewed_by: null, review_words: null }).execute();
        }
      });
      const first = await clinic.services.access.openings(administrator, { unreviewed: false, after: null });
      const second = await clinic.services.access.openings(administrator, { unreviewed: false, after: first.next });
      expect([...first.openings, ...second.openings].map(({ words }) => words)).toEqual(Array.from({ length: 60 }, (_, index) => `n${index}`));
      expect([first.unreviewed, second.next]).toEqual([60, null]);
    });
  });
});
