import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addPatient } from '../assessments/testing/assessed-patient.ts';
import { engines, openTestClinic, type TestClinic } from '../testing/test-clinic.ts';
import type { Caller } from '../users/caller.ts';

describe.each(engines)('community nurses, on %s', (engine) => {
  let clinic: TestClinic;
  let coordinator: Caller;
  const ids: Record<'near' | 'far' | 'untrained', string> = { near: '', far: '', untrained: '' };
  beforeAll(async () => {
    clinic = await openTestClinic(engine);
    coordinator = await clinic.caller('coordinator');
    for (const [name, km] of [['near', 3], ['far', 25], ['untrained', 1]] as const) {
      ids[name] = clinic.ports.newId();
      await save(name, { areas: [{ prefix: 'h2x', km }] });
      if (name === 'untrained') continue;
      for (const [kind, hours] of [['therapeutic-education', 40], ['immunotherapy', 4]] as const) await clinic.services.credentials.add(coordinator, { credentialId: clinic.ports.newId(), practitionerId: ids[name], kind, hours, obtainedOn: '2025-06-01', expiresOn: null, issuer: '' });
    }
  });
  afterAll(async () => {
    await clinic.services.longWork.close();
    await clinic.close();
  });

  const nurses = () => clinic.services.nurses;
  const save = (name: keyof typeof ids, part: object = {}, expectedVersion = 0) =>
    nurses().save(coordinator, { practitionerId: ids[name], expectedVersion, givenName: 'Anne', familyName: name, sector: 'Plateau', areas: [], languages: ['fr'], weekdays: [5, 1, 1], mostPeople: 2, phone: '514 555-0101', email: 'anne@exemple.org', organization: 'Cabinet', isActive: true, note: '', ...part });
  const enrolled = async (familyName: string) => {
    const patientId = await addPatient(clinic, coordinator, familyName);
    await clinic.store.database.db.updateTable('patient').set({ postal_code: 'H2X 1Y4' }).where('id', '=', patientId).execute();
    const enrolmentId = clinic.ports.newId();
    const definitionId = (await clinic.services.pathways.definitions()).find(({ code }) => code === 'home-immunotherapy')!.definitionId;
    await clinic.services.pathways.propose(coordinator, { enrolmentId, patientId, definitionId });
    return { patientId, enrolmentId };
  };
  const assign = (enrolmentId: string, who: keyof typeof ids, part: 'main' | 'back-up', note = '') => nurses().assign(coordinator, { assignmentId: clinic.ports.newId(), enrolmentId, practitionerId: ids[who], part, note });
  const facts = async (patientId: string) => {
    const known = (await clinic.services.pathways.ofPatient(coordinator, { patientId })).enrolments[0]!.facts;
    return ['nurse-assigned', 'back-up-named'].map((code) => known.find((fact) => fact.code === code)?.value);
  };

  test('the directory says where, when, for whom; a version seen is the one changed', async () => {
    const told = (await nurses().list(coordinator)).nurses.find(({ practitionerId }) => practitionerId === ids.near);
    expect(told).toMatchObject({ name: 'Anne near', areas: [{ prefix: 'H2X', km: 3 }], weekdays: [1, 5], follows: 0, mostPeople: 2, trainedFor: [{ label: { fr: 'Éducation thérapeutique, 40 heures' } }, { label: { fr: 'Module immunothérapie, 4 heures' } }] });
    await expect(save('near', {}, 4)).rejects.toMatchObject({ code: 'STALE' });
    await expect(save('near', { areas: [{ prefix: 'H2X', km: 1 }, { prefix: 'h2x', km: 2 }] }, 1)).rejects.toMatchObject({ code: 'INVALID' });
    // They are among the professionals: they can be booked, and be given training.
    expect((await clinic.services.people.professionals(coordinator)).filter(({ role }) => role === 'community-nurse')).toHaveLength(3);
  });

  test('proposed by distance and load, with reasons; the pathway knows it by itself; another than the first takes a reason', async () => {
    const { patientId, enrolmentId } = await enrolled('Domicile');
    const { asks, candidates } = await nurses().rank(coordinator, { enrolmentId, part: 'main' });
    expect(asks).toHaveLength(2);
    expect(candidates.map(({ practitionerId, rank }) => [practitionerId, rank])).toEqual([[ids.near, 1], [ids.far, 2], [ids.untrained, null]]);
    await expect(assign(enrolmentId, 'untrained', 'main', 'Voisine')).rejects.toMatchObject({ code: 'NOT_TRAINED' });
    await expect(assign(enrolmentId, 'far', 'main')).rejects.toMatchObject({ code: 'REASON_REQUIRED' });
    await assign(enrolmentId, 'near', 'main');
    await expect(assign(enrolmentId, 'near', 'back-up')).rejects.toMatchObject({ code: 'ILLEGAL_STATE' });
    await assign(enrolmentId, 'far', 'back-up');
    expect(await facts(patientId)).toEqual([true, true]);
    const { assignments } = (await nurses().ofPatient(coordinator, { patientId })).enrolments[0]!;
    expect(assignments.map(({ part, name, reasons }) => [part, name, reasons[0]])).toEqual([['main', 'Anne near', { code: 'distance', km: 3, load: null, most: null, words: [] }], ['back-up', 'Anne far', { code: 'distance', km: 25, load: null, most: null, words: [] }]]);
    expect((await nurses().peopleOf(coordinator, { practitionerId: ids.near })).map(({ patient, part, pathway }) => [patient.familyName, part, pathway.en])).toEqual([['Domicile', 'main', 'Immunotherapy at home']]);
    const back = assignments[1]!;
    await nurses().end(coordinator, { assignmentId: back.id, expectedVersion: back.version, reason: 'Congé' });
    expect(await facts(patientId)).toEqual([true, false]);
    await expect(nurses().end(coordinator, { assignmentId: back.id, expectedVersion: 2, reason: 'x' })).rejects.toMatchObject({ code: 'ILLEGAL_STATE' });
    // Replaced: the one before stays on file, with why.
    await assign(enrolmentId, 'far', 'main', 'Déménagement');
    expect((await nurses().ofPatient(coordinator, { patientId })).enrolments[0]!.assignments.map(({ name, ended }) => [name, ended?.reason ?? null])).toEqual([['Anne far', null], ['Anne near', 'Déménagement'], ['Anne far', 'Congé']]);
    expect(await facts(patientId)).toEqual([true, false]);
  });

  test('whoever is full is not offered; whoever follows somebody reads their record, and no longer once it ends', async () => {
    const [first, second, third] = [await enrolled('Une'), await enrolled('Deux'), await enrolled('Trois')];
    await assign(first.enrolmentId, 'near', 'main');
    await assign(second.enrolmentId, 'near', 'main');
    const { candidates } = await nurses().rank(coordinator, { enrolmentId: third.enrolmentId, part: 'main' });
    expect(candidates.find(({ practitionerId }) => practitionerId === ids.near)).toMatchObject({ rank: null, reasons: [{ code: 'full', load: 2, most: 2 }, {}, {}, {}] });
    await expect(assign(third.enrolmentId, 'near', 'main', 'x')).rejects.toMatchObject({ code: 'ILLEGAL_STATE' });
    const nurse: Caller = { ...(await clinic.caller('community-nurse')), practitionerId: ids.near };
    const reads = () => clinic.services.nurses.ofPatient(nurse, { patientId: first.patientId });
    const { assignments } = (await reads()).enrolments[0]!;
    await expect(clinic.services.nurses.ofPatient(nurse, { patientId: third.patientId })).rejects.toMatchObject({ code: 'RESTRICTED' });
    await nurses().end(coordinator, { assignmentId: assignments[0]!.id, expectedVersion: 1, reason: 'Essai' });
    await expect(reads()).rejects.toMatchObject({ code: 'RESTRICTED' });
  });
});
