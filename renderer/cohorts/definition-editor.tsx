import { type ReactElement, useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { CohortCondition, CohortConditionKind, CohortDefinition, CohortGroup, CohortVocabulary } from '#contract/cohorts.ts';
import { IconButton } from '../ui/button.tsx';
import { Select } from '../ui/field.tsx';
import { SegmentedControl } from '../ui/segmented-control.tsx';
import { ConditionFields } from './condition-fields.tsx';
import { conditionSections, newCondition } from './new-condition.ts';

interface EditorProps {
  readonly definition: CohortDefinition;
  readonly vocabulary: CohortVocabulary;
  readonly onChange: (definition: CohortDefinition) => void;
}

const mostGroups = 8;
const mostConditions = 12;

/** A definition in groups of conditions, each changed where it stands; it is evaluated as it is changed. */
export function DefinitionEditor({ definition, vocabulary, onChange }: EditorProps): ReactElement {
  const { t } = useTranslation('cohorts');
  const { life, groups } = definition;
  const change = (index: number, group: CohortGroup | null): void => onChange({ ...definition, groups: groups.flatMap((one, at) => (at === index ? (group ?? []) : one)) });
  return (
    <div className="cohorts-editor">
      <div className="row wrap">
        <Select label={t('definition.life')} value={life} options={(['living', 'everybody', 'deceased'] as const).map((value) => ({ value, label: t(`definition.${value}`) }))} onChange={(event) => onChange({ ...definition, life: event.target.value as CohortDefinition['life'] })} />
      </div>
      {groups.map((group, index) => (
        // Groups have no name of their own: they are told by their place.
        <GroupEditor key={`${groups.length} ${index}`} group={group} number={index + 1} vocabulary={vocabulary} onChange={(changed) => change(index, changed)} onRemove={() => change(index, null)} />
      ))}
      {groups.length < mostGroups && <AddCondition label={groups.length === 0 ? t('definition.addCondition') : t('definition.addGroup')} onAdd={(kind) => onChange({ ...definition, groups: [...groups, { match: 'all', conditions: [newCondition(kind, vocabulary)] }] })} />}
      <p className="meta">{t('definition.closed')}</p>
    </div>
  );
}

interface GroupProps {
  readonly group: CohortGroup;
  readonly number: number;
  readonly vocabulary: CohortVocabulary;
  readonly onChange: (group: CohortGroup | null) => void;
  readonly onRemove: () => void;
}

function GroupEditor({ group, number, vocabulary, onChange, onRemove }: GroupProps): ReactElement {
  const { t } = useTranslation('cohorts');
  const id = useId();
  const { conditions } = group;
  const change = (index: number, condition: CohortCondition | null): void => {
    const changed = conditions.flatMap((one, at) => (at === index ? (condition ?? []) : one));
    onChange(changed.length === 0 ? null : { ...group, conditions: changed });
  };
  return (
    <div className="cohorts-group" role="group" aria-labelledby={id}>
      <div className="row">
        <span id={id} className="strong">
          {t('definition.group', { number })}
        </span>
        <SegmentedControl label={t('definition.match')} value={group.match} options={(['all', 'any', 'none'] as const).map((value) => ({ value, label: t(`definition.${value}`) }))} onChange={(match) => onChange({ ...group, match })} />
        <span className="grow" />
        <IconButton icon="close" label={t('definition.removeGroup', { number })} onClick={onRemove} />
      </div>
      {conditions.map((condition, index) => (
        <div key={`${conditions.length} ${index}`} className="cohorts-condition" role="group" aria-label={t(`kind.${condition.kind}`)}>
          <span className="cohorts-kind">{t(`kind.${condition.kind}`)}</span>
          <div className="cohorts-fields">
            <ConditionFields condition={condition} vocabulary={vocabulary} onChange={(changed) => change(index, changed)} />
          </div>
          <IconButton icon="close" label={t('definition.removeCondition', { kind: t(`kind.${condition.kind}`) })} onClick={() => change(index, null)} />
        </div>
      ))}
      {conditions.length < mostConditions && <AddCondition label={t('definition.addCondition')} onAdd={(kind) => onChange({ ...group, conditions: [...conditions, newCondition(kind, vocabulary)] })} />}
    </div>
  );
}

/** The kinds of conditions behind one button; arrows and letters choose, Enter adds. */
function AddCondition({ label, onAdd }: { readonly label: string; readonly onAdd: (kind: CohortConditionKind) => void }): ReactElement {
  const { t } = useTranslation('cohorts');
  return (
    <select className="input cohorts-add" aria-label={label} value="" onChange={(event) => onAdd(event.target.value as CohortConditionKind)}>
      <option value="" disabled>
        {`+ ${label}`}
      </option>
      {(Object.keys(conditionSections) as (keyof typeof conditionSections)[]).map((section) => (
        <optgroup key={section} label={t(`section.${section}`)}>
          {conditionSections[section].map((kind) => (
            <option key={kind} value={kind}>
              {t(`kind.${kind}`)}
            </option>
          ))}
        </optgroup>
      ))}
    </select>
  );
}
