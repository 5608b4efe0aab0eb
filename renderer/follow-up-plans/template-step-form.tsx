import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Outputs } from '#contract/index.ts';
import { enteredFacts, stepKinds, type TemplateBody, type TemplateStep } from '#contract/plans.ts';
import { visitModality } from '#contract/values.ts';
import { useFormat } from '../text/use-format.ts';
import { Checkbox, FieldGroup, Select, TextField } from '../ui/field.tsx';
import { FormFrame } from '../ui/form-frame.tsx';
import { CodeList } from './code-list.tsx';
import { draftOfStep, emptyStep, kindOf, type StepDraft, stepOfDraft, stepRoles } from './template-draft.ts';

export interface StepFormProps {
  readonly body: TemplateBody;
  /** Null: a new one. */
  readonly step: TemplateStep | null;
  readonly choices: Outputs['plans']['templateChoices'] | undefined;
  readonly onKeep: (step: TemplateStep) => void;
  readonly onClose: () => void;
}

/** One step of a template being written. */
export function TemplateStepForm({ body, step, choices, onKeep, onClose }: StepFormProps): ReactElement {
  const { t } = useTranslation(['plans', 'common']);
  const f = useFormat();
  const [draft, setDraft] = useState<StepDraft>(() => (step ? draftOfStep(step) : emptyStep));
  const set = (part: Partial<StepDraft>): void => setDraft({ ...draft, ...part });
  const text = (key: 'id' | 'offset' | 'before' | 'after' | 'minutes' | 'labelFr' | 'labelEn' | 'whatFr' | 'whatEn' | 'goFr' | 'goEn' | 'every' | 'times', help?: string, optional?: boolean): ReactElement => (
    <TextField key={key} label={t(`editor.${key}`)} help={help} optional={optional} value={draft[key]} maxLength={300} onChange={(event) => set({ [key]: event.target.value })} />
  );
  const toggle = <Value extends string>(list: readonly Value[], one: Value, isOn: boolean): readonly Value[] => (isOn ? [...list, one] : list.filter((other) => other !== one));
  return (
    <FormFrame title={t('editor.stepTitle')} note={step?.id} submit={t('editor.keep')} onSubmit={() => onKeep(stepOfDraft(draft, step))} onClose={onClose} isBusy={false} error={null}>
      <TextField label={t('editor.id')} autoFocus value={draft.id} maxLength={40} onChange={(event) => set({ id: event.target.value })} />
      <div className="plan-two">{(['labelFr', 'labelEn', 'whatFr', 'whatEn'] as const).map((key) => text(key))}</div>
      <Select label={t('editor.kind')} value={draft.kind} options={stepKinds.map((value) => ({ value, label: t(`kind.${value}`) }))} onChange={(event) => set({ kind: kindOf(event.target.value) })} />
      {text('offset', t('editor.offsetHelp'))}
      {body.anchors.length > 1 && <Select label={t('editor.countedFrom')} value={draft.anchor || (body.anchors[0]?.code ?? '')} options={body.anchors.map(({ code, label }) => ({ value: code, label: label[f.language] }))} onChange={(event) => set({ anchor: event.target.value })} />}
      <div className="plan-two">
        {text('before')}
        {text('after')}
      </div>
      <FieldGroup label={t('editor.roles')}>
        {stepRoles.map((role) => (
          <Checkbox key={role} label={t(`common:role.${role}`)} checked={draft.roles.includes(role)} onChange={(event) => set({ roles: toggle(draft.roles, role, event.target.checked) })} />
        ))}
      </FieldGroup>
      {draft.kind === 'visit' && (
        <>
          <FieldGroup label={t('editor.modalities')}>
            {visitModality.options.map((modality) => (
              <Checkbox key={modality} label={t(`common:modality.${modality}`)} checked={draft.modalities.includes(modality)} onChange={(event) => set({ modalities: toggle(draft.modalities, modality, event.target.checked) })} />
            ))}
          </FieldGroup>
          {text('minutes', undefined, true)}
          <Select label={t('editor.purpose')} optional value={draft.purpose} placeholder={t('editor.noPurpose')} options={(choices?.purposes ?? []).map(({ code, label }) => ({ value: code, label: label[f.language] }))} onChange={(event) => set({ purpose: event.target.value })} />
        </>
      )}
      <CodeList label={t('editor.instruments')} add={t('editor.addInstrument')} help={t('editor.instrumentHelp')} choices={choices?.instruments ?? []} chosen={draft.instruments} most={10} onChange={(instruments) => set({ instruments })} />
      {draft.kind !== 'visit' && <CodeList label={t('editor.tests')} add={t('editor.addTest')} help={t('editor.testHelp')} choices={choices?.tests ?? []} chosen={draft.tests} most={20} onChange={(tests) => set({ tests })} />}
      {draft.kind === 'task' && (
        <FieldGroup label={t('editor.facts')}>
          {enteredFacts.map((fact) => (
            <Checkbox key={fact} label={t(`fact.${fact}`)} checked={draft.facts.includes(fact)} onChange={(event) => set({ facts: toggle(draft.facts, fact, event.target.checked) })} />
          ))}
        </FieldGroup>
      )}
      <div className="plan-two">
        {text('every', t('editor.everyHelp'), true)}
        {text('times', t('editor.timesHelp'), true)}
      </div>
      {body.options.length > 0 && <Select label={t('editor.only')} value={draft.only} placeholder={t('editor.always')} options={body.options.map(({ code, label }) => ({ value: code, label: label[f.language] }))} onChange={(event) => set({ only: event.target.value })} />}
      <div className="plan-two">
        {text('goFr', undefined, true)}
        {text('goEn', undefined, true)}
      </div>
    </FormFrame>
  );
}
