import { useMutation } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Outputs } from '#contract/index.ts';
import { usePlanWords } from '../../follow-up-plans/use-plan-words.ts';
import { client } from '../../link/client.ts';
import { hasCode } from '../../link/failure.ts';
import { useFormat } from '../../text/use-format.ts';
import { Select, TextField } from '../../ui/field.tsx';
import { FormFrame } from '../../ui/form-frame.tsx';
import { codeFor } from './definition-parts.ts';

interface NewDefinitionFormProps {
  readonly definitions: Outputs['pathways']['definitions'];
  /** Written from there; kept once its first version is. */
  readonly onBegun: (begun: Outputs['pathwayEditor']['begin']) => void;
  readonly onClose: () => void;
}

/** Begins a pathway: its name, its code, and whether everything of another is taken over. */
export function NewDefinitionForm({ definitions, onBegun, onClose }: NewDefinitionFormProps): ReactElement {
  const { t } = useTranslation(['pathways', 'plans']);
  const f = useFormat();
  const words = usePlanWords();
  const [draft, setDraft] = useState({ from: '', fr: '', en: '', code: '' });
  const [isTried, setIsTried] = useState(false);
  const begin = useMutation({ mutationFn: (input: Parameters<typeof client.pathwayEditor.begin>[0]) => client.pathwayEditor.begin(input), onSuccess: onBegun });
  const set = (part: Partial<typeof draft>): void => {
    begin.reset();
    setDraft({ ...draft, ...part });
  };
  const label = { fr: draft.fr.trim(), en: draft.en.trim() };
  const missing = (text: string): string | undefined => (isTried && text === '' ? words.required : undefined);
  const submit = (): void => {
    setIsTried(true);
    if (label.fr === '' || label.en === '') return;
    begin.mutate({ code: codeFor(draft.code, label, definitions.map(({ code }) => code)), label, from: draft.from === '' ? null : draft.from });
  };
  const ofCode = hasCode(begin.error, 'DUPLICATE') ? t('begin.taken') : hasCode(begin.error, 'INVALID') ? t('begin.badCode') : undefined;
  return (
    <FormFrame title={t('begin.title')} note={t('begin.note')} submit={t('begin.go')} onSubmit={submit} onClose={onClose} isBusy={begin.isPending} error={ofCode === undefined ? begin.error : null}>
      <div className="plan-two">
        <TextField label={t('plans:editor.titleFr')} autoFocus value={draft.fr} maxLength={120} error={missing(label.fr)} onChange={(event) => set({ fr: event.target.value })} />
        <TextField label={t('plans:editor.titleEn')} value={draft.en} maxLength={120} error={missing(label.en)} onChange={(event) => set({ en: event.target.value })} />
      </div>
      <Select label={t('begin.from')} help={t('begin.fromHelp')} value={draft.from} placeholder={t('begin.empty')} options={definitions.map(({ definitionId, label: name }) => ({ value: definitionId, label: name[f.language] }))} onChange={(event) => set({ from: event.target.value })} />
      <TextField label={t('plans:editor.code')} optional help={t('editor.codeHelp')} value={draft.code} maxLength={40} error={ofCode} onChange={(event) => set({ code: event.target.value })} />
    </FormFrame>
  );
}
