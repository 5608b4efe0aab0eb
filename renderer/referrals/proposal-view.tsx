import type { ReactElement } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import type { Proposal } from '#contract/referrals';
import type { Urgency } from '#contract/triage';
import { useFormat } from '../text/use-format.ts';
import { Chip } from '../ui/chip.tsx';
import { Icon } from '../ui/icon.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { UrgencyBadge } from '../ui/urgency-badge.tsx';
import type { Evidence } from './evidence.ts';
import { ModalityWord } from './modality-word.tsx';
import { ProposalReasons } from './proposal-reasons.tsx';
import { WhatWouldChange } from './what-would-change.tsx';
import type { TriageWords } from './use-triage-words.ts';

export interface ProposalViewProps {
  readonly proposal: Proposal;
  readonly words: TriageWords;
  readonly evidence: Evidence;
  /** What the referrer asked for. */
  readonly requestedClass: Urgency | null;
  /** False below a decision that says the same: only the proof is shown. */
  readonly withVerdict?: boolean;
  /** Shows the key that asks the referrer. */
  readonly askKey?: boolean;
}

/** A proposal from verdict to proof to doubt: class and date, who and how, why, what is missing, what would change it. */
export function ProposalView({ proposal, words, evidence, requestedClass, withVerdict = true, askKey = false }: ProposalViewProps): ReactElement {
  const { t } = useTranslation('referrals');
  const { decision, explanation } = proposal;
  return (
    <>
      {withVerdict && <ProposalVerdict proposal={proposal} words={words} requestedClass={requestedClass} />}
      {decision.humanReview && (
        <div className="note note-warn triage-note">
          <Icon name="alert" />
          <span>{decision.flags.includes('CONFIRM_ABSENCE') ? t('proposal.confirmAbsence') : t('proposal.humanReview')}</span>
        </div>
      )}
      <ProposalReasons explanation={explanation} words={words} evidence={evidence} />
      <WhatWouldChange explanation={explanation} words={words} />
      {explanation.flags.length > 0 && (
        <section>
          <h3>{t('proposal.toDo')}</h3>
          <ul className="triage-todo">
            {explanation.flags.map((flag) => (
              <li key={flag.code}>{words.text(flag.label)}</li>
            ))}
          </ul>
        </section>
      )}
      {explanation.missing.length > 0 && (
        <section>
          <h3>
            {t('proposal.missing')} {isUrgent(decision.cls) && <span className="meta">{t('proposal.withoutDelay', { cls: decision.cls })}</span>}
            {askKey && (
              <>
                <span className="grow" />
                <span className="meta">{t('action.ask')}</span> <Kbd keys="m" />
              </>
            )}
          </h3>
          <div className="row wrap triage-chips">
            {explanation.missing.map((item) => (
              <Chip key={item.code} tone={item.optional ? 'plain' : 'warn'} icon="alert">
                {words.text(item.label)}
              </Chip>
            ))}
          </div>
        </section>
      )}
      {explanation.assumedAbsent.length > 0 && (
        <section>
          <h3>
            {t('proposal.assumedAbsent')} <span className="meta">{t('proposal.notDocumented')}</span>
          </h3>
          <p className="triage-assumed">{explanation.assumedAbsent.map((item) => words.brief(item.field)).join(' · ')}</p>
        </section>
      )}
    </>
  );
}

const isUrgent = (cls: Urgency): boolean => cls === 'URG' || cls === 'A' || cls === 'B';

/** The sheet at the top: class, date, with whom, how, then who. */
function ProposalVerdict({ proposal, words, requestedClass }: Omit<ProposalViewProps, 'evidence' | 'withVerdict'>): ReactElement {
  const { t } = useTranslation('referrals');
  const f = useFormat();
  const { decision, explanation } = proposal;
  const [, ...then] = decision.pros;
  const locked = explanation.rules.find((rule) => rule.decides)?.modalityLocked ?? false;
  const delay = words.delay(decision.cls);
  return (
    <div className="triage-verdict-sheet">
      <div className="triage-verdict">
        <UrgencyBadge urgency={decision.cls} size="large" />
        <div className="grow">
          <div className="triage-verdict-title">{decision.cls === 'URG' ? delay : t('proposal.within', { delay })}</div>
          <div className="meta">
            <Trans t={t} i18nKey="proposal.dueOn" values={{ date: `${f.date(proposal.dueOn, 'weekday')} ${proposal.dueOn.slice(0, 4)}` }} components={[<b key="b" className="triage-ink" />]} />
            {requestedClass && ` · ${t('proposal.requested', { cls: requestedClass })}`}
          </div>
        </div>
      </div>
      <dl className="triage-way">
        <div>
          <dt className="micro">{t('proposal.with')}</dt>
          <dd>{words.professional(decision.primary)}</dd>
        </div>
        <div>
          <dt className="micro">{t('proposal.how')}</dt>
          <dd>
            <ModalityWord modality={decision.modality} locked={locked} />
          </dd>
        </div>
        {then.length > 0 && (
          <div>
            <dt className="micro">{t('proposal.then')}</dt>
            <dd title={then.map(words.professional).join(', ')} className="ellipsis">
              {then.map(words.professionalShort).join(', ')}
            </dd>
          </div>
        )}
      </dl>
    </div>
  );
}
