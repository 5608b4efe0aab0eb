import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 } from 'uuid';
import { ValuesField } from '../cohorts/condition-controls.tsx';
import { DraftOffer } from '../drafts/draft-offer.tsx';
import { useDraft } from '../drafts/use-draft.ts';
import { api } from '../link/client.ts';
import { useSettled } from '../patients/use-settled.ts';
import type { TriageWords } from '../referrals/use-triage-words.ts';
import { useLanguage } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { Checkbox, Select, TextArea, TextField } from '../ui/field.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { useShortcut } from '../ui/shortcut.ts';
import { ConditionEditor } from './condition-editor.tsx';
import { RefusalNote } from './refusal-note.tsx';
import { readRuleDraft, type RuleForm, ruleOf } from './rule-form.ts';

interface EditorProps {
  readonly versionId: string;
  readonly start: RuleForm;
  readonly isNew: boolean;
  readonly words: TriageWords;
  readonly onSaved: (made: { readonly versionId: string; readonly version: string }) => void;
  readonly onLeave: () => void;
}

const pauseMilliseconds = 300;

/** One rule being written, read back as a sentence meanwhile; saving makes a version with it. */
export function RuleEditor({ versionId, start, isNew, words, onSaved, onLeave }: EditorProps): ReactElement {
  const { t } = useTranslation(['rules', 'common']);
  const language = useLanguage();
  const [form, setForm] = useState(start);
  const [newId] = useState(() => v7());
  const draft = useDraft({ form: 'triage-rule', recordId: `${versionId}-${start.id.toLowerCase()}`, value: form, blank: start, read: readRuleDraft });
  const settled = useSettled(JSON.stringify(ruleOf(form)), pauseMilliseconds);
  const reading = useQuery(api.rules.readBack.queryOptions({ input: { versionId, rule: JSON.parse(settled) as Record<string, unknown> }, retry: false, placeholderData: keepPreviousData }));
  const save = useMutation(
    api.rules.save.mutationOptions({
      onSuccess: (made) => {
        draft.finish();
        onSaved(made);
      },
    }),
  );
  const send = (): void => {
    if (!save.isPending && form.note.trim() !== '') save.mutate({ versionId: newId, basedOn: versionId, note: form.note, change: { kind: 'put', rule: ruleOf(form) } });
  };
  const leave = (): void => {
    draft.finish();
    onLeave();
  };
  useShortcut('Control+s', send, { inFields: true, label: t('editor.save') });
  const set = (change: Partial<RuleForm>): void => setForm({ ...form, ...change });
  const { professionals, modalities, flags, classes } = words.content.vocabulary;
  const choices = (list: readonly { readonly code: string; readonly label: { readonly fr: string; readonly en: string } }[]) => list.map(({ code, label }) => ({ value: code, label: label[language] }));
  const isAssign = form.kind === 'assign';
  return (
    <Sheet title={t(isNew ? (isAssign ? 'editor.addRule' : 'editor.addModifier') : 'editor.change', { id: form.id })} padded>
      <div className="rules-editor">
        <DraftOffer draft={draft} onResume={setForm} />
        <div className="rules-pair">
          <TextField label={t('editor.titleFr')} value={form.title.fr} onChange={({ target }) => set({ title: { ...form.title, fr: target.value } })} />
          <TextField label={t('editor.titleEn')} value={form.title.en} onChange={({ target }) => set({ title: { ...form.title, en: target.value } })} />
        </div>
        <h3 className="section-title">{t('editor.condition')}</h3>
        <ConditionEditor group={form.when} path="1" words={words} onChange={(when) => set({ when })} onRemove={null} />
        <div className="rules-outcome">
          {isAssign && <Select label={t('editor.class')} value={form.cls} options={choices(classes)} onChange={({ target }) => set({ cls: target.value })} />}
          <ValuesField label={t(isAssign ? 'editor.pros' : 'editor.adds')} options={choices(professionals)} values={form.pros} least={isAssign ? 1 : 0} onChange={(pros) => set({ pros })} />
          <Select
            label={t('editor.modality')} value={form.modality} onChange={({ target }) => set({ modality: target.value })}
            options={isAssign ? choices(modalities) : [{ value: '', label: t('editor.noModality') }, ...(['HOME_OR_VIDEO', 'VIDEO', 'NO_VIDEO'] as const).map((value) => ({ value, label: t(`editor.${value}`) }))]}
          />
          {isAssign ? (
            <>
              <Checkbox label={t('editor.locked')} checked={form.locked} onChange={({ target }) => set({ locked: target.checked })} />
              <ValuesField label={t('editor.actions')} options={choices(flags)} values={form.actions} onChange={(actions) => set({ actions })} />
            </>
          ) : (
            <Select label={t('editor.flag')} value={form.flag} options={[{ value: '', label: t('editor.noFlag') }, ...choices(flags)]} onChange={({ target }) => set({ flag: target.value })} />
          )}
        </div>
        <div className="rules-pair">
          <TextArea label={t('editor.whyFr')} rows={2} value={form.why.fr} onChange={({ target }) => set({ why: { ...form.why, fr: target.value } })} />
          <TextArea label={t('editor.whyEn')} rows={2} value={form.why.en} onChange={({ target }) => set({ why: { ...form.why, en: target.value } })} />
          <TextField label={t('editor.sourceFr')} value={form.source.fr} onChange={({ target }) => set({ source: { ...form.source, fr: target.value } })} />
          <TextField label={t('editor.sourceEn')} value={form.source.en} onChange={({ target }) => set({ source: { ...form.source, en: target.value } })} />
        </div>
        <div className="rules-reads" role="status">
          <span className="meta-strong">{t('editor.reads')}</span>
          {reading.data && !reading.isError && <p>{reading.data.sentence[language]}</p>}
        </div>
        {reading.isError && <RefusalNote error={reading.error} />}
        <TextArea label={t('editor.note')} help={t('editor.noteHelp')} rows={2} value={form.note} onChange={({ target }) => set({ note: target.value })} />
        {save.isError && <RefusalNote error={save.error} onRetry={send} />}
        <div className="row">
          <Button tone="primary" keys="Control+s" disabled={save.isPending || form.note.trim() === ''} onClick={send}>
            {t('editor.save')}
          </Button>
          <Button tone="quiet" onClick={leave}>
            {t('common:action.cancel')}
          </Button>
          {save.isPending && (
            <span className="meta" role="status">
              {t('editor.checking')}
            </span>
          )}
        </div>
      </div>
    </Sheet>
  );
}
