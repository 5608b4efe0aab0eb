import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { PathwayDraft, PathwayProblem } from '#contract/pathway-editor.ts';
import { EscalationForm } from '../../follow-up-plans/template-part-forms.tsx';
import { TemplateStepForm } from '../../follow-up-plans/template-step-form.tsx';
import { api } from '../../link/client.ts';
import { ChecklistForm } from './checklist-form.tsx';
import { CriterionForm } from './criterion-form.tsx';
import { phaseAsTemplate, stepsOf } from './definition-draft.ts';
import { type EditedPart, placeOf, withListed, withStepAt } from './definition-parts.ts';
import { AdministrationForm, DoseCallForm, DosingForm, ExcludedDrugForm, ScheduleForm } from './dose-forms.tsx';
import { FactForm } from './fact-form.tsx';
import { ItemForm } from './item-form.tsx';
import { NamedForm } from './named-form.tsx';
import { PhaseForm } from './phase-form.tsx';
import { ActForm, CredentialForm } from './training-forms.tsx';
import { usePartCheck } from './use-part-check.ts';

interface DefinitionPartProps {
  readonly part: EditedPart;
  readonly draft: PathwayDraft;
  /** The file the definition is written in. */
  readonly text: string;
  /** What is wrong with the definition as it stands. */
  readonly problems: readonly PathwayProblem[];
  readonly onDraft: (draft: PathwayDraft) => void;
  readonly onClose: () => void;
}

/** The form of one part of a pathway; kept, it is in the definition. Steps have the form of those of any template. */
export function DefinitionPart({ part, draft, text, problems, onDraft, onClose }: DefinitionPartProps): ReactElement {
  const { data: choices } = useQuery(api.pathwayEditor.choices.queryOptions({ input: {} }));
  const keep = (next: PathwayDraft): void => {
    onDraft(next);
    onClose();
  };
  const check = usePartCheck({ text, place: placeOf(draft, part), problems, onKeep: keep });
  const { at } = part;
  const form = { draft, at, check, onClose };
  switch (part.kind) {
    case 'step':
      return <TemplateStepForm body={phaseAsTemplate(draft.body, part.of)} step={at === null ? null : (stepsOf(draft.body, part.of)[at] ?? null)} choices={choices && { ...choices, withdrawn: [] }} onClose={onClose} onKeep={(step) => keep(withStepAt(draft, part.of, step, at))} />;
    case 'escalation':
      return <EscalationForm escalation={at === null ? null : (draft.body.escalation?.[at] ?? null)} onClose={onClose} onKeep={(one) => keep(withListed(draft, 'escalation', one, at))} />;
    case 'phases':
      return <PhaseForm {...form} />;
    case 'criterion':
      return <CriterionForm {...form} of={part.of} />;
    case 'facts':
      return <FactForm {...form} />;
    case 'checklists':
      return <ChecklistForm {...form} />;
    case 'item':
      return <ItemForm {...form} of={part.of} />;
    case 'schedules':
      return <ScheduleForm {...form} />;
    case 'excluded':
      return <ExcludedDrugForm {...form} />;
    case 'calls':
      return <DoseCallForm {...form} />;
    case 'dosing':
      return <DosingForm {...form} />;
    case 'administration':
      return <AdministrationForm {...form} />;
    case 'acts':
      return <ActForm {...form} />;
    case 'credentials':
      return <CredentialForm {...form} />;
    default:
      return <NamedForm {...form} kind={part.kind} />;
  }
}
