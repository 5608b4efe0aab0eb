import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Features } from '#contract/triage';
import { api } from '../link/client.ts';
import { hasCode } from '../link/failure.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Icon } from '../ui/icon.tsx';
import { EvidenceLight } from './evidence-mark.tsx';
import { evidenceOf } from './evidence.ts';
import { RulesetNote } from './proposal-pane.tsx';
import { ProposalView } from './proposal-view.tsx';
import type { RequestDraft } from './request-form.ts';
import type { TriageWords } from './use-triage-words.ts';

export interface LiveProposalProps {
  readonly draft: RequestDraft;
  /** Null while the date is not one, or is to come. */
  readonly receivedOn: string | null;
  readonly findings: Features;
  readonly words: TriageWords;
}

/** What the rules would say of the request as it stands; asked again at every key, nothing is stored. */
export function LiveProposal({ draft, receivedOn, findings, words }: LiveProposalProps): ReactElement {
  const { t } = useTranslation('referrals');
  const { patient, reasonCode, prerequisites } = draft;
  const answerable = patient !== null && receivedOn !== null;
  const proposal = useQuery(
    api.referrals.propose.queryOptions({
      input: { patientId: patient?.id ?? '', reasonCode: reasonCode === '' ? null : reasonCode, findings, prerequisitesProvided: [...prerequisites], receivedOn: receivedOn ?? '' },
      enabled: answerable,
      placeholderData: keepPreviousData,
      gcTime: 5_000,
    }),
  );
  const ageRequired = hasCode(proposal.error, 'AGE_REQUIRED');
  return (
    <aside className="triage-proposal request-proposal" aria-label={t('proposal.title')}>
      <div className="triage-scroll" role="group" aria-label={t('proposal.why')} tabIndex={0}>
        <div className="triage-proposal-header row">
          <h2>{t('proposal.title')}</h2>
          <span className="grow" />
          {answerable && proposal.data && <RulesetNote proposal={proposal.data} />}
        </div>
        {!answerable && <p className="meta">{t('proposal.choosePatient')}</p>}
        {answerable && ageRequired && (
          <div className="note note-warn">
            <Icon name="alert" />
            <span>{t('proposal.ageRequired')}</span>
          </div>
        )}
        {answerable && proposal.isError && !ageRequired && <ErrorNotice what={t('proposal.failed')} error={proposal.error} onRetry={() => void proposal.refetch()} />}
        {answerable && proposal.data && !proposal.isError && (
          <EvidenceLight>
            <ProposalView proposal={proposal.data} words={words} evidence={evidenceOf(proposal.data.explanation)} requestedClass={draft.requestedClass} />
          </EvidenceLight>
        )}
      </div>
      <div className="visually-hidden" role="status">
        {answerable && proposal.data && !proposal.isError ? t('proposal.announced', { cls: proposal.data.decision.cls, delay: words.delay(proposal.data.decision.cls) }) : ''}
      </div>
    </aside>
  );
}
