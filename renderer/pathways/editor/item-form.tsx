import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PathwayDraft } from '#contract/pathway-editor.ts';
import type { PathwayRole } from '#contract/pathways.ts';
import { useDoseWords } from '../../doses/use-dose-words.ts';
import { CodeList } from '../../follow-up-plans/code-list.tsx';
import { useFormat } from '../../text/use-format.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox, FieldGroup, Select } from '../../ui/field.tsx';
import { SegmentedField } from '../../ui/segmented-control.tsx';
import { pathwayRoles, RoleChoice } from './choice-group.tsx';
import { emptyCondition } from './condition-draft.ts';
import { ConditionFields } from './condition-fields.tsx';
import { SourceAndCode } from './criterion-form.tsx';
import { placed, without } from './definition-draft.ts';
import { itemsOf, withItemAt } from './definition-parts.ts';
import { type BlockDraft, draftOfItem, emptyBlock, itemOfDraft, type ItemDraft } from './item-draft.ts';
import { PartFrame, PartLines } from './part-frame.tsx';
import type { PartCheck, PartFormProps } from './use-part-check.ts';

interface ItemFormProps extends PartFormProps {
  /** Which list. */
  readonly of: number;
}

/** One item of a list asked before a dose: who answers, what is asked, and what each answer does. */
export function ItemForm({ draft: definition, of, at, check, onClose }: ItemFormProps): ReactElement {
  const { t } = useTranslation(['pathways', 'plans']);
  const f = useFormat();
  const { body, sources } = definition;
  const items = itemsOf(body, of);
  const before = at === null ? undefined : items[at];
  const { only: _only, ...rest } = before ?? {};
  const [draft, setDraft] = useState(() => draftOfItem(before, sources, f.number));
  const set = (part: Partial<ItemDraft>): void => setDraft({ ...draft, ...part });
  const lines = { draft, set, check };
  const wrongFacts = check.issueWithin('facts');
  return (
    <PartFrame
      title={t('editor.item')} note={before?.code} check={check} fields={['code', 'label', 'roles', 'daysBefore', 'facts', 'toxicity', 'only', 'source', ...draft.blocks.flatMap((_, index) => ['when', 'text', 'source'].map((field) => `blocks.${index}.${field}`))]}
      onSubmit={() => check.keep(withItemAt(definition, of, { ...rest, ...itemOfDraft(draft, body.facts, items.map(({ code }) => code)) }, at))} onClose={onClose}
    >
      <PartLines {...lines} lines={[
        { key: 'labelFr', label: t('plans:editor.labelFr'), at: 'label.fr', autoFocus: true }, { key: 'labelEn', label: t('plans:editor.labelEn'), at: 'label.en' },
        { key: 'daysBefore', label: t('editor.fromDay'), at: 'daysBefore', numeric: true, help: t('editor.fromDayHelp') },
      ]} />
      <RoleChoice label={t('editor.answers')} chosen={draft.roles} error={check.issueWithin('roles')} onChange={(roles) => set({ roles })} />
      <CodeList label={t('editor.asks')} add={t('editor.addAsked')} help={wrongFacts ?? t('editor.asksHelp')} choices={body.facts} chosen={draft.facts} most={120} onChange={(facts) => set({ facts })} />
      {(body.toxicity !== null || draft.toxicity) && <FieldGroup label={t('editor.toxicity')} error={check.issue('toxicity')}><Checkbox label={t('editor.asksToxicity')} checked={draft.toxicity} onChange={(event) => set({ toxicity: event.target.checked })} /></FieldGroup>}
      {draft.blocks.map((block, index) => (
        <BlockFields key={index} number={index + 1} block={block} definition={definition} check={check} at={`blocks.${index}`} onChange={(next) => set({ blocks: placed(draft.blocks, next, index) })} onRemove={() => set({ blocks: without(draft.blocks, index) })} />
      ))}
      <Button small icon="plus" onClick={() => set({ blocks: [...draft.blocks, emptyBlock] })}>{t('editor.addBlock')}</Button>
      <FieldGroup label={t('editor.asked')}>
        <Checkbox label={t('editor.askedOnlyIf')} checked={draft.only !== null} onChange={(event) => set({ only: event.target.checked ? emptyCondition : null })} />
      </FieldGroup>
      {draft.only && <ConditionFields label={t('editor.askedWhen')} condition={draft.only} facts={body.facts} check={check} at="only" onChange={(only) => set({ only })} />}
      <SourceAndCode {...lines} sources={sources} isNew={!before} />
    </PartFrame>
  );
}

interface BlockFieldsProps {
  readonly number: number;
  readonly block: BlockDraft;
  readonly definition: PathwayDraft;
  readonly check: PartCheck;
  /** Where it lies within the item. */
  readonly at: string;
  readonly onChange: (block: BlockDraft) => void;
  readonly onRemove: () => void;
}

/** What does not let a dose go: when, what it then does, what is said and who must act. */
function BlockFields({ number, block, definition, check, at, onChange, onRemove }: BlockFieldsProps): ReactElement {
  const { t } = useTranslation(['pathways', 'doses']);
  const f = useFormat();
  const words = useDoseWords();
  const set = (part: Partial<BlockDraft>): void => onChange({ ...block, ...part });
  const role = (value: string): PathwayRole => pathwayRoles.find((one) => one === value) ?? block.to;
  return (
    <div className="pathway-block">
      <FieldGroup label={t('editor.block', { number })}>
        <ConditionFields label={t('editor.blockWhen')} condition={block.when} facts={definition.body.facts} check={check} at={`${at}.when`} onChange={(when) => set({ when })} />
        <SegmentedField label={t('editor.blockResult')} value={block.result} onChange={(result) => set({ result })} options={(['no-go', 'hold'] as const).map((value) => ({ value, label: t(`doses:result.${value}`) }))} />
        <PartLines draft={block} set={set} check={check} lines={[{ key: 'textFr', label: t('editor.saidFr'), at: `${at}.text.fr` }, { key: 'textEn', label: t('editor.saidEn'), at: `${at}.text.en` }]} />
        <Select label={t('editor.mustAct')} value={block.to} options={pathwayRoles.map((value) => ({ value, label: words.roles([value]) }))} onChange={(event) => set({ to: role(event.target.value) })} />
        <Select label={t('editor.source')} optional error={check.issue(`${at}.source`)} value={block.source} placeholder={t('editor.sameSource')} options={definition.sources.map(({ code, label }) => ({ value: code, label: label[f.language] }))} onChange={(event) => set({ source: event.target.value })} />
        <div className="row">
          <Button small tone="text" label={`${t('condition.remove')}, ${t('editor.block', { number })}`} onClick={onRemove}>{t('condition.remove')}</Button>
        </div>
      </FieldGroup>
    </div>
  );
}
