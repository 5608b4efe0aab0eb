import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addPatient } from '../assessments/testing/assessed-patient.ts';
import { engines, openTestClinic, type TestClinic } from '../testing/test-clinic.ts';
import type { Caller } from '../users/caller.ts';

const entry = { 'ici-indicated': true, 'lives-in-area': true, 'accepts-programme': true, 'past-infusion-reaction': false, 'uncontrolled-autoimmune': false, transplant: false, 'combination-phase': false, 'interstitial-lung': false, 'past-myocarditis': false, 'prednisone-mg': 0 };

describe.each(engines)('workshops and what is owed for them, on %s', (engine) => {
  let clinic: TestClinic;
  let coordinator: Caller;
  let nurse: Caller;
  beforeAll(async () => {
    clinic = await openTestClinic(engine);
    [coordinator, nurse] = [await clinic.caller('coordinator'), await clinic.caller('community-nurse')];
    await clinic.services.credentials.add(coordinator, { credentialId: clinic.ports.newId(), practitionerId: nurse.practitionerId ?? '', kind: 'therapeutic-education', hours: 40, obtainedOn: '2025-01-01', expiresOn: null, issuer: '' });
  });
  afterAll(async () => {
    await clinic.services.longWork.close();
    await clinic.close();
  });

  const enrolled = async (familyName: string) => {
    const patientId = await addPatient(clinic, coordinator, familyName);
    const enrolmentId = clinic.ports.newId();
    const definitionId = (await clinic.services.pathways.definitions()).find(({ code }) => code === 'home-immunotherapy')!.definitionId;
    await clinic.services.pathways.propose(coordinator, { enrolmentId, patientId, definitionId });
    const { version } = await clinic.services.pathways.noteFacts(coordinator, { enrolmentId, expectedVersion: 1, facts: Object.entries(entry).map(([code, value]) => ({ code, value })) });
    await clinic.services.pathways.include(coordinator, { enrolmentId, expectedVersion: version, on: '2026-09-01', schedule: 'nivolumab-480' });
    return { patientId, enrolmentId };
  };
  const plan = async (enrolmentIds: string[], plannedOn: string, practitionerId = nurse.practitionerId ?? '') => {
    const workshopId = clinic.ports.newId();
    await clinic.services.workshops.plan(coordinator, { workshopId, pathway: 'home-immunotherapy', act: 'education-workshop', practitionerId, theme: 'Reconnaître les effets', place: 'Domicile', plannedOn, enrolmentIds });
    return workshopId;
  };
  const attendance = (enrolmentId: string, attended = true) => ({ enrolmentId, attended, scoreBefore: 40, scoreAfter: 80, satisfaction: 5, note: '' });
  const ledger = (month: string) => clinic.services.ledger.ledger({ month });

  test('planned with somebody trained; held with who was there; the pathway and the step know it', async () => {
    const { patientId, enrolmentId } = await enrolled('Atelier');
    const other = await clinic.caller('nurse');
    await expect(plan([enrolmentId], '2026-10-05', other.practitionerId ?? '')).rejects.toMatchObject({ code: 'NOT_TRAINED' });
    const workshopId = await plan([enrolmentId], '2026-10-05');
    await expect(clinic.services.workshops.hold(coordinator, { workshopId, expectedVersion: 1, heldOn: '2026-10-05', kilometres: 12, attendance: [] })).rejects.toMatchObject({ code: 'INVALID' });
    await expect(clinic.services.workshops.hold(coordinator, { workshopId, expectedVersion: 1, heldOn: '2026-12-05', kilometres: null, attendance: [attendance(enrolmentId)] })).rejects.toMatchObject({ code: 'INVALID' });
    await clinic.services.workshops.hold(coordinator, { workshopId, expectedVersion: 1, heldOn: '2026-10-05', kilometres: 12, attendance: [attendance(enrolmentId)] });
    const one = (await clinic.services.pathways.ofPatient(coordinator, { patientId })).enrolments[0]!;
    expect(one.facts.find(({ code }) => code === 'workshops-done')?.value).toBe(1);
    const steps = (await clinic.services.plans.ofPatient(coordinator, { patientId })).plans[0]!.steps.filter(({ act }) => act !== null);
    expect(steps.map(({ code, standing, performedBy }) => [code, standing === 'done', performedBy])).toEqual([['workshop-1', true, 'Essai community-nurse'], ['workshop-2', false, null]]);
    const { workshops } = await clinic.services.workshops.list(coordinator, { from: '2026-10-01', until: '2026-10-31' });
    expect(workshops).toMatchObject([{ state: 'held', kilometres: 12, name: 'Essai community-nurse', people: [{ patient: { familyName: 'Atelier' }, attended: true, scoreBefore: 40, scoreAfter: 80 }], others: 0 }]);
    await expect(clinic.services.workshops.cancel(coordinator, { workshopId, expectedVersion: 2, reason: 'x' })).rejects.toMatchObject({ code: 'ILLEGAL_STATE' });
  });

  test('what is owed is written once; a paid line is only taken back by a counter-line', async () => {
    const { enrolmentId } = await enrolled('Forfait');
    const second = await plan([enrolmentId], '2026-10-12');
    await clinic.services.workshops.hold(coordinator, { workshopId: second, expectedVersion: 1, heldOn: '2026-10-12', kilometres: 10, attendance: [attendance(enrolmentId, false)] });
    expect(await clinic.services.ledger.prepare(coordinator, { month: '2026-10' })).toEqual({ written: 1, unpriced: 0 });
    expect(await clinic.services.ledger.prepare(coordinator, { month: '2026-10' })).toEqual({ written: 0, unpriced: 0 });
    const [line] = (await ledger('2026-10')).lines;
    expect(line).toMatchObject({ kind: 'sessions', cents: 10_000, currency: 'EUR', state: 'due', name: 'Essai community-nurse', moves: ['approve', 'cancel'] });
    // A workshop noted later, on an earlier day, does not owe again what is written.
    const between = await plan([enrolmentId], '2026-10-08');
    await clinic.services.workshops.hold(coordinator, { workshopId: between, expectedVersion: 1, heldOn: '2026-10-08', kilometres: null, attendance: [attendance(enrolmentId)] });
    expect((await clinic.services.ledger.prepare(coordinator, { month: '2026-10' })).written).toBe(0);

    const move = (what: 'approve' | 'pay' | 'cancel', expectedVersion: number) => clinic.services.ledger.moveLine(coordinator, { lineId: line!.id, expectedVersion, move: what, reason: '' });
    await expect(move('pay', 1)).rejects.toMatchObject({ code: 'ILLEGAL_STATE' });
    await expect(move('cancel', 1)).rejects.toMatchObject({ code: 'REASON_REQUIRED' });
    await move('approve', 1);
    await move('pay', 2);
    for (const what of ['approve', 'pay', 'cancel'] as const) await expect(move(what, 3)).rejects.toMatchObject({ code: 'ILLEGAL_STATE' });
    const correctionId = clinic.ports.newId();
    await clinic.services.ledger.correct(coordinator, { correctionId, lineId: line!.id, reason: 'Compté deux fois' });
    await expect(clinic.services.ledger.correct(coordinator, { correctionId: clinic.ports.newId(), lineId: line!.id, reason: 'x' })).rejects.toMatchObject({ code: 'ILLEGAL_STATE' });
    expect((await ledger('2026-10')).lines[0]).toMatchObject({ state: 'paid', cents: 10_000, isCorrected: true, moves: ['replace'] });
    expect((await ledger('2026-11')).lines).toMatchObject([{ kind: 'correction', cents: -10_000, state: 'due', reason: 'Compté deux fois', corrects: line!.id }]);
    expect((await ledger('2026-10')).sums).toEqual({ due: 0, approved: 0, paid: 10_000, cancelled: 0 });
  });

  test('amounts are the programme’s, with their dates; travel and phases are owed once an amount is set', async () => {
    const list = await clinic.services.ledger.fees();
    const index = list.fees.findIndex(({ code }) => code === 'travel-km');
    const fee = { ...list.fees[index]!, amountCents: 45, validFrom: '2026-10-10' };
    const { version } = await clinic.services.ledger.saveFee(coordinator, { expectedVersion: list.version, index, fee });
    await expect(clinic.services.ledger.saveFee(coordinator, { expectedVersion: list.version, index, fee })).rejects.toMatchObject({ code: 'STALE' });
    await expect(clinic.services.ledger.saveFee(coordinator, { expectedVersion: version, index: null, fee })).rejects.toMatchObject({ code: 'INVALID' });
    const bundle = (await clinic.services.ledger.fees()).fees.findIndex(({ code }) => code === 'bundle-s1');
    await clinic.services.ledger.saveFee(coordinator, { expectedVersion: version, index: bundle, fee: { ...list.fees[bundle]!, amountCents: 50_000 } });
    await clinic.services.ledger.prepare(coordinator, { month: '2026-10' });
    // Ten kilometres on the twelfth; those of the fifth were before there was an amount.
    expect((await ledger('2026-10')).lines.filter(({ kind }) => kind === 'travel')).toMatchObject([{ quantity: 10, cents: 450 }]);
    expect((await ledger('2026-09')).lines.filter(({ kind }) => kind === 'bundle').map(({ cents, practitionerId }) => [cents, practitionerId])).toEqual([[50_000, null], [50_000, null]]);
  });

  test('what is to pay and paid leaves as a file', async () => {
    const csv = await clinic.services.ledger.file(coordinator, { month: '2026-10', format: 'csv', language: 'fr' });
    expect(csv.file.name).toBe('paiements-2026-10.csv');
    expect(Buffer.from(csv.content).toString('utf8').split('\r\n').slice(1, 3)).toEqual(['Essai community-nurse;2026-10-12;Ateliers d’éducation thérapeutique, forfait pour deux;2;100;EUR;payé;2026-11-16;', 'Essai community-nurse;;Total;;100;EUR;;;']);
    const xlsx = await clinic.services.ledger.file(coordinator, { month: '2026-10', format: 'xlsx', language: 'en' });
    expect(Buffer.from(xlsx.content).subarray(0, 2).toString()).toBe('PK');
  });

  test('one noted as held by mistake is taken back: planned again, nobody there, its step open, its lines cancelled or countered', async () => {
    const { ledger: money, workshops } = clinic.services;
    const { patientId, enrolmentId } = await enrolled('Erreur');
    const hold = async (on: string): Promise<string> => {
      const workshopId = await plan([enrolmentId], on);
      await workshops.hold(coordinator, { workshopId, expectedVersion: 1, heldOn: on, kilometres: 20, attendance: [attendance(enrolmentId)] });
      return workshopId;
    };
    const facts = async () => (await clinic.services.pathways.ofPatient(coordinator, { patientId })).enrolments[0]?.facts.find(({ code }) => code === 'workshops-done')?.value;
    const done = async () => (await clinic.services.plans.ofPatient(coordinator, { patientId })).plans[0]!.steps.filter(({ act, standing }) => act !== null && standing === 'done').length;
    // One of October is left over from above: with it the first of these makes a pair, the others the next.
    const ids = [await hold('2026-11-02'), await hold('2026-11-03'), await hold('2026-11-04')];
    await money.prepare(coordinator, { month: '2026-11' });
    const november = async () => (await ledger('2026-11')).lines.filter(({ on, kind }) => on < '2026-11-10' && kind !== 'correction');
    const written = await november();
    expect(written.map(({ kind, cents, state }) => [kind, cents, state])).toEqual(expect.arrayContaining([['sessions', 10_000, 'due'], ['travel', 900, 'due']]));
    expect([await facts(), await done()]).toEqual([3, 2]);
    const second = written.find(({ kind, on }) => kind === 'travel' && on === '2026-11-03')!;
    await money.moveLine(coordinator, { lineId: second.id, expectedVersion: 1, move: 'approve', reason: '' });
    await money.moveLine(coordinator, { lineId: second.id, expectedVersion: 2, move: 'pay', reason: '' });

    const physio = await clinic.caller('physiotherapist');
    await expect(workshops.takeBack(physio, { workshopId: ids[1]!, expectedVersion: 2, reason: 'x' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(workshops.takeBack(coordinator, { workshopId: ids[1]!, expectedVersion: 1, reason: 'x' })).rejects.toMatchObject({ code: 'STALE' });
    expect(await workshops.takeBack(coordinator, { workshopId: ids[1]!, expectedVersion: 2, reason: 'Noté pour une autre' })).toEqual({ version: 3 });
    await expect(workshops.takeBack(coordinator, { workshopId: ids[1]!, expectedVersion: 3, reason: 'x' })).rejects.toMatchObject({ code: 'ILLEGAL_STATE' });
    const back = (await workshops.list(coordinator, { from: '2026-11-03', until: '2026-11-03' })).workshops;
    expect(back).toMatchObject([{ state: 'planned', heldOn: null, kilometres: null, reason: 'Noté pour une autre', people: [{ attended: null, scoreBefore: null, satisfaction: null }] }]);
    expect([await facts(), await done()]).toEqual([2, 1]);
    // Its travel was paid: countered on the day, and nothing may be entered in its place; the flat fee it had part in was not.
    const after = (await ledger('2026-11')).lines;
    expect(after.find(({ id }) => id === second.id)).toMatchObject({ state: 'paid', isCorrected: true, moves: [] });
    expect(after.find(({ corrects }) => corrects === second.id)).toMatchObject({ kind: 'correction', cents: -900, state: 'due', reason: 'Noté pour une autre', on: '2026-11-16' });
    const pair = written.filter(({ kind }) => kind === 'sessions').map(({ id }) => after.find((one) => one.id === id)!);
    expect(pair.filter(({ state, reason }) => state === 'cancelled' && reason === 'Noté pour une autre')).toHaveLength(1);

    // Held after all: the pair and the travel are owed again, once.
    await workshops.hold(coordinator, { workshopId: ids[1]!, expectedVersion: 3, heldOn: '2026-11-03', kilometres: 20, attendance: [attendance(enrolmentId)] });
    expect((await money.prepare(coordinator, { month: '2026-11' })).written).toBe(2);
    expect((await money.prepare(coordinator, { month: '2026-11' })).written).toBe(0);
    expect((await november()).filter(({ kind, on, state }) => kind === 'travel' && on === '2026-11-03' && state === 'due')).toHaveLength(1);
    const trail = await clinic.store.database.db.selectFrom('audit_event').select('action').where('entity_id', '=', ids[1]!).execute();
    expect(trail.map(({ action }) => action)).toEqual(['workshop.planned', 'workshop.held', 'workshop.taken-back', 'ledger.corrected', 'workshop.held']);
  });

  test('another amount is entered once in place of a line that was taken back', async () => {
    const { ledger: money } = clinic.services;
    const countered = (await ledger('2026-10')).lines.find(({ isCorrected }) => isCorrected)!;
    const open = (await ledger('2026-10')).lines.find(({ state }) => state === 'due')!;
    expect(countered.moves).toEqual(['replace']);
    const replacementId = clinic.ports.newId();
    await expect(money.replace(coordinator, { replacementId, lineId: open.id, cents: 5000, reason: 'x' })).rejects.toMatchObject({ code: 'ILLEGAL_STATE' });
    expect(await money.replace(coordinator, { replacementId, lineId: countered.id, cents: 5000, reason: 'Un atelier, non deux' })).toEqual({ version: 1 });
    expect(await money.replace(coordinator, { replacementId, lineId: countered.id, cents: 5000, reason: 'Un atelier, non deux' })).toEqual({ version: 1 });
    await expect(money.replace(coordinator, { replacementId: clinic.ports.newId(), lineId: countered.id, cents: 1, reason: 'x' })).rejects.toMatchObject({ code: 'ILLEGAL_STATE' });
    expect((await ledger('2026-11')).lines.find(({ id }) => id === replacementId)).toMatchObject({ kind: 'sessions', cents: 5000, state: 'due', isReplacement: true, reason: 'Un atelier, non deux', name: countered.name, moves: ['approve', 'cancel'] });
    expect((await ledger('2026-10')).lines.find(({ id }) => id === countered.id)?.moves).toEqual([]);
  });
});
