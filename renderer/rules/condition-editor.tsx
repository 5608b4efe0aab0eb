import { type ReactElement, useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { RuleTest } from '#contract/rules';
import type { TriageWords } from '../referrals/use-triage-words.ts';
import { NumberField, ValuesField } from '../cohorts/condition-controls.tsx';
import { Button, IconButton } from '../ui/button.tsx';
import { Select } from '../ui/field.tsx';
import { SegmentedControl } from '../ui/segmented-control.tsx';
import { type ConditionGroup, type ConditionNode, newTest } from './condition-form.ts';

interface GroupProps {
  readonly group: ConditionGroup;
  /** Where it is: `1`, `1.2`; what names it. */
  readonly path: string;
  readonly words: TriageWords;
  readonly onChange: (group: ConditionGroup) => void;
  readonly onRemove: (() => void) | null;
}

const deepest = 4;

/** A group of a condition and those within it, each test changed where it stands. */
export function ConditionEditor({ group, path, words, onChange, onRemove }: GroupProps): ReactElement {
  const { t } = useTranslation('rules');
  const id = useId();
  const change = (index: number, node: ConditionNode | null): void => onChange({ ...group, parts: group.parts.flatMap((one, at) => (at === index ? (node ?? []) : [one])) });
  const add = (node: ConditionNode): void => onChange({ ...group, parts: [...group.parts, node] });
  const firstFinding = words.content.dictionary.findings.find(({ usedByRules }) => usedByRules);
  return (
    <div className="rules-group" role="group" aria-labelledby={id}>
      <div className="row">
        <span id={id} className="meta-strong no-wrap">
          {t('condition.group', { path })}
        </span>
        <SegmentedControl label={`${t('condition.match')} (${path})`} value={group.mode} options={(['all', 'any', 'none'] as const).map((value) => ({ value, label: t(`condition.${value}`) }))} onChange={(mode) => onChange({ ...group, mode })} />
        <span className="grow" />
        {onRemove && <IconButton icon="close" label={t('condition.removeGroup', { path })} onClick={onRemove} />}
      </div>
      {group.parts.map((part, index) =>
        part.kind === 'group' ? (
          // Groups have no name of their own: they are told by their place.
          <ConditionEditor key={`${group.parts.length} ${index}`} group={part} path={`${path}.${index + 1}`} words={words} onChange={(changed) => change(index, changed)} onRemove={() => change(index, null)} />
        ) : (
          <TestEditor key={`${group.parts.length} ${index} ${part.test.f}`} test={part.test} words={words} onChange={(test) => change(index, { kind: 'test', test })} onRemove={() => change(index, null)} />
        ),
      )}
      <div className="row">
        {firstFinding && (
          <Button small tone="quiet" icon="plus" label={`${t('condition.addTest')} (${path})`} onClick={() => add({ kind: 'test', test: newTest(firstFinding) })}>
            {t('condition.addTest')}
          </Button>
        )}
        {path.split('.').length < deepest && (
          <Button small tone="quiet" icon="plus" label={`${t('condition.addGroup')} (${path})`} onClick={() => add({ kind: 'group', mode: 'any', parts: [] })}>
            {t('condition.addGroup')}
          </Button>
        )}
      </div>
    </div>
  );
}

interface TestProps {
  readonly test: RuleTest;
  readonly words: TriageWords;
  readonly onChange: (test: RuleTest) => void;
  readonly onRemove: () => void;
}

const operators = { '>=': '≥', '>': '>', '<': '<', '<=': '≤', '==': '=' } as const;
type Operator = keyof typeof operators;

function TestEditor({ test, words, onChange, onRemove }: TestProps): ReactElement {
  const { t } = useTranslation('rules');
  const { findings, groups } = words.content.dictionary;
  const finding = words.finding(test.f);
  const label = finding ? words.text(finding.label) : test.f;
  return (
    <div className="rules-test" role="group" aria-label={label}>
      <label className="field">
        <span className="field-label">{t('condition.finding')}</span>
        <select
          className="input" value={test.f}
          onChange={(event) => {
            const chosen = words.finding(event.target.value);
            if (chosen) onChange(newTest(chosen));
          }}
        >
          {groups.map(({ code, label: name }) => (
            <optgroup key={code} label={words.text(name)}>
              {findings.filter(({ group, usedByRules }) => group === code && usedByRules).map((one) => (
                <option key={one.field} value={one.field}>
                  {words.text(one.label)}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </label>
      <TestValue test={test} words={words} onChange={onChange} />
      <IconButton icon="close" label={t('condition.removeTest', { finding: label })} onClick={onRemove} />
    </div>
  );
}

function TestValue({ test, words, onChange }: Omit<TestProps, 'onRemove'>): ReactElement {
  const { t } = useTranslation('rules');
  const finding = words.finding(test.f);
  const f = test.f;
  const unknown = { value: 'unknown', label: t('editor.unknown') };
  if (finding?.kind === 'number') {
    const operator = test.op === 'unknown' ? 'unknown' : (test.op as Operator);
    const value = typeof test.v === 'number' ? test.v : 1;
    const unit = finding.unit ? words.text(finding.unit) : '';
    return (
      <>
        <Select
          label={t('condition.operator')} value={operator} options={[...Object.entries(operators).map(([code, sign]) => ({ value: code, label: sign })), unknown]}
          onChange={({ target }) => onChange(target.value === 'unknown' ? { f, op: 'unknown', v: true } : { f, op: target.value as Operator, v: value })}
        />
        {test.op !== 'unknown' && (
          <NumberField
            label={unit === '' ? t('condition.value') : `${t('condition.value')} (${unit})`} value={value} whole={finding.step === 1} min={finding.min ?? 0} max={finding.max ?? 1_000_000} optional={false}
            onChange={(typed) => typed !== null && onChange({ f, op: operator as Operator, v: typed })}
          />
        )}
      </>
    );
  }
  if (finding?.kind === 'enum') {
    const options = (finding.options ?? []).map(({ code, label }) => ({ value: code, label: words.text(label) }));
    const values = test.op === 'in' ? test.v : typeof test.v === 'string' ? [test.v] : [];
    return (
      <>
        <Select label={t('condition.answer')} value={test.op === 'unknown' ? 'unknown' : 'known'} options={[{ value: 'known', label: t('condition.value') }, unknown]} onChange={({ target }) => onChange(target.value === 'unknown' ? { f, op: 'unknown', v: true } : newTest(finding))} />
        {test.op !== 'unknown' && <ValuesField label={t('condition.value')} options={options} values={values} least={1} onChange={(chosen) => onChange({ f, op: 'in', v: chosen })} />}
      </>
    );
  }
  if (finding?.kind === 'list') return <span className="meta">{t('editor.missing')}</span>;
  const answer = test.op === 'unknown' ? 'unknown' : test.v === false ? 'no' : 'yes';
  return (
    <Select
      label={t('condition.answer')} value={answer} options={[{ value: 'yes', label: t('editor.yes') }, { value: 'no', label: t('editor.no') }, unknown]}
      onChange={({ target }) => onChange(target.value === 'unknown' ? { f, op: 'unknown', v: true } : { f, op: 'is', v: target.value === 'yes' })}
    />
  );
}
