import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FollowUpPlan } from '#contract/plans.ts';
import { addPatient } from '../assessments/testing/assessed-patient.ts';
import { anEntry } from '../assessments/testing/assessment-fixtures.ts';
import { engines, openTestClinic, type TestClinic } from '../testing/test-clinic.ts';
import type { Caller } from '../users/caller.ts';
import { shiftDays } from './plan-date-rules.ts';
import { anApplication, applied, planOf } from './testing/clinic-with-plans.ts';

const allWeek = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, startsAt: '08:00', endsAt: '16:00', modalities: ['IN_PERSON' as const, 'VIDEO' as const, 'PHONE' as const] }));

describe.each(engines)('follow-up plans, on %s', (engine) => {
  let clinic: TestClinic;
  let doctor: Caller;
  let nurse: Caller;
  let secretary: Caller;
  beforeAll(async () => {
    clinic = await openTestClinic(engine);
    [doctor, nurse, secretary] = [await clinic.caller('rheumatologist'), await clinic.caller('nurse'), await clinic.caller('secretary')];
    for (const { practitionerId } of [doctor, nurse]) await clinic.services.people.setWeeklyHours(secretary, { practitionerId: practitionerId ?? '', openings: allWeek, slotMinutes: 30, expectedVersion: 0 });
  });
  afterAll(async () => {
    await clinic.services.longWork.close();
    await clinic.close();
  });

  const plans = () => clinic.services.plans;
  const steps = () => clinic.services.planSteps;
  const stepOf = (plan: FollowUpPlan, code: string, occurrence = 1) => {
    const found = plan.steps.find((step) => step.code === code && step.occurrence === occurrence);
    if (!found) throw new Error(code);
    return found;
  };
  const everything = async () => ({
    plans: await clinic.store.database.db.selectFrom('follow_up_plan').selectAll().orderBy('id').execute(), steps: await clinic.store.database.db.selectFrom('follow_up_step').selectAll().orderBy('id').execute(),
  });
  const actions = async (id: string): Promise<string[]> => (await clinic.store.database.db.selectFrom('audit_event').select('action').where('entity_id', '=', id).orderBy('seq').execute()).map(({ action }) => action);
  const book = async (patientId: string, caller: Caller, startsAt: string, modality: 'IN_PERSON' | 'VIDEO' = 'IN_PERSON') => {
    const appointmentId = clinic.ports.newId();
    await clinic.services.booking.book(secretary, { appointmentId, patientId, referralId: null, practitionerId: caller.practitionerId ?? '', startsAt, minutes: 30, modality, patientZone: null, reason: null, purpose: null, consent: null });
    return appointmentId;
  };

  test('the preview gives every date and why it was shifted; applied, the record holds the same; taken back, nothing is left', async () => {
    const patientId = await addPatient(clinic, doctor, 'Plan');
    const before = await everything();
    const input = await anApplication(clinic, patientId, 'FU01', '2026-11-16');
    const preview = await plans().preview(doctor, input);
    // Twelve weeks from the Monday; the first of June and Christmas are no days of work.
    expect(preview.steps.find(({ code }) => code === 'w12')).toMatchObject({ dueOn: '2027-02-08', reasons: [] });
    expect(preview.steps.find(({ code }) => code === 'w24')).toMatchObject({ dueOn: '2027-05-03' });
    expect(await everything()).toEqual(before);
    expect(await plans().apply(doctor, input)).toEqual({ version: 1 });
    expect(await plans().apply(doctor, input)).toEqual({ version: 1 });
    const plan = await planOf(clinic, doctor, patientId, input.planId);
    expect(plan.steps.map(({ code, occurrence, dueOn }) => [code, occurrence, dueOn])).toEqual(preview.steps.map(({ code, occurrence, dueOn }) => [code, occurrence, dueOn]));
    expect(plan).toMatchObject({ code: 'FU01', state: 'running', mayUndo: true, between: { role: 'nurse', replyWorkingDays: 2 }, next: 'FU03' });
    expect(plan.escalation.map(({ id }) => id)).toEqual(['tests', 'activity-w6', 'adherence']);
    await expect(plans().apply(doctor, await anApplication(clinic, patientId, 'FU01', '2026-11-20'))).rejects.toMatchObject({ code: 'DUPLICATE' });
    await plans().undoApply(doctor, { planId: plan.id, expectedVersion: 1 });
    expect(await everything()).toEqual(before);
    expect(await actions(plan.id)).toEqual(['plan.applied', 'plan.undone']);
  });

  test('a step in a holiday goes to the nearest day of work, with the name of the holiday', async () => {
    const patientId = await addPatient(clinic, doctor, 'Noël');
    const { steps: dated } = await plans().preview(doctor, await anApplication(clinic, patientId, 'FU01', '2026-11-27'));
    // Four weeks later is Christmas, a Friday.
    expect(dated.find(({ code }) => code === 'lab-w4')).toMatchObject({ idealOn: '2026-12-25', dueOn: '2026-12-24', reasons: [{ code: 'holiday', words: { en: expect.stringContaining('Christmas') as string } }] });
  });

  test('another start moves what is open; a booked visit stays, is told as outside, and is kept with a reason or parted from its step', async () => {
    const patientId = await addPatient(clinic, doctor, 'Déplacée');
    const plan = await applied(clinic, doctor, patientId, 'FU01', '2026-11-16');
    const w12 = stepOf(plan, 'w12');
    const appointmentId = await book(patientId, doctor, '2027-02-09T15:00:00.000Z');
    const proposed = await planOf(clinic, doctor, patientId, plan.id);
    expect(stepOf(proposed, 'w12')).toMatchObject({ recognised: { kind: 'visit', id: appointmentId, on: '2027-02-09' }, visit: null, standing: 'later' });
    await steps().linkVisit(secretary, { stepId: w12.id, expectedVersion: 1, appointmentId });
    expect(stepOf(await planOf(clinic, doctor, patientId, plan.id), 'w12')).toMatchObject({ standing: 'booked', dueOn: '2027-02-09', visit: { appointmentId } });
    await steps().close(nurse, { stepId: stepOf(plan, 'd0').id, expectedVersion: 1, as: 'done', on: '2026-11-16', words: '', appointmentId: null, assessmentId: null });
    const { moved } = await plans().previewMove(doctor, { planId: plan.id, anchors: { start: '2026-12-14' } });
    expect(moved.find(({ isBooked }) => isBooked)).toMatchObject({ from: '2027-02-09', to: '2027-02-09', isOutside: true });
    expect(await plans().move(doctor, { planId: plan.id, expectedVersion: 1, anchors: { start: '2026-12-14' } })).toEqual({ version: 2 });
    const after = await planOf(clinic, doctor, patientId, plan.id);
    expect(stepOf(after, 'd0')).toMatchObject({ standing: 'done', dueOn: '2026-11-16' });
    expect(stepOf(after, 'w1')).toMatchObject({ dueOn: '2026-12-21' });
    expect(stepOf(after, 'w12')).toMatchObject({ dueOn: '2027-02-09', fromOn: '2027-02-22', isOutside: true });
    await expect(plans().move(doctor, { planId: plan.id, expectedVersion: 1, anchors: { start: '2026-12-15' } })).rejects.toMatchObject({ code: 'STALE' });
    await steps().keepVisit(secretary, { stepId: w12.id, expectedVersion: 2, reason: 'La personne part en voyage' });
    expect(stepOf(await planOf(clinic, doctor, patientId, plan.id), 'w12')).toMatchObject({ isOutside: false, keptReason: 'La personne part en voyage' });
    await steps().linkVisit(secretary, { stepId: w12.id, expectedVersion: 3, appointmentId: null });
    expect(stepOf(await planOf(clinic, doctor, patientId, plan.id), 'w12')).toMatchObject({ dueOn: '2027-03-08', visit: null });
    await expect(plans().undoApply(doctor, { planId: plan.id, expectedVersion: 2 })).rejects.toMatchObject({ code: 'ILLEGAL_STATE' });
  });

  test('two plans share a day within a week; the one that follows moves with the other, and goes back when it is taken back', async () => {
    const patientId = await addPatient(clinic, doctor, 'Deux');
    const first = await applied(clinic, doctor, patientId, 'FU02', '2026-11-16');
    const input = await anApplication(clinic, patientId, 'FU01', '2026-11-19');
    const preview = await plans().preview(doctor, input);
    expect(preview.steps.find(({ code }) => code === 'w12')).toMatchObject({ idealOn: '2027-02-11', dueOn: '2027-02-08', reasons: [{ code: 'merged' }], mergedWith: { title: first.title, dueOn: '2027-02-08' } });
    await plans().apply(doctor, input);
    await plans().move(doctor, { planId: first.id, expectedVersion: 1, anchors: { start: '2026-11-18' } });
    expect(stepOf(await planOf(clinic, doctor, patientId, input.planId), 'w12')).toMatchObject({ dueOn: '2027-02-10', mergedWith: { dueOn: '2027-02-10' } });
    await plans().move(doctor, { planId: first.id, expectedVersion: 2, anchors: { start: '2027-01-18' } });
    expect(stepOf(await planOf(clinic, doctor, patientId, input.planId), 'w12')).toMatchObject({ dueOn: '2027-02-11', mergedWith: null });
  });

  test('paused, nothing is due; resumed, the dates are put off by as long, or stay; ended with a reason and opened again', async () => {
    const patientId = await addPatient(clinic, doctor, 'Pause');
    const plan = await applied(clinic, doctor, patientId, 'FU01', '2026-11-16');
    await plans().pause(doctor, { planId: plan.id, expectedVersion: 1, reason: 'Opération' });
    expect((await planOf(clinic, doctor, patientId, plan.id)).steps.every(({ standing }) => standing === 'later')).toBe(true);
    clinic.ports.clock.set('2026-11-30T15:12:00.000Z');
    try {
      await plans().resume(doctor, { planId: plan.id, expectedVersion: 2, dates: 'put-off' });
      const after = await planOf(clinic, doctor, patientId, plan.id);
      expect(after).toMatchObject({ putOffDays: 14, state: 'running' });
      expect(stepOf(after, 'w12').dueOn).toBe('2027-02-22');
      await expect(plans().end(doctor, { planId: plan.id, expectedVersion: 3, reason: 'other', note: '' })).rejects.toMatchObject({ code: 'REASON_REQUIRED' });
      await plans().end(doctor, { planId: plan.id, expectedVersion: 3, reason: 'treatment-stopped', note: '' });
      await expect(plans().pause(doctor, { planId: plan.id, expectedVersion: 4, reason: 'x' })).rejects.toMatchObject({ code: 'ILLEGAL_STATE' });
      await plans().reopen(doctor, { planId: plan.id, expectedVersion: 4 });
      expect(stepOf(await planOf(clinic, doctor, patientId, plan.id), 'w12').dueOn).toBe('2027-02-22');
      expect(await actions(plan.id)).toEqual(['plan.applied', 'plan.paused', 'plan.resumed', 'plan.ended', 'plan.reopened']);
    } finally {
      clinic.ports.clock.set('2026-11-16T15:12:00.000Z');
    }
  });

  test('a signed assessment is proposed; a skipped step has its reason; what comes back is dated on; undone it is open again', async () => {
    const patientId = await addPatient(clinic, doctor, 'Étapes');
    const plan = await applied(clinic, doctor, patientId, 'FU03', '2026-07-16');
    const { assessmentId } = await clinic.services.assessments.begin(doctor, { patientId, appointmentId: null });
    const saved = await clinic.services.assessments.save(doctor, { assessmentId, expectedVersion: 1, entry: anEntry({ instruments: ['rapid3'], values: { pain_mm: 20, patient_global_mm: 30, ...Object.fromEntries([...'abcdefghij'].map((letter) => [`function_${letter}`, 0])) } }) });
    await clinic.services.assessments.sign(doctor, { assessmentId, expectedVersion: saved.version });
    const contact = stepOf(await planOf(clinic, doctor, patientId, plan.id), 'contact');
    expect(contact).toMatchObject({ dueOn: '2026-11-16', standing: 'due', recognised: { kind: 'assessment', id: assessmentId } });
    await steps().close(nurse, { stepId: contact.id, expectedVersion: 1, as: 'done', on: '2026-11-16', words: 'Va bien', appointmentId: null, assessmentId });
    const labs = stepOf(plan, 'labs');
    await expect(steps().close(nurse, { stepId: labs.id, expectedVersion: 1, as: 'skipped', on: '2026-11-16', words: '', appointmentId: null, assessmentId: null })).rejects.toMatchObject({ code: 'REASON_REQUIRED' });
    await expect(steps().close(nurse, { stepId: labs.id, expectedVersion: 1, as: 'done', on: '2026-11-17', words: '', appointmentId: null, assessmentId: null })).rejects.toMatchObject({ code: 'INVALID' });
    await steps().close(nurse, { stepId: labs.id, expectedVersion: 1, as: 'skipped', on: '2026-11-16', words: 'Faites à l’hôpital', appointmentId: null, assessmentId: null });
    const after = await planOf(clinic, doctor, patientId, plan.id);
    expect(stepOf(after, 'labs')).toMatchObject({ standing: 'skipped', words: 'Faites à l’hôpital', closedBy: nurse.displayName });
    expect(after.mayUndo).toBe(false);
    await steps().reopen(nurse, { stepId: labs.id, expectedVersion: 2 });
    expect(stepOf(await planOf(clinic, doctor, patientId, plan.id), 'labs')).toMatchObject({ standing: 'due', words: null });
    clinic.ports.clock.set('2027-11-16T15:12:00.000Z');
    try {
      const second = stepOf(await planOf(clinic, doctor, patientId, plan.id), 'contact', 2);
      const last = after.steps.filter(({ code }) => code === 'contact').length;
      await steps().close(nurse, { stepId: second.id, expectedVersion: 1, as: 'done', on: '2027-03-16', words: '', appointmentId: null, assessmentId: null });
      expect((await planOf(clinic, doctor, patientId, plan.id)).steps.filter(({ code }) => code === 'contact').length).toBe(last + 3);
    } finally {
      clinic.ports.clock.set('2026-11-16T15:12:00.000Z');
    }
  });

  test('the work list: mine by profession, everybody’s, visits to book; page by page; a secretary is told nothing clinical but of her own steps', async () => {
    const patientId = await addPatient(clinic, doctor, 'Liste');
    await applied(clinic, doctor, patientId, 'FU19', '2026-11-10');
    const mine = (await steps().due(secretary, { list: 'mine', after: null, limit: 50 })).rows.filter(({ patient }) => patient.id === patientId);
    expect(mine).toMatchObject([{ label: { fr: 'Appel du secrétariat' }, dueOn: '2026-11-11', untilOn: '2026-11-13', daysLate: 3 }]);
    await expect(steps().close(await clinic.caller('physiotherapist'), { stepId: mine[0]!.stepId, expectedVersion: 1, as: 'done', on: '2026-11-16', words: '', appointmentId: null, assessmentId: null })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await steps().close(secretary, { stepId: mine[0]!.stepId, expectedVersion: 1, as: 'done', on: '2026-11-16', words: '', appointmentId: null, assessmentId: null });
    const toBook = (await steps().due(secretary, { list: 'to-book', after: null, limit: 50 })).rows.filter(({ patient }) => patient.id === patientId);
    expect(toBook).toMatchObject([{ kind: 'visit', title: null, label: null, modalities: ['PHONE'], roles: ['nurse'] }]);
    const all = await steps().due(doctor, { list: 'all', after: null, limit: 100 });
    const paged = [];
    for (let after: string | null = null, round = 0; round < 60; round += 1) {
      const page: typeof all = await steps().due(doctor, { list: 'all', after, limit: 2 });
      paged.push(...page.rows);
      after = page.next;
      if (after === null) break;
    }
    expect(paged.map(({ stepId }) => stepId)).toEqual(all.rows.map(({ stepId }) => stepId));
    await clinic.store.database.db.updateTable('patient').set({ deceased: 1 }).where('id', '=', patientId).execute();
    expect((await steps().due(doctor, { list: 'all', after: null, limit: 100 })).rows.some(({ patient }) => patient.id === patientId)).toBe(false);
    await expect(applied(clinic, doctor, patientId, 'FU20', '2026-11-16')).rejects.toMatchObject({ code: 'ILLEGAL_STATE' });
  });

  test('what cannot be is refused by field; whoever keeps only their own notes reads', async () => {
    const patientId = await addPatient(clinic, doctor, 'Refus');
    const input = await anApplication(clinic, patientId, 'FU01', '2026-11-16');
    const refused = async (part: Partial<typeof input>, issue: object): Promise<void> => expect(plans().preview(doctor, { ...input, ...part })).rejects.toMatchObject({ code: 'INVALID', data: { issues: [issue] } });
    await refused({ anchors: {} }, { path: 'anchors.start', code: 'REQUIRED' });
    await refused({ anchors: { other: '2026-11-16' } }, { path: 'anchors.other', code: 'UNKNOWN' });
    await refused({ options: ['x'] }, { path: 'options', code: 'UNKNOWN' });
    await refused({ practitionerId: clinic.ports.newId() }, { path: 'practitionerId', code: 'UNKNOWN' });
    await expect(plans().preview(doctor, { ...input, templateId: clinic.ports.newId() })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const physio = await clinic.caller('physiotherapist');
    await expect(plans().apply(physio, input)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await plans().ofPatient(physio, { patientId })).toMatchObject({ plans: [], mayWrite: false });
  });

  test('whatever is applied beside whatever runs, taken back it has changed nothing', async () => {
    const templates = await plans().templates();
    const day = fc.integer({ min: -200, max: 300 }).map((days) => shiftDays('2026-11-16', days));
    const asked = fc.record({ template: fc.constantFrom(...templates), on: day, options: fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }), responsible: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(asked, asked, async (running, tried) => {
        fc.pre(running.template.code !== tried.template.code);
        const patientId = await addPatient(clinic, doctor, 'Propriété');
        const inputOf = ({ template, on, options, responsible }: typeof tried) => ({
          planId: clinic.ports.newId(), patientId, templateId: template.templateId, anchors: { [template.body.anchors[0]?.code ?? '']: on }, options: template.body.options.filter((_, index) => options[index]).map(({ code }) => code), practitionerId: responsible ? doctor.practitionerId : null, leftOut: [],
        });
        // A template whose every step is an option not taken has nothing to apply.
        const hasSteps = await plans().apply(doctor, inputOf(running)).then(() => true, () => false);
        fc.pre(hasSteps);
        const before = await everything();
        const input = inputOf(tried);
        fc.pre(await plans().apply(doctor, input).then(() => true, () => false));
        expect(await everything()).not.toEqual(before);
        await plans().undoApply(doctor, { planId: input.planId, expectedVersion: 1 });
        expect(await everything()).toEqual(before);
      }),
      { numRuns: 12 },
    );
  });
});
