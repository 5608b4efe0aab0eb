import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Escalation } from '#contract/plans.ts';
import { readNumber } from '../text/typed-number.ts';
import { FormFrame } from '../ui/form-frame.tsx';
import { Select, TextField } from '../ui/field.tsx';
import { type NamedPart, stepRoles } from './template-draft.ts';

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

export interface NamedPartFormProps {
  readonly title: string;
  /** Null: a new one. */
  readonly part: NamedPart | null;
  readonly submit: string;
  readonly onKeep: (part: NamedPart) => void;
  readonly onClose: () => void;
}

/** A date the template counts from, or something that may apply: its code and its words in both languages. */
export function NamedPartForm({ title, part, submit, onKeep, onClose }: NamedPartFormProps): ReactElement {
  const { t } = useTranslation('plans');
  const [draft, setDraft] = useState(() => ({ code: part?.code ?? '', labelFr: part?.label.fr ?? '', labelEn: part?.label.en ?? '' }));
  return (
    <FormFrame title={title} note={part?.code} submit={submit} onSubmit={() => onKeep({ code: draft.code.trim(), label: { fr: draft.labelFr.trim(), en: draft.labelEn.trim() } })} onClose={onClose} isBusy={false} error={null}>
      {(['code', 'labelFr', 'labelEn'] as const).map((key, index) => (
        <TextField key={key} label={t(`editor.${key}`)} autoFocus={index === 0} value={draft[key]} maxLength={key === 'code' ? 40 : 300} onChange={(event) => setDraft({ ...draft, [key]: event.target.value })} />
      ))}
    </FormFrame>
  );
}
