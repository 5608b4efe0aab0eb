import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { trainingWeights } from '#contract/plans.ts';
import { CodeList } from '../../follow-up-plans/code-list.tsx';
import { useFormat } from '../../text/use-format.ts';
import { Checkbox, FieldError, Select } from '../../ui/field.tsx';
import { typedNumber } from './condition-draft.ts';
import { SourceAndCode } from './criterion-form.tsx';
import { codeFor, withListed } from './definition-parts.ts';
import { CodeLine, PartFrame, PartLines } from './part-frame.tsx';
import type { PartFormProps } from './use-part-check.ts';

/** Training: its hours, and how long it holds. */
export function CredentialForm({ draft: definition, at, check, onClose }: PartFormProps): ReactElement {
  const { t } = useTranslation(['pathways', 'plans']);
  const f = useFormat();
  const list = definition.body.credentials;
  const before = at === null ? undefined : list[at];
  const [draft, setDraft] = useState(() => ({ code: before?.code ?? '', labelFr: before?.label.fr ?? '', labelEn: before?.label.en ?? '', hours: before ? f.number(before.hours) : '', validMonths: before?.validMonths ? f.number(before.validMonths) : '', source: before?.source ?? definition.sources[0]?.code ?? '' }));
  const lines = { draft, set: (part: Partial<typeof draft>): void => setDraft({ ...draft, ...part }), check };
  const submit = (): void => {
    const label = { fr: draft.labelFr.trim(), en: draft.labelEn.trim() };
    check.keep(withListed(definition, 'credentials', { ...before, code: codeFor(draft.code, label, list.map(({ code }) => code)), label, hours: typedNumber(draft.hours), validMonths: draft.validMonths.trim() === '' ? null : typedNumber(draft.validMonths), source: draft.source }, at));
  };
  return (
    <PartFrame title={t('editor.credential')} note={before?.code} check={check} fields={['code', 'label', 'hours', 'validMonths', 'source']} onSubmit={submit} onClose={onClose}>
      <PartLines {...lines} lines={[
        { key: 'labelFr', label: t('plans:editor.labelFr'), at: 'label.fr', autoFocus: true }, { key: 'labelEn', label: t('plans:editor.labelEn'), at: 'label.en' },
        { key: 'hours', label: t('editor.hours'), at: 'hours', numeric: true }, { key: 'validMonths', label: t('editor.validMonths'), at: 'validMonths', numeric: true, optional: true, help: t('editor.validMonthsHelp') },
      ]} />
      <SourceAndCode {...lines} sources={definition.sources} isNew={!before} />
    </PartFrame>
  );
}

/** An act that only those trained for it do. */
export function ActForm({ draft: definition, at, check, onClose }: PartFormProps): ReactElement {
  const { t } = useTranslation(['pathways', 'plans']);
  const { acts, credentials } = definition.body;
  const before = at === null ? undefined : acts[at];
  const [draft, setDraft] = useState(() => ({ code: before?.code ?? '', labelFr: before?.label.fr ?? '', labelEn: before?.label.en ?? '', requires: before?.requires ?? [], training: before?.training ?? 'required', isWorkshop: before?.isWorkshop ?? before?.code !== definition.body.dosing?.act }));
  const lines = { draft, set: (part: Partial<typeof draft>): void => setDraft({ ...draft, ...part }), check };
  const submit = (): void => {
    const label = { fr: draft.labelFr.trim(), en: draft.labelEn.trim() };
    check.keep(withListed(definition, 'acts', { code: codeFor(draft.code, label, acts.map(({ code }) => code)), label, requires: draft.requires, training: draft.training, isWorkshop: draft.isWorkshop }, at));
  };
  const wrong = check.issueWithin('requires');
  return (
    <PartFrame title={t('editor.act')} note={before?.code} check={check} fields={['code', 'label', 'requires', 'training']} onSubmit={submit} onClose={onClose}>
      <PartLines {...lines} lines={[{ key: 'labelFr', label: t('plans:editor.labelFr'), at: 'label.fr', autoFocus: true }, { key: 'labelEn', label: t('plans:editor.labelEn'), at: 'label.en' }]} />
      <CodeList label={t('editor.requires')} add={t('editor.addRequired')} help={t('editor.requiresHelp')} choices={credentials} chosen={draft.requires} most={20} onChange={(requires) => lines.set({ requires: [...requires] })} />
      {wrong && <FieldError text={wrong} />}
      <Select
        label={t('editor.trainingWeight')} value={draft.training} options={trainingWeights.map((value) => ({ value, label: t(`editor.weight.${value}`) }))} help={t('editor.weightHelp')} error={check.issueWithin('training')}
        onChange={(event) => lines.set({ training: trainingWeights.find((one) => one === event.target.value) ?? 'required' })}
      />
      <Checkbox label={t('editor.isWorkshop')} checked={draft.isWorkshop} onChange={(event) => lines.set({ isWorkshop: event.target.checked })} />
      {!before && <CodeLine {...lines} />}
    </PartFrame>
  );
}
