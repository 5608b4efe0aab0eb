import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aPatient, aRequest } from '../referrals/testing/referral-fixtures.ts';
import { engines, openTestClinic, type TestClinic } from '../testing/test-clinic.ts';
import type { Caller } from '../users/caller.ts';

describe.each(engines)('the directory of referrers on %s', (engine) => {
  let clinic: TestClinic;
  let secretary: Caller;
  const ids: string[] = [];
  const directory = () => clinic.services.referrers;
  const found = async (text: string, retired = false) => (await directory().list(secretary, { text, retired, after: null })).rows;

  beforeAll(async () => {
    clinic = await openTestClinic(engine);
    secretary = await clinic.caller('secretary');
    for (const [familyName, givenName, organization] of [['Béland', 'Luc', 'GMF du Parc'], ['Saint-Pierre', 'Anne', 'CLSC Hochelaga'], ['Roy', 'Zoé', '']] as const) {
      const practitionerId = clinic.ports.newId();
      ids.push(practitionerId);
      await clinic.services.people.addReferrer(secretary, { practitionerId, familyName, givenName, organization, phone: '', fax: '' });
    }
  });
  afterAll(() => clinic.close());

  test('by name, accents, hyphens and order forgiven, also by place; nobody of the clinic', async () => {
    expect((await found('')).map(({ familyName }) => familyName)).toEqual(['Béland', 'Roy', 'Saint-Pierre']);
    for (const text of ['beland', 'luc bel', 'parc', 'GMF béland']) expect((await found(text)).map(({ familyName }) => familyName), text).toEqual(['Béland']);
    expect((await found('st pierre')).length + (await found('saint pierre')).length).toBeGreaterThan(0);
    await clinic.caller('rheumatologist');
    expect(await found('essai')).toEqual([]);
    expect(await found('% _')).toHaveLength(3);
  });

  test('counts the requests of each, of the records one reads', async () => {
    const [referrerId] = ids;
    const [open, closed] = [await aPatient(clinic), await aPatient(clinic)];
    for (const patientId of [open, closed]) await clinic.services.referrals.enter(secretary, aRequest(clinic, patientId, { referrerId: referrerId ?? null }));
    expect((await found('beland'))[0]?.requests).toBe(2);
    await clinic.services.access.restrict(await clinic.caller('rheumatologist'), { patientId: closed, reason: 'other', words: 'x' });
    expect((await found('beland'))[0]?.requests).toBe(1);
  });

  test('corrected, and found by what it is now; the same version twice is refused', async () => {
    const [row] = await found('roy');
    const next = { practitionerId: row!.practitionerId, expectedVersion: row!.version, familyName: 'Leroy', givenName: 'Zoé', organization: 'Clinique Angus', phone: '514 555-0100', fax: '', email: '' };
    expect(await directory().save(secretary, next)).toEqual({ version: row!.version + 1 });
    expect(await found('angus')).toMatchObject([{ familyName: 'Leroy', phone: '514 555-0100', fax: null, version: row!.version + 1 }]);
    await expect(directory().save(secretary, next)).rejects.toMatchObject({ code: 'STALE', data: { version: row!.version + 1 } });
    const [event] = await clinic.store.unitOfWork.read((db) => db.selectFrom('audit_event').select('detail').where('action', '=', 'referrer.changed').execute());
    expect(JSON.parse(event?.detail ?? '{}')).toEqual({ fields: ['family_name', 'organization', 'phone'] });
  });

  test('retired: not offered again, still named on the request; and back', async () => {
    const [row] = await found('beland');
    const { version } = await directory().setRetired(secretary, { practitionerId: row!.practitionerId, expectedVersion: row!.version, retired: true });
    expect(await clinic.services.people.searchReferrers(secretary, { text: 'beland' })).toEqual([]);
    expect(await found('beland')).toEqual([]);
    expect(await found('beland', true)).toMatchObject([{ retired: true }]);
    const { rows } = await clinic.services.triageDesk.queue(secretary, { list: 'to-triage' });
    const shown = await Promise.all(rows.filter(({ patient }) => patient.access === 'open').map(({ id }) => clinic.services.triageDesk.open(secretary, { referralId: id })));
    expect(shown.map(({ referrerName }) => referrerName)).toContain('Luc Béland');
    await directory().setRetired(secretary, { practitionerId: row!.practitionerId, expectedVersion: version, retired: false });
    expect(await found('beland')).toHaveLength(1);
  });

  test('somebody of the clinic, nobody, and a place that is not one are refused', async () => {
    const rheumatologist = await clinic.caller('rheumatologist');
    for (const practitionerId of [rheumatologist.practitionerId ?? '', clinic.ports.newId()]) {
      await expect(directory().setRetired(secretary, { practitionerId, expectedVersion: 1, retired: true })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
    for (const after of ['x', 'W10', Buffer.from('[1,2]').toString('base64url')]) await expect(directory().list(secretary, { text: '', retired: false, after })).rejects.toMatchObject({ code: 'INVALID' });
  });

  test('page by page, the same names once each', async () => {
    for (let count = 0; count < 70; count += 1) {
      await clinic.services.people.addReferrer(secretary, { practitionerId: clinic.ports.newId(), familyName: 'Page', givenName: `N${String(count)}`, organization: '', phone: '', fax: '' });
    }
    const first = await directory().list(secretary, { text: 'page', retired: false, after: null });
    const second = await directory().list(secretary, { text: 'page', retired: false, after: first.next });
    expect([first.rows.length, second.rows.length, second.next]).toEqual([50, 20, null]);
    expect(new Set([...first.rows, ...second.rows].map(({ practitionerId }) => practitionerId)).size).toBe(70);
  });
});
