import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClassChange, Explanation } from '#contract/triage';
import { UrgencyBadge } from '../ui/urgency-badge.tsx';
import type { TriageWords } from './use-triage-words.ts';

/** The single facts on which the class hangs: what would raise it, what would lower it. */
export function WhatWouldChange({ explanation, words }: { readonly explanation: Explanation; readonly words: TriageWords }): ReactElement | null {
  const { t } = useTranslation('referrals');
  const changes = [...explanation.wouldRaise, ...explanation.wouldLower];
  if (changes.length === 0) return null;
  return (
    <section>
      <h3>{t('proposal.wouldChange')}</h3>
      <ul className="triage-changes">
        {changes.map((change) => (
          <li key={`${change.cls} ${change.field} ${String(change.value)}`} className="row" title={words.text(change.ruleTitle)}>
            <UrgencyBadge urgency={change.cls} size="inline" />
            <Change change={change} words={words} />
          </li>
        ))}
      </ul>
    </section>
  );
}

const operators = { '>=': '≥', '>': '>', '<': '<', '<=': '≤', '==': '=' } as const;

function Change({ change, words }: { readonly change: ClassChange; readonly words: TriageWords }): ReactElement {
  const { t } = useTranslation('referrals');
  const { field, value, condition, ruleId } = change;
  const name = words.brief(field);
  if (condition) return <span>{t('proposal.change', { fact: `${name} ${operators[condition.operator]} ${words.value(field, condition.threshold)}`, rule: ruleId })}</span>;
  if (value === false) return <span>{t('proposal.changeAbsent', { fact: name, rule: ruleId })}</span>;
  return <span>{t('proposal.change', { fact: words.briefPhrase(field, value), rule: ruleId })}</span>;
}
