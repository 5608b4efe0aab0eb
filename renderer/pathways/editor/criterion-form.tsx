import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PathwayDraft } from '#contract/pathway-editor.ts';
import { useFormat } from '../../text/use-format.ts';
import { Select } from '../../ui/field.tsx';
import { conditionOfDraft, draftOfCondition, emptyCondition } from './condition-draft.ts';
import { ConditionFields } from './condition-fields.tsx';
import { type CriteriaOf, criteriaOf, codeFor, withCriterionAt } from './definition-parts.ts';
import { CodeLine, PartFrame, PartLines } from './part-frame.tsx';
import type { PartCheck, PartFormProps } from './use-part-check.ts';

interface CriterionFormProps extends PartFormProps {
  readonly of: CriteriaOf;
}

/** A condition to enter a pathway or a phase, or what excludes: its words, when it is so, and where that comes from. */
export function CriterionForm({ draft: definition, of, at, check, onClose }: CriterionFormProps): ReactElement {
  const { t } = useTranslation(['pathways', 'plans']);
  const f = useFormat();
  const { body, sources } = definition;
  const before = at === null ? undefined : criteriaOf(body, of)[at];
  const [draft, setDraft] = useState(() => ({ code: before?.code ?? '', labelFr: before?.label.fr ?? '', labelEn: before?.label.en ?? '', when: before ? draftOfCondition(before.when, f.number) : emptyCondition, source: before?.source ?? sources[0]?.code ?? '' }));
  const set = (part: Partial<typeof draft>): void => setDraft({ ...draft, ...part });
  const submit = (): void => {
    const label = { fr: draft.labelFr.trim(), en: draft.labelEn.trim() };
    const code = codeFor(draft.code, label, criteriaOf(body, of).map((one) => one.code));
    check.keep(withCriterionAt(definition, of, { ...before, code, label, when: conditionOfDraft(draft.when, body.facts), source: draft.source }, at));
  };
  return (
    <PartFrame title={t(of === 'exclusions' ? 'editor.exclusion' : 'editor.criterion')} note={before?.code} check={check} fields={['code', 'label', 'when', 'source']} onSubmit={submit} onClose={onClose}>
      <PartLines draft={draft} set={set} check={check} lines={[{ key: 'labelFr', label: t('plans:editor.labelFr'), at: 'label.fr', autoFocus: true }, { key: 'labelEn', label: t('plans:editor.labelEn'), at: 'label.en' }]} />
      <ConditionFields label={t(of === 'exclusions' ? 'editor.excludesWhen' : 'editor.metWhen')} condition={draft.when} facts={body.facts} check={check} at="when" onChange={(when) => set({ when })} />
      <SourceAndCode sources={sources} draft={draft} set={set} check={check} isNew={!before} />
    </PartFrame>
  );
}

interface SourceAndCodeProps {
  readonly sources: PathwayDraft['sources'];
  readonly draft: { readonly source: string; readonly code: string };
  readonly set: (part: { readonly source?: string; readonly code?: string }) => void;
  readonly check: PartCheck;
  readonly isNew: boolean;
}

/** Where a part comes from, and the code a new one has in the file; made of its name where none is given. */
export function SourceAndCode({ sources, draft, set, check, isNew }: SourceAndCodeProps): ReactElement {
  const { t } = useTranslation('pathways');
  const f = useFormat();
  return (
    <>
      <Select label={t('editor.source')} error={check.issue('source')} value={draft.source} options={sources.map(({ code, label }) => ({ value: code, label: label[f.language] }))} onChange={(event) => set({ source: event.target.value })} />
      {isNew && <CodeLine draft={draft} set={set} check={check} />}
    </>
  );
}
