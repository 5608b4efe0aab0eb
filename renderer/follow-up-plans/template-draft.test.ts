import { describe, expect, test } from 'vitest';
import type { TemplateStep } from '#contract/plans.ts';
import { draftOfStep, emptyStep, stepOfDraft, withAnchor, withOption } from './template-draft.ts';

const visit: TemplateStep = {
  id: 'w12', offset: 'P12W', window: { before: 14, after: 14 }, kind: 'visit', roles: ['rheumatologist', 'ips'], modalities: ['IN_PERSON'], purpose: 'flare', minutes: 30, label: { fr: 'Réponse', en: 'Response' }, what: { fr: 'DAS28', en: 'DAS28' },
  instruments: ['cdai'], goOnIf: { fr: '50 %', en: '50 %' }, only: 'x', anchor: 'start', repeat: { every: 'P4W', times: 3 },
};

describe('the form of a step', () => {
  test('gives the step back as it was, with what it does not show', () => {
    expect(stepOfDraft(draftOfStep(visit), visit)).toEqual(visit);
    const task: TemplateStep = { id: 't', offset: '-P7D', window: { before: 0, after: 3 }, kind: 'task', roles: ['secretary'], label: { fr: 'a', en: 'b' }, what: { fr: 'c', en: 'd' } };
    expect(stepOfDraft(draftOfStep(task), task)).toEqual(task);
  });

  test('a date or an option that is called otherwise is followed by the steps that name it', () => {
    const body = { title: { fr: 'a', en: 'a' }, about: { fr: 'a', en: 'a' }, anchors: [{ code: 'start', label: { fr: 'a', en: 'a' } }], options: [{ code: 'x', label: { fr: 'a', en: 'a' } }], steps: [visit], escalation: [], between: { role: 'nurse' as const, replyWorkingDays: 1, text: { fr: 'a', en: 'a' } } };
    const label = { fr: 'b', en: 'b' };
    expect(withAnchor(body, { code: 'begun', label }, 0)).toMatchObject({ anchors: [{ code: 'begun' }], steps: [{ anchor: 'begun' }] });
    expect(withOption(body, { code: 'y', label }, 0)).toMatchObject({ options: [{ code: 'y' }], steps: [{ only: 'y' }] });
    expect(withAnchor(body, { code: 'other', label }, null)).toMatchObject({ anchors: [{ code: 'start' }, { code: 'other' }], steps: [{ anchor: 'start' }] });
  });

  test('a visit made a task loses what only visits have; what is no number is left to be refused', () => {
    expect(stepOfDraft({ ...draftOfStep(visit), kind: 'task' }, visit)).not.toHaveProperty('modalities');
    expect(stepOfDraft({ ...draftOfStep(visit), kind: 'task' }, visit)).not.toHaveProperty('purpose');
    expect(stepOfDraft({ ...emptyStep, before: 'deux' }, null).window.before).toBe(-1);
  });
});
