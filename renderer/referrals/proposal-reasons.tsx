import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Explanation, FiredModifier, FiredRule, UsedFact } from '#contract/triage';
import { UrgencyBadge } from '../ui/urgency-badge.tsx';
import { EvidenceMark, useEvidence } from './evidence-mark.tsx';
import type { Evidence } from './evidence.ts';
import type { TriageWords } from './use-triage-words.ts';

interface ReasonsProps {
  readonly explanation: Explanation;
  readonly words: TriageWords;
  readonly evidence: Evidence;
}

/** Why: the rule that decided with its facts and source, then the other rules, then what was added. */
export function ProposalReasons({ explanation, words, evidence }: ReasonsProps): ReactElement {
  const { t } = useTranslation('referrals');
  const deciding = explanation.rules.filter((rule) => rule.decides);
  const others = explanation.rules.filter((rule) => !rule.decides);
  return (
    <section>
      <h3>{t('proposal.why')}</h3>
      {deciding.map((rule) => (
        <DecidingRule key={rule.id} rule={rule} words={words} evidence={evidence} />
      ))}
      <ul className="triage-also">
        {others.map((rule) => (
          <OtherReason key={rule.id} reason={rule} words={words} evidence={evidence} badge={<UrgencyBadge urgency={rule.cls} size="inline" />} />
        ))}
        {explanation.modifiers.map((modifier) => (
          <OtherReason key={modifier.id} reason={modifier} words={words} evidence={evidence} />
        ))}
      </ul>
    </section>
  );
}

function DecidingRule({ rule, words, evidence }: { readonly rule: FiredRule; readonly words: TriageWords; readonly evidence: Evidence }): ReactElement {
  const { t } = useTranslation('referrals');
  const present = rule.facts.filter((fact) => fact.part === 'present');
  return (
    <div className="triage-why">
      <div className="row">
        <span className="triage-rule">{rule.id}</span>
        <b className="grow">{words.text(rule.title)}</b>
        <UrgencyBadge urgency={rule.cls} size="inline" />
      </div>
      <ul>
        {present.map((fact) => (
          <FactLine key={fact.field} fact={fact} words={words} number={evidence.ofFact.get(fact.field)} />
        ))}
        {rule.facts
          .filter((fact) => fact.part === 'not-documented')
          .map((fact) => (
            <li key={fact.field} className="ink-2">
              {t('proposal.nobodySaid', { fact: words.text(fact.label) })}
            </li>
          ))}
      </ul>
      <p className="triage-rationale">{words.text(rule.why)}</p>
      <p className="meta triage-rationale">{t('proposal.source', { source: words.text(rule.source) })}</p>
    </div>
  );
}

function FactLine({ fact, words, number }: { readonly fact: UsedFact; readonly words: TriageWords; readonly number: number | undefined }): ReactElement {
  const light = useEvidence(number);
  return (
    <li {...light} className="triage-evidence">
      <EvidenceMark number={number} />
      {words.phrase(fact.field, fact.value)}
    </li>
  );
}

interface OtherReasonProps {
  readonly reason: FiredRule | FiredModifier;
  readonly words: TriageWords;
  readonly evidence: Evidence;
  readonly badge?: ReactElement;
}

/** A rule or modifier that fired after the deciding one: one line; the reason and its source when pointed at or read. */
function OtherReason({ reason, words, evidence, badge }: OtherReasonProps): ReactElement {
  const { t } = useTranslation('referrals');
  const number = evidence.ofReason.get(reason.id);
  const light = useEvidence(number);
  const told = `${words.text(reason.why)} ${t('proposal.source', { source: words.text(reason.source) })}`;
  const adds = 'adds' in reason ? reason.adds.map((professional) => words.text(professional.label).toLowerCase()).join(', ') : '';
  return (
    <li className="row triage-evidence" title={told} {...light}>
      <span className="triage-rule">{reason.id}</span>
      <span className="grow ellipsis">
        <EvidenceMark number={number} /> {adds ? t('proposal.adds', { title: words.text(reason.title), adds }) : words.text(reason.title)}
        <span className="visually-hidden"> {told}</span>
      </span>
      {badge}
    </li>
  );
}
