import { useMutation } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 } from 'uuid';
import type { Outputs } from '#contract/index';
import type { ReadRule } from '#contract/rules';
import { api } from '../link/client.ts';
import { useLanguage } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { Chip } from '../ui/chip.tsx';
import { TextField } from '../ui/field.tsx';
import { UrgencyBadge } from '../ui/urgency-badge.tsx';
import { RefusalNote } from './refusal-note.tsx';
import { isRuleFound } from './rule-form.ts';

type Version = Outputs['rules']['read'];

interface ListProps {
  readonly versionId: string;
  readonly version: Version;
  readonly mayChange: boolean;
  readonly onEdit: (rule: ReadRule) => void;
  readonly onAdd: (kind: 'assign' | 'modifier') => void;
  readonly onSaved: (made: { readonly versionId: string; readonly version: string }) => void;
}

/** Every rule of a version as a sentence with its source, those switched off after them. */
export function RuleList({ versionId, version, mayChange, onEdit, onAdd, onSaved }: ListProps): ReactElement {
  const { t } = useTranslation('rules');
  const [text, setText] = useState('');
  const [asked, setAsked] = useState<{ readonly id: string; readonly back: boolean } | null>(null);
  const present = version.rules.filter((rule) => isRuleFound(rule, text));
  const off = version.off.filter((rule) => isRuleFound(rule, text));
  const line = (read: ReadRule, isOff: boolean): ReactElement => (
    <RuleLine key={read.rule.id} read={read} isOff={isOff} mayChange={mayChange} onEdit={() => onEdit(read)} onSwitch={() => setAsked({ id: read.rule.id, back: isOff })}>
      {asked?.id === read.rule.id && <SwitchForm versionId={versionId} read={read} back={asked.back} onSaved={onSaved} onLeave={() => setAsked(null)} />}
    </RuleLine>
  );
  return (
    <>
      <div className="row wrap rules-tools">
        <TextField label={t('rules.search')} type="search" value={text} onChange={({ target }) => setText(target.value)} />
        <span className="meta" role="status">
          {t('rules.count', { count: present.length })}
        </span>
        <span className="grow" />
        {mayChange ? (
          <>
            <Button icon="plus" onClick={() => onAdd('assign')}>
              {t('rules.add')}
            </Button>
            <Button icon="plus" onClick={() => onAdd('modifier')}>
              {t('rules.addModifier')}
            </Button>
          </>
        ) : (
          <span className="meta">{t('rules.readOnly')}</span>
        )}
      </div>
      {present.length + off.length === 0 && <p className="rules-tools">{t('rules.none')}</p>}
      <ul className="rules-list">
        {present.map((read) => line(read, false))}
        {off.map((read) => line(read, true))}
      </ul>
    </>
  );
}

interface LineProps {
  readonly read: ReadRule;
  readonly isOff: boolean;
  readonly mayChange: boolean;
  readonly onEdit: () => void;
  readonly onSwitch: () => void;
  readonly children: ReactElement | false;
}

function RuleLine({ read: { rule, sentence, standing }, isOff, mayChange, onEdit, onSwitch, children }: LineProps): ReactElement {
  const { t } = useTranslation('rules');
  const language = useLanguage();
  const { id } = rule;
  const isFallback = 'none' in rule.when;
  return (
    <li className={isOff ? 'rules-line rules-off' : 'rules-line'}>
      <span className="rules-sign">{rule.kind === 'modifier' ? <Chip>{t('rules.modifier')}</Chip> : <UrgencyBadge urgency={rule.cls} />}</span>
      <div className="rules-words">
        <h3 className="row">
          <span className="tabular ink-2">{id}</span> {rule.title[language]}
          {isFallback && <Chip>{t('rules.fallback')}</Chip>}
          {isOff ? <Chip tone="warn" icon="stop">{t('rules.off')}</Chip> : standing !== 'shipped' && <Chip tone="accent" icon="check">{t(`rules.${standing}`)}</Chip>}
        </h3>
        <p>{sentence[language]}</p>
        <p className="meta">
          {rule.why[language]} {t('rules.source', { source: rule.source[language] })}
        </p>
        {children}
      </div>
      {mayChange && !isFallback && (
        <span className="row">
          {!isOff && (
            <Button tone="text" small label={t('rules.editOf', { id })} onClick={onEdit}>
              {t('rules.edit')}
            </Button>
          )}
          <Button tone="text" small label={t(isOff ? 'rules.switchOnOf' : 'rules.switchOffOf', { id })} onClick={onSwitch}>
            {t(isOff ? 'rules.switchOn' : 'rules.switchOff')}
          </Button>
        </span>
      )}
    </li>
  );
}

interface SwitchProps {
  readonly versionId: string;
  readonly read: ReadRule;
  readonly back: boolean;
  readonly onSaved: ListProps['onSaved'];
  readonly onLeave: () => void;
}

/** Why a rule is switched off, or put back as it was shipped: a version of its own. */
function SwitchForm({ versionId, read: { rule }, back, onSaved, onLeave }: SwitchProps): ReactElement {
  const { t } = useTranslation(['rules', 'common']);
  const [note, setNote] = useState('');
  const [newId] = useState(() => v7());
  const save = useMutation(api.rules.save.mutationOptions({ onSuccess: onSaved }));
  const send = (): void => {
    if (note.trim() !== '' && !save.isPending) save.mutate({ versionId: newId, basedOn: versionId, note, change: back ? { kind: 'put', rule: { ...rule } } : { kind: 'off', ruleId: rule.id } });
  };
  return (
    <form
      className="rules-switch"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <TextField label={t(back ? 'rules.whyOn' : 'rules.whyOff', { id: rule.id })} value={note} onChange={({ target }) => setNote(target.value)} autoFocus />
      <Button type="submit" disabled={note.trim() === '' || save.isPending}>
        {t('rules.make')}
      </Button>
      <Button tone="quiet" onClick={onLeave}>
        {t('common:action.cancel')}
      </Button>
      {save.isPending && <span className="meta" role="status">{t('editor.checking')}</span>}
      {save.isError && <RefusalNote error={save.error} onRetry={send} />}
    </form>
  );
}
