import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TemplateBody } from '#contract/plans.ts';
import { addPatient } from '../assessments/testing/assessed-patient.ts';
import { engines, openTestClinic, type TestClinic } from '../testing/test-clinic.ts';
import type { Caller } from '../users/caller.ts';
import { applied, planOf } from './testing/clinic-with-plans.ts';

describe.each(engines)('templates of follow-up plans, on %s', (engine) => {
  let clinic: TestClinic;
  let doctor: Caller;
  beforeAll(async () => {
    clinic = await openTestClinic(engine);
    doctor = await clinic.caller('rheumatologist');
  });
  afterAll(async () => {
    await clinic.services.longWork.close();
    await clinic.close();
  });

  const templates = () => clinic.services.planTemplates;
  const inForce = async (code: string) => {
    const found = (await clinic.services.plans.templates()).find((one) => one.code === code);
    if (!found) throw new Error(code);
    return found;
  };
  const save = (code: string | null, basedOn: string | null, body: TemplateBody, note = 'Essai') => templates().save(doctor, { templateId: clinic.ports.newId(), code, basedOn, note, body: { ...body } });

  test('a version is kept and in force; plans that run stay on theirs until they are taken over; and back to any version', async () => {
    const patientId = await addPatient(clinic, doctor, 'Modèle');
    const before = await inForce('FU04');
    const plan = await applied(clinic, doctor, patientId, 'FU04', '2026-11-16');
    const nurse = plan.steps.find(({ code }) => code === 'nurse');
    await clinic.services.planSteps.close(doctor, { stepId: nurse?.id ?? '', expectedVersion: 1, as: 'done', on: '2026-11-16', words: '', appointmentId: null, assessmentId: null });
    const [first, second] = before.body.steps;
    const changedBody: TemplateBody = { ...before.body, steps: [{ ...first!, label: { fr: 'Infirmière, autrement', en: 'Nurse, otherwise' } }, { ...second!, offset: 'P10W' }, { ...second!, id: 'extra', offset: 'P20W', repeat: undefined, label: { fr: 'En plus', en: 'Extra' } }] };
    const templateId = clinic.ports.newId();
    const input = { templateId, code: 'FU04', basedOn: before.templateId, note: 'Plus tôt', body: { ...changedBody } };
    expect(await templates().save(doctor, input)).toEqual({ templateId, code: 'FU04', version: '1.0.0+clinic.1' });
    expect(await templates().save(doctor, input)).toEqual({ templateId, code: 'FU04', version: '1.0.0+clinic.1' });
    expect(await inForce('FU04')).toMatchObject({ templateId, origin: 'clinic' });
    expect((await templates().versions({ code: 'FU04' })).map(({ version, isInForce, running, note, basedOn }) => [version, isInForce, running, note, basedOn])).toEqual([['1.0.0+clinic.1', true, 0, 'Plus tôt', '1.0.0'], ['1.0.0', false, 1, null, null]]);
    await expect(save('FU04', before.templateId, before.body)).rejects.toMatchObject({ code: 'STALE' });

    const still = await planOf(clinic, doctor, patientId, plan.id);
    expect(still).toMatchObject({ templateVersion: '1.0.0', newer: { templateId, version: '1.0.0+clinic.1' } });
    const preview = await clinic.services.plans.previewMigration(doctor, { planId: plan.id, templateId });
    expect(preview).toMatchObject({ added: [{ fr: 'En plus' }], removed: [] });
    expect(preview.moved.find(({ label }) => label.fr === 'Rhumatologue en personne')).toMatchObject({ from: '2027-02-08', to: '2027-01-25' });
    await clinic.services.plans.migrate(doctor, { planId: plan.id, expectedVersion: 1, templateId });
    const after = await planOf(clinic, doctor, patientId, plan.id);
    expect(after).toMatchObject({ templateVersion: '1.0.0+clinic.1', newer: null });
    // What was done keeps the words it was done under.
    expect(after.steps.find(({ code, occurrence }) => code === 'nurse' && occurrence === 1)?.label.fr).toBe('Infirmière à distance');
    expect(after.steps.find(({ code, occurrence }) => code === 'nurse' && occurrence === 2)?.label.fr).toBe('Infirmière, autrement');
    expect(after.steps.find(({ code }) => code === 'extra')).toMatchObject({ dueOn: '2027-04-05' });
    const other = await inForce('FU05');
    await expect(clinic.services.plans.migrate(doctor, { planId: plan.id, expectedVersion: 2, templateId: other.templateId })).rejects.toMatchObject({ code: 'INVALID' });

    expect(await templates().use(doctor, { templateId: before.templateId })).toEqual({ version: '1.0.0' });
    await expect(templates().use(doctor, { templateId: before.templateId })).rejects.toMatchObject({ code: 'ILLEGAL_STATE' });
    expect((await inForce('FU04')).templateId).toBe(before.templateId);
    expect(await save('FU04', before.templateId, before.body)).toMatchObject({ version: '1.0.0+clinic.2' });
  });

  test('what does not hold together is refused by place; tried before, it gives its dates; a new one has a code of the clinic', async () => {
    const { body, templateId } = await inForce('FU19');
    const [first, ...rest] = body.steps;
    const wrong = { ...body, title: { fr: '', en: 'x' }, steps: [{ ...first!, offset: 'soon' }, ...rest] };
    const tried = await templates().tryOut({ body: wrong, from: '2026-11-16' });
    expect(tried.steps).toEqual([]);
    expect(tried.problems).toContainEqual({ path: 'steps.0.offset', code: 'MALFORMED' });
    await expect(save('FU19', templateId, { ...body, steps: [{ ...first!, only: 'nowhere' }, ...rest] })).rejects.toMatchObject({ code: 'INVALID', data: { issues: [{ path: 'steps.0.only', code: 'UNKNOWN' }] } });
    expect((await templates().tryOut({ body: { ...body }, from: '2026-11-16' })).steps.map(({ code, dueOn }) => [code, dueOn])).toEqual([['call', '2026-11-17'], ['nurse', '2026-11-23'], ['letter', '2026-12-07'], ['stop-supply', '2026-12-14']]);
    expect(await save(null, templateId, { ...body, title: { fr: 'Le nôtre', en: 'Ours' } })).toMatchObject({ code: 'CL01', version: '1.1.0+clinic.1' });
    expect(await save(null, null, { ...body, title: { fr: 'Un autre', en: 'Another' } })).toMatchObject({ code: 'CL02' });
    await expect(save('FU99', null, body)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('a template of the clinic is withdrawn: offered no more, its plans go on, and it comes back; one that was shipped stays', async () => {
    const shipped = await inForce('FU20');
    await expect(templates().withdraw(doctor, { templateId: shipped.templateId })).rejects.toMatchObject({ code: 'ILLEGAL_STATE', data: { state: 'BUILT_IN' } });
    const own = await save(null, shipped.templateId, { ...shipped.body, title: { fr: 'À nous', en: 'Ours' } });
    const patientId = await addPatient(clinic, doctor, 'Retrait');
    const plan = await applied(clinic, doctor, patientId, own.code, '2026-11-16');
    expect(await templates().withdraw(doctor, { templateId: own.templateId })).toEqual({ code: own.code });
    expect((await clinic.services.plans.templates()).some(({ code }) => code === own.code)).toBe(false);
    expect((await templates().choices()).withdrawn).toEqual([{ templateId: own.templateId, code: own.code, title: { fr: 'À nous', en: 'Ours' }, running: 1 }]);
    expect(await planOf(clinic, doctor, patientId, plan.id)).toMatchObject({ state: 'running', newer: null });
    await expect(templates().withdraw(doctor, { templateId: own.templateId })).rejects.toMatchObject({ code: 'ILLEGAL_STATE', data: { state: 'WITHDRAWN' } });
    await templates().use(doctor, { templateId: own.templateId });
    expect(await inForce(own.code)).toMatchObject({ templateId: own.templateId });
    expect((await templates().choices()).withdrawn).toEqual([]);
  });
});
