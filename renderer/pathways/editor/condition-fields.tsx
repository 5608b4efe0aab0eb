import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../text/use-format.ts';
import { Button } from '../../ui/button.tsx';
import { Select, TextField } from '../../ui/field.tsx';
import { SegmentedField } from '../../ui/segmented-control.tsx';
import { asKind, comparisons, type ConditionDraft, conditionKinds, emptyCondition, type Fact } from './condition-draft.ts';
import { placed, without } from './definition-draft.ts';
import type { PartCheck } from './use-part-check.ts';

interface ConditionFieldsProps {
  readonly label: string;
  readonly condition: ConditionDraft;
  readonly facts: readonly Fact[];
  readonly check: PartCheck;
  /** Where it lies within the part: `when`, `when.all.0`. */
  readonly at: string;
  readonly onChange: (condition: ConditionDraft) => void;
  /** Takes it out of the group it is in. */
  readonly onRemove?: (() => void) | undefined;
}

/** A condition: one answer, or others of which all, one or none must be so. */
export function ConditionFields({ label, condition, facts, check, at, onChange, onRemove }: ConditionFieldsProps): ReactElement {
  const { t } = useTranslation('pathways');
  const isGroup = condition.kind === 'all' || condition.kind === 'any';
  return (
    <div role="group" aria-label={label} className="pathway-condition">
      <div className="pathway-condition-kind">
        <Select
          label={label} error={check.issue(at) ?? (condition.kind === 'fact' ? undefined : check.issue(`${at}.${condition.kind}`))} value={condition.kind} options={conditionKinds.map((value) => ({ value, label: t(`condition.kinds.${value}`) }))}
          onChange={(event) => onChange(asKind(condition, conditionKinds.find((one) => one === event.target.value) ?? condition.kind))}
        />
        {onRemove && <Button small tone="text" label={`${t('condition.remove')}, ${label}`} onClick={onRemove}>{t('condition.remove')}</Button>}
      </div>
      {condition.kind === 'fact' ? (
        <AnswerFields condition={condition} facts={facts} check={check} at={at} onChange={onChange} />
      ) : (
        condition.parts.map((part, index) => (
          <ConditionFields
            key={index} label={condition.kind === 'not' ? t('condition.which') : t('condition.part', { number: index + 1 })} condition={part} facts={facts} check={check} at={condition.kind === 'not' ? `${at}.not` : `${at}.${condition.kind}.${index}`}
            onChange={(next) => onChange({ ...condition, parts: placed(condition.parts, next, index) })}
            onRemove={isGroup && condition.parts.length > 1 ? () => onChange({ ...condition, parts: without(condition.parts, index) }) : undefined}
          />
        ))
      )}
      {isGroup && <div><Button small icon="plus" onClick={() => onChange({ ...condition, parts: [...condition.parts, emptyCondition] })}>{t('condition.add')}</Button></div>}
    </div>
  );
}

interface AnswerFieldsProps {
  readonly condition: ConditionDraft & { readonly kind: 'fact' };
  readonly facts: readonly Fact[];
  readonly check: PartCheck;
  readonly at: string;
  readonly onChange: (condition: ConditionDraft) => void;
}

/** What a fact must be: yes or no, or a number against a limit. */
function AnswerFields({ condition, facts, check, at, onChange }: AnswerFieldsProps): ReactElement {
  const { t } = useTranslation('pathways');
  const f = useFormat();
  const fact = facts.find(({ code }) => code === condition.fact);
  const unit = fact?.kind === 'number' ? fact.unit?.[f.language] : undefined;
  const numbers = facts.filter(({ code, kind }) => kind === 'number' && code !== condition.fact);
  return (
    <div className={fact?.kind === 'yes-no' ? 'pathway-answer' : 'pathway-condition-part'}>
      <Select
        label={t('condition.fact')} error={condition.fact === '' ? check.issue(`${at}.fact`) && t('condition.choose') : check.issue(`${at}.fact`)} value={condition.fact} placeholder={t('choose')}
        options={[...facts.map(({ code, label }) => ({ value: code, label: label[f.language] })), ...(fact || condition.fact === '' ? [] : [{ value: condition.fact, label: condition.fact }])]}
        onChange={(event) => onChange({ ...condition, fact: event.target.value })}
      />
      {fact?.kind === 'yes-no' && <SegmentedField label={t('condition.answer')} value={String(condition.is)} onChange={(value) => onChange({ ...condition, is: value === 'true' })} options={[{ value: 'true', label: t('facts.yes') }, { value: 'false', label: t('facts.no') }]} />}
      {fact?.kind === 'number' && (
        <div className="plan-two">
          <Select label={t('condition.comparison')} value={condition.op} options={comparisons.map((value) => ({ value, label: t(`condition.op.${value}`) }))} onChange={(event) => onChange({ ...condition, op: comparisons.find((one) => one === event.target.value) ?? condition.op })} />
          <TextField label={unit && condition.times === '' ? `${t('condition.limit')} (${unit})` : t('condition.limit')} help={condition.times === '' ? t('condition.bounds', { min: f.number(fact.min), max: f.number(fact.max) }) : undefined} inputMode="decimal" error={check.issue(`${at}.value`)} value={condition.value} maxLength={12} onChange={(event) => onChange({ ...condition, value: event.target.value })} />
          {numbers.length > 0 && <Select label={t('condition.times')} optional error={check.issue(`${at}.times`)} value={condition.times} placeholder={t('condition.once')} options={numbers.map(({ code, label }) => ({ value: code, label: label[f.language] }))} onChange={(event) => onChange({ ...condition, times: event.target.value })} />}
        </div>
      )}
    </div>
  );
}
