import type { FieldChange, FieldValue } from '#contract/record-history.ts';
import { fieldChanges } from '../record-history/field-change-rules.ts';
import type { PlanRow, StepRow } from './plan-repository.ts';
import type { TemplateContent } from './template-repository.ts';

/** What the history of a record tells of a plan and its steps: words in both languages beside each value, never a code alone. Pure. */

type HistoryPlan = Pick<PlanRow, 'anchors' | 'putOffDays' | 'options' | 'practitionerName' | 'state' | 'stateReason'>;
type HistoryStep = Pick<StepRow, 'state' | 'doneOn' | 'words' | 'keptReason' | 'competence'>;

const ofPlan = (field: string, code: string, part = ''): string => `${field}:${code}${part === '' ? '' : ` ${part}`}`;

function planFields(plan: HistoryPlan, { id: code, version, body }: TemplateContent): Readonly<Record<string, FieldValue>> {
  const isAlone = body.anchors.length === 1;
  return {
    plan: { ...body.title, code, version },
    ...Object.fromEntries(body.anchors.map((anchor) => [ofPlan('planDate', code, isAlone ? '' : anchor.code), plan.anchors[anchor.code] ? { ...anchor.label, on: plan.anchors[anchor.code] ?? null } : null])),
    ...Object.fromEntries(body.options.map((option) => [ofPlan('planOption', code, option.code), plan.options.includes(option.code) ? { ...option.label } : null])),
    [ofPlan('planState', code)]: plan.state,
    [ofPlan('planEnding', code)]: plan.state === 'ended' ? plan.stateReason : null,
    [ofPlan('planPutOff', code)]: plan.putOffDays === 0 ? null : plan.putOffDays,
    [ofPlan('planProfessional', code)]: plan.practitionerName,
  };
}

/** What differs of a plan; before null: it was applied; after null: it was taken out, its name alone is told. */
export function planChanges(before: { readonly plan: HistoryPlan; readonly template: TemplateContent } | null, after: { readonly plan: HistoryPlan; readonly template: TemplateContent } | null): readonly FieldChange[] {
  if (after === null) return before === null ? [] : [{ field: 'plan', from: { ...before.template.body.title, code: before.template.id, version: before.template.version }, to: null }];
  return fieldChanges(before === null ? {} : planFields(before.plan, before.template), planFields(after.plan, after.template));
}

/** Codes of the plans some changes are of, once each. */
export function plansNamed(changes: readonly FieldChange[]): readonly string[] {
  const codes = changes.flatMap(({ field, from, to }) => {
    const [, code] = field.startsWith('plan') ? (/:(\S+)/.exec(field) ?? []) : [];
    if (code !== undefined) return [code];
    return field === 'plan' ? [from, to].flatMap((value) => (value !== null && typeof value === 'object' && typeof value['code'] === 'string' ? [value['code']] : [])) : [];
  });
  return [...new Set(codes)];
}

/** What differs of a step: done, not done and why, open again, its visit kept outside its window. */
export function stepChanges(before: HistoryStep, after: HistoryStep, { code, label }: { readonly code: string; readonly label: { readonly fr: string; readonly en: string } }): readonly FieldChange[] {
  const said = (step: HistoryStep): FieldValue => ({ ...label, state: step.state, on: step.doneOn, words: step.words ?? step.keptReason, ...(step.competence !== null && { competence: step.competence }) });
  return fieldChanges({ [ofPlan('planStep', code)]: said(before) }, { [ofPlan('planStep', code)]: said(after) });
}
