import { call } from '@orpc/server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addPatient } from '../assessments/testing/assessed-patient.ts';
import type { CallContext } from '../call-context.ts';
import { trainingNoted } from '../programme/safety-repository.ts';
import { createRouter } from '../router.ts';
import { engines, openTestClinic, type TestClinic } from '../testing/test-clinic.ts';
import type { Caller } from '../users/caller.ts';

const entry = { 'ici-indicated': true, 'lives-in-area': true, 'accepts-programme': true, 'past-infusion-reaction': false, 'uncontrolled-autoimmune': false, transplant: false, 'combination-phase': false, 'interstitial-lung': false, 'past-myocarditis': false, 'prednisone-mg': 0 };
const allWeek = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, startsAt: '08:00', endsAt: '16:00', modalities: ['IN_PERSON' as const] }));

describe.each(engines)('training of the people of the clinic, on %s', (engine) => {
  let clinic: TestClinic;
  let coordinator: Caller;
  let nurse: Caller;
  let other: Caller;
  let count = 0;
  beforeAll(async () => {
    clinic = await openTestClinic(engine);
    [coordinator, nurse, other] = [await clinic.caller('coordinator'), await clinic.caller('community-nurse'), await clinic.caller('nurse')];
    for (const { practitionerId } of [nurse, other]) await clinic.services.people.setWeeklyHours(coordinator, { practitionerId: practitionerId ?? '', openings: allWeek, slotMinutes: 30, expectedVersion: 0 });
  });
  afterAll(async () => {
    await clinic.services.longWork.close();
    await clinic.close();
  });

  const credentials = () => clinic.services.credentials;
  const idOf = ({ practitionerId }: Caller): string => practitionerId ?? '';
  const give = async (to: Caller, kind: string, hours: number, obtainedOn: string, expiresOn: string | null = null): Promise<string> => {
    const credentialId = clinic.ports.newId();
    await credentials().add(coordinator, { credentialId, practitionerId: idOf(to), kind, hours, obtainedOn, expiresOn, issuer: 'Réseau' });
    return credentialId;
  };
  /** Everything noted of everybody taken back. */
  const clear = async (): Promise<void> => {
    for (const one of [nurse, other]) {
      for (const { id, version, withdrawn } of (await credentials().ofPerson({ practitionerId: idOf(one) })).attestations) if (!withdrawn) await credentials().withdraw(coordinator, { credentialId: id, expectedVersion: version, reason: 'Essai' });
    }
  };
  /** Somebody on a pathway with a workshop to come, and that step. */
  const withWorkshop = async () => {
    count += 1;
    const patientId = await addPatient(clinic, coordinator, `Atelier${String.fromCodePoint(64 + count)}`);
    const enrolmentId = clinic.ports.newId();
    const definitionId = (await clinic.services.pathways.definitions()).find(({ code }) => code === 'home-immunotherapy')!.definitionId;
    await clinic.services.pathways.propose(coordinator, { enrolmentId, patientId, definitionId });
    const { version } = await clinic.services.pathways.noteFacts(coordinator, { enrolmentId, expectedVersion: 1, facts: Object.entries(entry).map(([code, value]) => ({ code, value })) });
    await clinic.services.pathways.include(coordinator, { enrolmentId, expectedVersion: version, on: '2026-10-01', schedule: 'nivolumab-480' });
    const step = async () => (await clinic.services.plans.ofPatient(coordinator, { patientId })).plans[0]!.steps.find(({ code }) => code === 'workshop-1')!;
    return { patientId, step };
  };
  const book = async (patientId: string, who: Caller, startsAt: string): Promise<string> => {
    const appointmentId = clinic.ports.newId();
    await clinic.services.booking.book(coordinator, { appointmentId, patientId, referralId: null, practitionerId: idOf(who), startsAt, minutes: 30, modality: 'IN_PERSON', patientZone: null, reason: null, purpose: null, consent: null });
    return appointmentId;
  };

  test('hours add up, the end follows from the kind; a line is taken back with why, and given back', async () => {
    const first = await give(other, 'therapeutic-education', 25, '2024-05-02');
    const standing = async () => (await credentials().ofPerson({ practitionerId: idOf(other) })).standings.find(({ kind }) => kind === 'therapeutic-education');
    expect(await standing()).toMatchObject({ standing: 'short', hours: 25, asked: 40 });
    await give(other, 'therapeutic-education', 15, '2025-01-10');
    expect(await standing()).toMatchObject({ standing: 'held', hours: 40, until: null });
    await give(other, 'immunotherapy', 4, '2024-02-29');
    expect((await credentials().mine(other)).attestations.find(({ kind }) => kind === 'immunotherapy')).toMatchObject({ expiresOn: '2027-02-28', issuer: 'Réseau', recordedBy: coordinator.displayName });
    const refused = async (part: object, code: string) =>
      expect(credentials().add(coordinator, { credentialId: clinic.ports.newId(), practitionerId: idOf(other), kind: 'immunotherapy', hours: 4, obtainedOn: '2026-01-01', expiresOn: null, issuer: '', ...part })).rejects.toMatchObject({ data: { issues: [{ code }] } });
    await refused({ kind: 'invented' }, 'UNKNOWN');
    await refused({ obtainedOn: '2026-11-17' }, 'FUTURE');
    await refused({ expiresOn: '2025-12-31' }, 'BEFORE');
    await refused({ expiresOn: '2029-01-02' }, 'TOO_LATE');
    await credentials().withdraw(coordinator, { credentialId: first, expectedVersion: 1, reason: 'Attestation d’une autre personne' });
    expect(await standing()).toMatchObject({ standing: 'short', hours: 15 });
    await expect(credentials().withdraw(coordinator, { credentialId: first, expectedVersion: 1, reason: 'x' })).rejects.toMatchObject({ code: 'STALE' });
    await expect(credentials().withdraw(coordinator, { credentialId: first, expectedVersion: 2, reason: 'x' })).rejects.toMatchObject({ code: 'ILLEGAL_STATE' });
    await credentials().reinstate(coordinator, { credentialId: first, expectedVersion: 2 });
    expect(await standing()).toMatchObject({ standing: 'held' });
    await clear();
  });

  test('what ends is told ahead, of everybody', async () => {
    await give(nurse, 'immunotherapy', 4, '2023-12-01');
    await give(other, 'immunotherapy', 4, '2023-11-01');
    expect((await credentials().ending()).rows.map(({ practitionerId, credential }) => [practitionerId, credential.standing, credential.until])).toEqual([[idOf(other), 'expired', '2026-11-01'], [idOf(nurse), 'expiring', '2026-12-01']]);
    await clear();
    expect((await credentials().ending()).rows).toEqual([]);
  });

  test('the kinds are the clinic’s: another version each time; what an act asks for follows at once', async () => {
    const list = await credentials().kinds();
    expect(list.acts.find(({ code }) => code === 'home-infusion')).toMatchObject({ requires: ['therapeutic-education', 'immunotherapy'] });
    const kind = { code: 'injection', label: { fr: 'Injection', en: 'Injection' }, hours: 3, validMonths: 12, warnDays: 30, source: 'CLINIC', isRetired: false };
    const { version } = await credentials().saveKind(coordinator, { expectedVersion: list.version, isNew: true, kind });
    expect(version).toBe('1.0.0+clinic.1');
    await expect(credentials().saveKind(coordinator, { expectedVersion: list.version, isNew: true, kind })).rejects.toMatchObject({ code: 'STALE' });
    await expect(credentials().saveKind(coordinator, { expectedVersion: version, isNew: true, kind })).rejects.toMatchObject({ code: 'INVALID' });
    const education = list.kinds.find(({ code }) => code === 'therapeutic-education')!;
    await give(nurse, 'therapeutic-education', 40, '2024-01-01');
    const may = async (): Promise<boolean> => (await credentials().whoMay({ requires: ['therapeutic-education'], on: '2026-11-16' })).some(({ practitionerId, isTrained }) => practitionerId === idOf(nurse) && isTrained);
    expect(await may()).toBe(true);
    const harder = await credentials().saveKind(coordinator, { expectedVersion: version, isNew: false, kind: { ...education, hours: 60, source: 'CLINIC' } });
    expect(await may()).toBe(false);
    await credentials().saveKind(coordinator, { expectedVersion: harder.version, isNew: false, kind: education });
    await clear();
  });

  /** Every way to begin or record an act at a step of a plan: what each answers for somebody. */
  const ways: Readonly<Record<string, (who: Caller) => Promise<unknown>>> = {
    'the step noted as done, naming who did it': async (who) => {
      const { step } = await withWorkshop();
      const { id, version } = await step();
      return clinic.services.planSteps.close(coordinator, { stepId: id, expectedVersion: version, as: 'done', on: '2026-11-16', words: '', appointmentId: null, assessmentId: null, practitionerId: idOf(who) });
    },
    'the same through the operation, by the person': async (who) => {
      const { step } = await withWorkshop();
      const { id, version } = await step();
      const context: CallContext = { session: { caller: { ...coordinator, practitionerId: who.practitionerId } }, sessions: {} as CallContext['sessions'], accounts: {} as CallContext['accounts'], clinic: () => clinic, ports: clinic.ports };
      return call(createRouter().plans.closeStep, { stepId: id, expectedVersion: version, as: 'done', on: '2026-11-16', words: '' }, { context, path: ['plans', 'closeStep'] });
    },
    'a visit in their calendar linked to the step': async (who) => {
      const { patientId, step } = await withWorkshop();
      const appointmentId = await book(patientId, who, `2026-11-${String(17 + (count % 4))}T${String(14 + (count % 5))}:30:00.000Z`);
      const { id, version } = await step();
      return clinic.services.planSteps.linkVisit(coordinator, { stepId: id, expectedVersion: version, appointmentId });
    },
  };

  test.each(Object.keys(ways))('no act by somebody who is not trained on that day: %s', async (name) => {
    const way = ways[name]!;
    for (const [prepare, isTrained] of [
      [() => Promise.resolve(''), false],
      [() => give(nurse, 'immunotherapy', 4, '2026-01-01'), false],
      [() => give(nurse, 'therapeutic-education', 39.75, '2024-01-01'), false],
      [() => give(nurse, 'therapeutic-education', 40, '2024-01-01', '2026-11-15'), false],
      [() => give(nurse, 'therapeutic-education', 0.25, '2026-11-16'), true],
    ] as const) {
      await prepare();
      if (isTrained) await expect(way(nurse)).resolves.toMatchObject({ version: 2 });
      else await expect(way(nurse)).rejects.toMatchObject({ code: 'NOT_TRAINED', data: { act: { fr: 'Atelier d’éducation thérapeutique' } } });
      await expect(way(other)).rejects.toMatchObject({ code: 'NOT_TRAINED' });
    }
    await clear();
  });

  test('a visit booked for an act does not go to somebody untrained, nor begin once the training is over', async () => {
    await give(nurse, 'therapeutic-education', 40, '2024-01-01', '2026-11-18');
    const { patientId, step } = await withWorkshop();
    const appointmentId = await book(patientId, nurse, '2026-11-18T19:00:00.000Z');
    const { id, version } = await step();
    await clinic.services.planSteps.linkVisit(coordinator, { stepId: id, expectedVersion: version, appointmentId });
    const move = (who: Caller, startsAt: string) => clinic.services.visitLife.move(coordinator, { appointmentId, expectedVersion: 1, practitionerId: idOf(who), startsAt, minutes: 30 });
    await expect(move(other, '2026-11-18T19:00:00.000Z')).rejects.toMatchObject({ code: 'NOT_TRAINED' });
    await expect(move(nurse, '2026-11-19T19:00:00.000Z')).rejects.toMatchObject({ code: 'NOT_TRAINED' });
    const [line] = (await credentials().ofPerson({ practitionerId: idOf(nurse) })).attestations.filter(({ withdrawn }) => withdrawn === null);
    await credentials().withdraw(coordinator, { credentialId: line!.id, expectedVersion: line!.version, reason: 'Essai' });
    clinic.ports.clock.set('2026-11-18T19:05:00.000Z');
    const mark = (as: 'in-progress' | 'done') => clinic.services.visitLife.mark(coordinator, { appointmentId, expectedVersion: 1, as, outcome: null });
    await expect(mark('in-progress')).rejects.toMatchObject({ code: 'NOT_TRAINED' });
    await credentials().reinstate(coordinator, { credentialId: line!.id, expectedVersion: line!.version + 1 });
    await mark('in-progress');
    clinic.ports.clock.set('2026-11-16T15:12:00.000Z');
    await clear();
  });

  test('who did it is kept with the step; the page offers it to nobody else', async () => {
    await give(nurse, 'therapeutic-education', 40, '2024-01-01');
    const { patientId, step } = await withWorkshop();
    const { id, version, act } = await step();
    expect(act).toMatchObject({ code: 'education-workshop', requires: ['therapeutic-education'] });
    await clinic.services.planSteps.close(coordinator, { stepId: id, expectedVersion: version, as: 'done', on: '2026-11-16', words: '', appointmentId: null, assessmentId: null, practitionerId: idOf(nurse) });
    expect(await step()).toMatchObject({ standing: 'done', performedBy: 'Essai community-nurse' });
    await clinic.services.planSteps.reopen(coordinator, { stepId: id, expectedVersion: version + 1 });
    expect(await step()).toMatchObject({ performedBy: null, mayClose: true });
    const seenBy = async (caller: Caller) => (await clinic.services.plans.ofPatient({ ...caller, grants: { ...caller.grants, 'patient.clinical.read': 'clinic' } }, { patientId })).plans[0]!.steps.find(({ code }) => code === 'workshop-1')!.mayClose;
    expect(await seenBy(nurse)).toBe(true);
    await clear();
    expect(await seenBy(nurse)).toBe(false);
  });

  test('where training is only asked for, somebody without it says what they rest on; it is kept, told and counted until it is caught up with', async () => {
    const patientId = await addPatient(clinic, coordinator, 'Demandee');
    const enrolmentId = clinic.ports.newId();
    const definitionId = (await clinic.services.pathways.definitions()).find(({ code }) => code === 'new-biologic')!.definitionId;
    await clinic.services.pathways.propose(coordinator, { enrolmentId, patientId, definitionId });
    const { version } = await clinic.services.pathways.noteFacts(coordinator, { enrolmentId, expectedVersion: 1, facts: [{ code: 'drug-chosen', value: true }, { code: 'active-infection', value: false }] });
    await clinic.services.pathways.include(coordinator, { enrolmentId, expectedVersion: version, on: '2026-11-10', schedule: null });
    const step = async () => (await clinic.services.plans.ofPatient(coordinator, { patientId })).plans[0]!.steps.find(({ code }) => code === 'checklist')!;
    const close = async (who: Caller, part: { practitionerId?: string; competence?: string }) => {
      const { id, version: expectedVersion } = await step();
      return clinic.services.planSteps.close(who, { stepId: id, expectedVersion, as: 'done', on: '2026-11-16', words: '', appointmentId: null, assessmentId: null, ...part });
    };
    expect(await step()).toMatchObject({ act: { training: 'asked' }, mayClose: true });
    // Not silently; and not by nobody.
    await expect(close(other, {})).rejects.toMatchObject({ code: 'NOT_TRAINED', data: { mayState: true, lacks: [{ standing: 'none' }] } });
    await expect(close({ ...coordinator, practitionerId: null }, { competence: 'Formée' })).rejects.toMatchObject({ code: 'NOT_TRAINED', data: { person: null, mayState: false } });
    // Its visit is booked with anybody of the profession, and begins.
    const appointmentId = await book(patientId, other, '2026-11-16T15:30:00.000Z');
    const open = await step();
    await clinic.services.planSteps.linkVisit(coordinator, { stepId: open.id, expectedVersion: open.version, appointmentId });
    await clinic.services.visitLife.mark(coordinator, { appointmentId, expectedVersion: 1, as: 'in-progress', outcome: null });
    await close(other, { competence: 'Formée par l’équipe, attestation à venir' });
    expect(await step()).toMatchObject({ standing: 'done', performedBy: 'Essai nurse', competence: 'Formée par l’équipe, attestation à venir' });
    const { changes } = await clinic.services.patientEdits.history(coordinator, { patientId, after: null, limit: 20 });
    expect(changes.find(({ entity }) => entity === 'plan-step')).toMatchObject({ changes: [{ to: { state: 'done', competence: 'Formée par l’équipe, attestation à venir' } }] });
    expect((await clinic.services.credentials.unnoted()).rows).toMatchObject([{ practitionerId: idOf(other), step: { fr: 'Liste de vérification' }, on: '2026-11-16', competence: 'Formée par l’équipe, attestation à venir', lacks: [{ kind: 'biologic-therapies', standing: 'none' }] }]);
    // Noted for a later day it is not caught up with; noted for that day it is.
    clinic.ports.clock.set('2026-11-20T15:12:00.000Z');
    await give(other, 'biologic-therapies', 7, '2026-11-18');
    expect((await clinic.services.credentials.unnoted()).rows).toMatchObject([{ lacks: [] }]);
    await give(other, 'biologic-therapies', 7, '2026-11-01');
    expect(await clinic.services.credentials.unnoted()).toEqual({ total: 0, rows: [] });
    const report = await clinic.services.pathwayFigures.pathway(coordinator, { code: 'new-biologic' });
    expect(report.completeness.find(({ what }) => what === 'training')).toBeDefined();
    expect(await clinic.store.unitOfWork.read((db) => trainingNoted(db, 'new-biologic'))).toEqual({ due: 1, noted: 0 });
    // Open again, nothing of it stays with the step; done by somebody trained, nothing is asked.
    const done = await step();
    await clinic.services.planSteps.reopen(coordinator, { stepId: done.id, expectedVersion: done.version });
    expect(await step()).toMatchObject({ competence: null, performedBy: null });
    await close(other, { competence: 'Pour rien' });
    expect(await step()).toMatchObject({ performedBy: 'Essai nurse', competence: null });
    expect(await clinic.store.unitOfWork.read((db) => trainingNoted(db, 'new-biologic'))).toEqual({ due: 1, noted: 1 });
    clinic.ports.clock.set('2026-11-16T15:12:00.000Z');
    await clear();
  });
});
