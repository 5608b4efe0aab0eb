import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { careSite, type PathwayBody } from '#contract/pathways.ts';
import { NamedPartForm } from '../../follow-up-plans/template-part-forms.tsx';
import { TemplateStepForm } from '../../follow-up-plans/template-step-form.tsx';
import { api } from '../../link/client.ts';
import { Select, TextField } from '../../ui/field.tsx';
import { FormFrame } from '../../ui/form-frame.tsx';
import { type Phase, phaseAsTemplate, placed, stepsOf, type StepsOf, withSteps } from './definition-draft.ts';

/** Which part of a pathway is being written; `at` null: a new one. */
export type EditedPart = { readonly kind: 'phase' | 'suspensions' | 'exits'; readonly at: number | null } | { readonly kind: 'step'; readonly of: StepsOf; readonly at: number | null };

interface DefinitionPartProps {
  readonly part: EditedPart;
  readonly body: PathwayBody;
  readonly onBody: (body: PathwayBody) => void;
  readonly onClose: () => void;
}

/** The form of one part of a pathway; kept, it is in the definition. Steps have the form of those of any template. */
export function DefinitionPart({ part, body, onBody, onClose }: DefinitionPartProps): ReactElement {
  const { t } = useTranslation('pathways');
  const { data: choices } = useQuery(api.pathwayEditor.choices.queryOptions({ input: {} }));
  const { at } = part;
  const keep = (next: PathwayBody): void => {
    onBody(next);
    onClose();
  };
  if (part.kind === 'step') {
    const steps = stepsOf(body, part.of);
    return <TemplateStepForm body={phaseAsTemplate(body, part.of)} step={at === null ? null : (steps[at] ?? null)} choices={choices && { ...choices, withdrawn: [] }} onClose={onClose} onKeep={(step) => keep(withSteps(body, part.of, placed(steps, step, at)))} />;
  }
  if (part.kind === 'phase') return <PhaseForm phase={at === null ? null : (body.phases[at] ?? null)} onClose={onClose} onKeep={(phase) => keep({ ...body, phases: placed(body.phases, phase, at) })} />;
  const { kind } = part;
  return <NamedPartForm title={t('editor.reason')} submit={t('editor.keep')} part={at === null ? null : (body[kind][at] ?? null)} onClose={onClose} onKeep={(reason) => keep({ ...body, [kind]: placed(body[kind], reason, at) })} />;
}

interface PhaseFormProps {
  /** Null: a new one. */
  readonly phase: Phase | null;
  readonly onKeep: (phase: Phase) => void;
  readonly onClose: () => void;
}

/** One phase: its words, where care is given, when it may begin. Its gate and steps stay as they are. */
function PhaseForm({ phase, onKeep, onClose }: PhaseFormProps): ReactElement {
  const { t } = useTranslation(['pathways', 'plans']);
  const [draft, setDraft] = useState(() => ({ code: phase?.code ?? '', starts: phase?.starts ?? 'P6M', site: phase?.site ?? 'clinic', labelFr: phase?.label.fr ?? '', labelEn: phase?.label.en ?? '', aboutFr: phase?.intensity.fr ?? '', aboutEn: phase?.intensity.en ?? '' }));
  const submit = (): void =>
    onKeep({ code: draft.code.trim(), starts: draft.starts.trim(), site: draft.site, label: { fr: draft.labelFr.trim(), en: draft.labelEn.trim() }, intensity: { fr: draft.aboutFr.trim(), en: draft.aboutEn.trim() }, gate: phase?.gate ?? [], steps: phase?.steps ?? [] });
  return (
    <FormFrame title={t('editor.phase')} note={phase?.code} submit={t('editor.keep')} onSubmit={submit} onClose={onClose} isBusy={false} error={null}>
      <TextField label={t('plans:editor.code')} autoFocus value={draft.code} maxLength={40} onChange={(event) => setDraft({ ...draft, code: event.target.value })} />
      <div className="plan-two">
        {(['labelFr', 'labelEn', 'aboutFr', 'aboutEn'] as const).map((key) => <TextField key={key} label={t(`plans:editor.${key}`)} value={draft[key]} maxLength={300} onChange={(event) => setDraft({ ...draft, [key]: event.target.value })} />)}
      </div>
      <TextField label={t('editor.starts')} help={t('editor.startsHelp')} value={draft.starts} maxLength={6} onChange={(event) => setDraft({ ...draft, starts: event.target.value })} />
      <Select label={t('editor.site')} value={draft.site} options={careSite.options.map((value) => ({ value, label: t(`site.${value}`) }))} onChange={(event) => setDraft({ ...draft, site: careSite.options.find((one) => one === event.target.value) ?? draft.site })} />
    </FormFrame>
  );
}
