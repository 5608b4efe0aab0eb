import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { roles } from '#contract/permissions.ts';
import { type Escalation, stepKinds, type TemplateBody, type TemplateStep } from '#contract/plans.ts';
import { visitModality } from '#contract/values.ts';
import { readNumber } from '../text/typed-number.ts';
import { useFormat } from '../text/use-format.ts';
import { FormFrame } from '../treatments/form-frame.tsx';
import { Checkbox, FieldGroup, Select, TextField } from '../ui/field.tsx';
import { draftOfStep, emptyStep, kindOf, type StepDraft, stepOfDraft } from './template-draft.ts';

/** Professions that may be given a step. */
const stepRoles = roles.filter((role) => role !== 'programme-lead' && role !== 'administrator');

export interface StepFormProps {
  readonly body: TemplateBody;
  /** Null: a new one. */
  readonly step: TemplateStep | null;
  readonly onKeep: (step: TemplateStep) => void;
  readonly onClose: () => void;
}

/** One step of a template being written. */
export function TemplateStepForm({ body, step, onKeep, onClose }: StepFormProps): ReactElement {
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
        </>
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

export interface EscalationFormProps {
  /** Null: a new one. */
  readonly escalation: Escalation | null;
  readonly onKeep: (escalation: Escalation) => void;
  readonly onClose: () => void;
}

/** One criterion to look for, who acts and within how long. */
export function EscalationForm({ escalation, onKeep, onClose }: EscalationFormProps): ReactElement {
  const { t } = useTranslation(['plans', 'common']);
  const [draft, setDraft] = useState(() => ({
    id: escalation?.id ?? '', lookFr: escalation?.look.fr ?? '', lookEn: escalation?.look.en ?? '', actFr: escalation?.act.fr ?? '', actEn: escalation?.act.en ?? '', role: escalation?.role ?? ('nurse' as const), days: String(escalation?.withinDays ?? 1),
  }));
  const typed = readNumber(draft.days);
  const keep = (): void =>
    onKeep({ id: draft.id.trim(), look: { fr: draft.lookFr.trim(), en: draft.lookEn.trim() }, act: { fr: draft.actFr.trim(), en: draft.actEn.trim() }, role: draft.role, withinDays: typeof typed === 'number' ? typed : -1 });
  return (
    <FormFrame title={t('editor.escalationTitle')} note={escalation?.id} submit={t('editor.keepEscalation')} onSubmit={keep} onClose={onClose} isBusy={false} error={null}>
      <TextField label={t('editor.id')} autoFocus value={draft.id} maxLength={40} onChange={(event) => setDraft({ ...draft, id: event.target.value })} />
      <div className="plan-two">
        {(['lookFr', 'lookEn', 'actFr', 'actEn'] as const).map((key) => (
          <TextField key={key} label={t(`editor.${key}`)} value={draft[key]} maxLength={300} onChange={(event) => setDraft({ ...draft, [key]: event.target.value })} />
        ))}
      </div>
      <Select label={t('editor.role')} value={draft.role} options={stepRoles.map((value) => ({ value, label: t(`common:role.${value}`) }))} onChange={(event) => setDraft({ ...draft, role: stepRoles.find((one) => one === event.target.value) ?? 'nurse' })} />
      <TextField label={t('editor.days')} inputMode="numeric" value={draft.days} onChange={(event) => setDraft({ ...draft, days: event.target.value })} />
    </FormFrame>
  );
}
