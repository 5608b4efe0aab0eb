import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addPatient } from '../../assessments/testing/assessed-patient.ts';
import { newId } from '../../platform/ids.ts';
import { engines, openTestClinic, type TestClinic } from '../../testing/test-clinic.ts';
import type { Caller } from '../../users/caller.ts';
import type { PathwayDefinition } from '../definition-file.ts';
import { builtInPathways } from '../pathway-content.ts';
import { enrolAtHome } from '../doses/testing/dosed-patient.ts';

const code = 'home-immunotherapy';
const shipped = builtInPathways.find(({ id }) => id === code)!;
const asText = (definition: PathwayDefinition): string => JSON.stringify(definition, null, 2);
/** The shipped pathway with its second phase a month later, another step in the first, and one criterion less at its gate. */
const changed = ({ body, ...rest }: PathwayDefinition): PathwayDefinition => ({
  ...rest,
  body: {
    ...body,
    phases: body.phases.map((phase, index) => {
      if (index === 0) return { ...phase, steps: [...phase.steps, { id: 'welcome-call', offset: 'P1W', window: { before: 1, after: 2 }, kind: 'task' as const, roles: ['nurse' as const], label: { fr: 'Appel de bienvenue', en: 'Welcome call' }, what: { fr: 'Comment cela va', en: 'How it goes' } }] };
      return index === 1 ? { ...phase, starts: 'P7M', gate: phase.gate.filter(({ code: own }) => own !== 'ecog') } : phase;
    }),
  },
});

describe.each(engines)('pathways as a clinic writes them, on %s', (engine) => {
  let clinic: TestClinic;
  let oncologist: Caller;
  let coordinator: Caller;
  beforeAll(async () => {
    clinic = await openTestClinic(engine);
    oncologist = await clinic.caller('oncologist');
    coordinator = await clinic.caller('coordinator');
  });
  afterAll(async () => {
    await clinic.services.longWork.close();
    await clinic.close();
  });
  const editor = () => clinic.services.pathwayEditor;
  const inForce = async (): Promise<string> => (await editor().versions({ code })).find((one) => one.isInForce)!.definitionId;
  const save = async (definition: PathwayDefinition, part: object = {}) => editor().save(oncologist, { definitionId: newId(), code, basedOn: await inForce(), note: 'Un mois de plus', text: asText(definition), ...part });
  const putBack = async (): Promise<void> => {
    const first = (await editor().versions({ code })).find(({ origin }) => origin === 'built-in')!;
    if (!first.isInForce) await editor().use(oncologist, { definitionId: first.definitionId });
  };
  const enrolmentOf = async (patientId: string) => (await clinic.services.pathways.ofPatient(coordinator, { patientId })).enrolments[0]!;

  test('faults are told by line and place, in the language asked for; what somebody would get is dated', async () => {
    const { text } = await editor().read({ definitionId: await inForce() });
    expect(JSON.parse(text)).toEqual(shipped);
    const tried = await editor().tryOut({ text, from: '2025-01-15', schedule: 'nivolumab-480', language: 'fr' });
    expect(tried.problems).toEqual([]);
    expect(tried.preview?.phases.map(({ from, until, site, doses }) => [from, until, site, doses])).toEqual([['2025-01-15', '2025-07-15', 'hospital', 7], ['2025-07-15', '2026-01-15', 'home', 7], ['2026-01-15', '2027-01-15', 'home', 13]]);
    expect(tried.preview?.phases[0]?.steps.length).toBeGreaterThan(0);
    expect(tried.preview?.phases[0]?.steps.every(({ dueOn }) => dueOn >= '2025-01-15' && dueOn < '2025-09-01')).toBe(true);
    const broken = text.replace('"starts": "P6M"', '"starts": "bientôt"');
    const line = broken.slice(0, broken.indexOf('bientôt')).split('\n').length;
    expect(await editor().tryOut({ text: broken, from: '2025-01-15', schedule: null, language: 'fr' })).toMatchObject({ draft: null, preview: null, problems: [{ line, path: 'body.phases.1.starts' }] });
    const nameless = asText({ ...changed(shipped), body: { ...changed(shipped).body, phases: changed(shipped).body.phases.map((phase) => ({ ...phase, steps: phase.steps.map((step) => (step.id === 'welcome-call' ? { ...step, kind: 'visit' as const } : step)) })) } });
    expect((await editor().tryOut({ text: nameless, from: '2025-01-15', schedule: null, language: 'en' })).problems).toMatchObject([{ path: expect.stringMatching(/^body\.phases\.0\.steps\.\d+$/) as string, text: '“modalities” is missing: a visit says how it is held.' }]);
    await expect(save(shipped, { text: broken })).rejects.toMatchObject({ code: 'INVALID' });
    await expect(save(shipped, { text: text.replace('"id": "home-immunotherapy"', '"id": "other"') })).rejects.toMatchObject({ code: 'INVALID', data: { issues: [{ path: 'id' }] } });
  });

  test('a version is kept with why and by whom, in force for whoever comes after; whoever is on the way stays, and is taken over knowingly', async () => {
    const patientId = await addPatient(clinic, coordinator, 'Enroute');
    const enrolmentId = await enrolAtHome({ services: clinic.services, newId, coordinator }, patientId, { includedOn: '2026-11-02', advancedOn: null, schedule: 'nivolumab-480' });
    const before = await enrolmentOf(patientId);
    expect(before).toMatchObject({ definitionVersion: shipped.version, newer: null });
    // Its history calls the plan of a phase by its words, in both languages.
    const { changes, plans } = await clinic.services.patientEdits.history(coordinator, { patientId, after: null, limit: 50 });
    expect(changes.flatMap((one) => one.changes.map(({ field }) => field))).toContain(`planState:${code}.s1`);
    expect(plans[`${code}.s1`]).toEqual({ fr: 'Immunothérapie à domicile · Séquence 1, hôpital de jour', en: 'Immunotherapy at home · Sequence 1, day hospital' });
    const basedOn = await inForce();
    const saved = await save(changed(shipped));
    expect(saved.version).toBe(`${shipped.version}+clinic.1`);
    expect((await editor().versions({ code }))[0]).toMatchObject({ version: saved.version, origin: 'clinic', isInForce: true, madeBy: 'Essai oncologist', note: 'Un mois de plus', basedOn: shipped.version, running: 0 });
    // Saved again by the same id: one version. On what is no longer in force: told.
    expect(await editor().save(oncologist, { definitionId: saved.definitionId, code, basedOn, note: 'x', text: asText(shipped) })).toEqual(saved);
    await expect(save(shipped, { basedOn })).rejects.toMatchObject({ code: 'STALE', data: { changedBy: 'Essai oncologist' } });

    // They stay on theirs: the gate is where it was, and no step has come.
    const stays = await enrolmentOf(patientId);
    expect(stays).toMatchObject({ version: before.version, definitionVersion: shipped.version, newer: saved, gate: { from: '2027-05-02' } });
    expect((await clinic.services.plans.ofPatient(coordinator, { patientId })).plans[0]?.steps.some(({ code: step }) => step === 'welcome-call')).toBe(false);
    expect((await editor().behind(coordinator, { code })).rows).toMatchObject([{ enrolmentId, definitionVersion: shipped.version, phase: shipped.body.phases[0]?.label }]);
    // Of records one reads alone.
    await clinic.services.access.restrict(coordinator, { patientId, reason: 'person-request', words: 'x' });
    expect((await editor().behind(oncologist, { code })).rows).toEqual([]);
    await expect(clinic.services.pathwayMigrations.preview(oncologist, { enrolmentId })).rejects.toMatchObject({ code: 'RESTRICTED' });
    // Seen before: the phase, the criterion, the step. Nothing is kept of looking.
    expect(await clinic.services.pathwayMigrations.preview(coordinator, { enrolmentId })).toMatchObject({
      from: shipped.version, to: saved.version, refusal: null, phases: [{ from: '2027-05-02', to: '2027-06-02' }], criteriaAdded: [], criteriaRemoved: [{}], steps: { added: [{ fr: 'Appel de bienvenue' }], removed: [] }, interval: null,
    });
    expect((await enrolmentOf(patientId)).version).toBe(before.version);
    const migrate = (expectedVersion: number, definitionId = saved.definitionId) => clinic.services.pathwayMigrations.migrate(coordinator, { enrolmentId, expectedVersion, definitionId });
    await expect(migrate(before.version, basedOn)).rejects.toMatchObject({ code: 'STALE' });
    expect(await migrate(before.version)).toEqual({ version: before.version + 1 });
    await expect(migrate(before.version)).rejects.toMatchObject({ code: 'STALE' });
    await expect(migrate(before.version + 1)).rejects.toMatchObject({ code: 'ILLEGAL_STATE', data: { state: 'IN_FORCE' } });
    expect(await enrolmentOf(patientId)).toMatchObject({ definitionVersion: saved.version, newer: null, gate: { from: '2027-06-02' }, events: [{ move: 'migrate', note: `${shipped.version} → ${saved.version}`, by: 'Essai coordinator' }, { move: 'include' }] });
    expect((await clinic.services.plans.ofPatient(coordinator, { patientId })).plans[0]?.steps.some(({ code: step }) => step === 'welcome-call')).toBe(true);
    expect((await editor().behind(coordinator, { code })).rows).toEqual([]);
    const trail = await clinic.store.unitOfWork.read((db) => db.selectFrom('audit_event').select('action').where('entity_id', 'in', [enrolmentId, saved.definitionId]).where('action', 'in', ['pathway.migrated', 'pathway-definition.saved']).execute());
    expect(trail.map(({ action }) => action).sort()).toEqual(['pathway-definition.saved', 'pathway.migrated']);
    await putBack();
    await expect(editor().use(oncologist, { definitionId: basedOn })).rejects.toMatchObject({ code: 'ILLEGAL_STATE' });
    expect((await clinic.services.pathways.definitions()).find((one) => one.code === code)?.version).toBe(shipped.version);
  });

  test('nobody is taken over to a version without their phase or their drug; who has gone is not taken over', async () => {
    const patientId = await addPatient(clinic, coordinator, 'Sansphase');
    const enrolmentId = await enrolAtHome({ services: clinic.services, newId, coordinator }, patientId, { includedOn: '2026-11-02', advancedOn: null, schedule: 'cemiplimab-350' });
    const { version } = await enrolmentOf(patientId);
    const without = { ...shipped, body: { ...shipped.body, dosing: { ...shipped.body.dosing!, schedules: shipped.body.dosing!.schedules.filter((one) => one.code !== 'cemiplimab-350') } } };
    const first = await save(without);
    expect(await clinic.services.pathwayMigrations.preview(coordinator, { enrolmentId })).toMatchObject({ refusal: 'schedule' });
    await expect(clinic.services.pathwayMigrations.migrate(coordinator, { enrolmentId, expectedVersion: version, definitionId: first.definitionId })).rejects.toMatchObject({ code: 'ILLEGAL_STATE', data: { state: 'schedule' } });
    const renamed = await save({ ...shipped, body: { ...shipped.body, phases: shipped.body.phases.map((phase, index) => (index === 0 ? { ...phase, code: 'start' } : phase)) } });
    expect(await clinic.services.pathwayMigrations.preview(coordinator, { enrolmentId })).toMatchObject({ refusal: 'phase' });
    await expect(clinic.services.pathwayMigrations.migrate(coordinator, { enrolmentId, expectedVersion: version, definitionId: renamed.definitionId })).rejects.toMatchObject({ data: { state: 'phase' } });
    const left = await clinic.services.pathways.leave(coordinator, { enrolmentId, expectedVersion: version, reason: 'refusal', note: '' });
    await expect(clinic.services.pathwayMigrations.migrate(coordinator, { enrolmentId, expectedVersion: left.version, definitionId: renamed.definitionId })).rejects.toMatchObject({ data: { state: 'left' } });
    await putBack();
  });

  test('a pathway is begun under its own code, from nothing or from another; somebody is proposed for it and included; closed, it takes nobody new and keeps who is on it', async () => {
    const label = { fr: 'Vascularite, induction', en: 'Vasculitis, induction' };
    await expect(editor().begin({ code, label, from: null })).rejects.toMatchObject({ code: 'DUPLICATE', data: { field: 'code' } });
    await expect(editor().begin({ code: 'Vascularité', label, from: null })).rejects.toMatchObject({ code: 'INVALID', data: { issues: [{ path: 'code' }] } });
    await expect(editor().begin({ code: 'vasculitis', label, from: newId() })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const copied = await editor().begin({ code: 'vasculitis', label, from: await inForce() });
    expect(JSON.parse(copied.text)).toEqual({ kind: 'pathway', id: 'vasculitis', version: '1.0.0', status: 'unreviewed', sources: shipped.sources, body: { ...shipped.body, label } });
    const begun = await editor().begin({ code: 'vasculitis', label, from: null });
    expect((await editor().tryOut({ text: begun.text, from: '2026-11-02', schedule: null, language: 'fr' })).problems).toEqual([]);
    expect((await editor().versions({ code: 'vasculitis' }))).toEqual([]);

    const first = { definitionId: newId(), code: 'vasculitis', basedOn: null, note: 'Pour commencer', text: begun.text };
    await expect(editor().save(oncologist, { ...first, code: 'other' })).rejects.toMatchObject({ code: 'INVALID', data: { issues: [{ path: 'id' }] } });
    await expect(editor().save(oncologist, { ...first, code })).rejects.toMatchObject({ code: 'DUPLICATE' });
    await expect(editor().save(oncologist, { ...first, text: begun.text.replace('"accepts"', '"accept"') })).rejects.toMatchObject({ code: 'INVALID' });
    expect(await editor().save(oncologist, first)).toEqual({ definitionId: first.definitionId, version: '1.0.0+clinic.1' });
    expect(await editor().save(oncologist, first)).toEqual({ definitionId: first.definitionId, version: '1.0.0+clinic.1' });
    await expect(editor().save(oncologist, { ...first, definitionId: newId() })).rejects.toMatchObject({ code: 'DUPLICATE' });
    expect(await editor().versions({ code: 'vasculitis' })).toMatchObject([{ version: '1.0.0+clinic.1', isInForce: true, basedOn: null, note: 'Pour commencer' }]);

    const pathways = clinic.services.pathways;
    const listed = async () => (await pathways.definitions()).find((one) => one.code === 'vasculitis');
    expect(await listed()).toMatchObject({ definitionId: first.definitionId, label, isReviewed: false, retired: null });
    const propose = async (name: string) => {
      const [patientId, enrolmentId] = [await addPatient(clinic, coordinator, name), newId()];
      await pathways.propose(coordinator, { enrolmentId, patientId, definitionId: first.definitionId });
      const { version } = await pathways.noteFacts(coordinator, { enrolmentId, expectedVersion: 1, facts: [{ code: 'accepts', value: true }] });
      return { patientId, enrolmentId, version };
    };
    const on = await propose('Vasculite');
    const { version } = await pathways.include(coordinator, { enrolmentId: on.enrolmentId, expectedVersion: on.version, on: '2026-11-02', schedule: null });
    const waiting = await propose('Attente');

    await expect(editor().offer(oncologist, { code: 'vasculitis' })).rejects.toMatchObject({ code: 'ILLEGAL_STATE', data: { state: 'OFFERED' } });
    await expect(editor().retire(oncologist, { code: 'nothing', reason: 'x' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await editor().retire(oncologist, { code: 'vasculitis', reason: 'Essai terminé' });
    await expect(editor().retire(oncologist, { code: 'vasculitis', reason: 'x' })).rejects.toMatchObject({ code: 'ILLEGAL_STATE', data: { state: 'RETIRED' } });
    expect(await listed()).toMatchObject({ retired: { by: 'Essai oncologist', reason: 'Essai terminé' } });
    await expect(propose('Refus')).rejects.toMatchObject({ code: 'ILLEGAL_STATE', data: { state: 'retired' } });
    expect(await enrolmentOf(waiting.patientId)).toMatchObject({ isRetired: true, moves: ['leave'] });
    await expect(pathways.include(coordinator, { enrolmentId: waiting.enrolmentId, expectedVersion: waiting.version, on: '2026-11-02', schedule: null })).rejects.toMatchObject({ code: 'ILLEGAL_STATE', data: { state: 'retired' } });
    // Whoever is on it goes on: their moves, and another version of it.
    expect(await enrolmentOf(on.patientId)).toMatchObject({ state: 'running', moves: ['advance', 'suspend', 'leave'] });
    await pathways.suspend(coordinator, { enrolmentId: on.enrolmentId, expectedVersion: version, reason: 'other', note: '' });
    expect((await clinic.services.pathwayBoard.board(coordinator, { code: 'vasculitis' })).columns.find((column) => column.code === 'suspended')?.count).toBe(1);
    await editor().offer(oncologist, { code: 'vasculitis' });
    expect(await listed()).toMatchObject({ retired: null });
    await pathways.include(coordinator, { enrolmentId: waiting.enrolmentId, expectedVersion: waiting.version, on: '2026-11-02', schedule: null });
    const trail = await clinic.store.unitOfWork.read((db) => db.selectFrom('audit_event').select('action').where('entity_id', 'in', ['vasculitis', first.definitionId]).execute());
    expect(trail.map(({ action }) => action)).toEqual(['pathway-definition.saved', 'pathway-definition.retired', 'pathway-definition.offered']);
  });
});
