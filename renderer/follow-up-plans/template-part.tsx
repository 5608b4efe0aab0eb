import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Outputs } from '#contract/index.ts';
import type { TemplateBody } from '#contract/plans.ts';
import { withAnchor, withEscalation, withOption, withStep } from './template-draft.ts';
import { EscalationForm, NamedPartForm } from './template-part-forms.tsx';
import { TemplateStepForm } from './template-step-form.tsx';

export type PartKind = 'step' | 'escalation' | 'anchor' | 'option';

/** Which part of a template is being written; `at` null: a new one. */
export interface EditedPart {
  readonly kind: PartKind;
  readonly at: number | null;
}

export interface PartFormProps {
  readonly form: EditedPart;
  readonly body: TemplateBody;
  readonly choices: Outputs['plans']['templateChoices'] | undefined;
  readonly onBody: (body: TemplateBody) => void;
  readonly onClose: () => void;
}

/** The form of one part of a template; kept, it is in the body. */
export function PartForm({ form: { kind, at }, body, choices, onBody, onClose }: PartFormProps): ReactElement {
  const { t } = useTranslation('plans');
  const partOf = <Part,>(parts: readonly Part[]): Part | null => (at === null ? null : (parts[at] ?? null));
  const keep = (next: TemplateBody): void => {
    onBody(next);
    onClose();
  };
  if (kind === 'step') return <TemplateStepForm body={body} step={partOf(body.steps)} choices={choices} onClose={onClose} onKeep={(step) => keep(withStep(body, step, at))} />;
  if (kind === 'escalation') return <EscalationForm escalation={partOf(body.escalation)} onClose={onClose} onKeep={(one) => keep(withEscalation(body, one, at))} />;
  if (kind === 'anchor') return <NamedPartForm title={t('editor.anchor')} submit={t('editor.keepAnchor')} part={partOf(body.anchors)} onClose={onClose} onKeep={(one) => keep(withAnchor(body, one, at))} />;
  return <NamedPartForm title={t('editor.option')} submit={t('editor.keepOption')} part={partOf(body.options)} onClose={onClose} onKeep={(one) => keep(withOption(body, one, at))} />;
}
