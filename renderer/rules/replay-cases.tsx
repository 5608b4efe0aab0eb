import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { RuleReplayCase } from '#contract/rules';
import type { Urgency } from '#contract/triage';
import { AccessMark } from '../access/access-mark.tsx';
import { api } from '../link/client.ts';
import { useTriageWords } from '../referrals/use-triage-words.ts';
import { formatName } from '../text/format.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { UrgencyBadge } from '../ui/urgency-badge.tsx';

interface CasesProps {
  readonly replayId: string;
  readonly from: Urgency | null;
  readonly to: Urgency | null;
  readonly onAll: () => void;
}

/** Requests a version would have proposed otherwise, each with the rule and the findings before and after. */
export function ReplayCases({ replayId, from, to, onAll }: CasesProps): ReactElement {
  const { t } = useTranslation('rules');
  const list = useInfiniteQuery(
    api.rules.replayCases.infiniteOptions({ input: (after: string | null) => ({ replayId, from, to, after }), initialPageParam: null as string | null, getNextPageParam: (page) => page.next }),
  );
  const cases = list.data?.pages.flatMap((page) => page.cases) ?? [];
  return (
    <Sheet
      title={t('replay.cases')} {...(from && to ? { note: t('replay.casesOf', { from, to }) } : {})}
      actions={from && to && <Button small tone="quiet" onClick={onAll}>{t('replay.all')}</Button>}
    >
      {list.isPending && <SkeletonRows rows={4} />}
      {list.isError && <ErrorNotice what={t('replay.casesFailed')} error={list.error} onRetry={() => void list.refetch()} />}
      {list.data && cases.length === 0 && <p className="rules-tools">{t('replay.none')}</p>}
      <ul className="rules-list">
        {cases.map((one) => (
          <CaseLine key={one.caseId} case={one} />
        ))}
      </ul>
      {list.hasNextPage && (
        <div className="rules-tools">
          <Button disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('replay.more')}
          </Button>
        </div>
      )}
    </Sheet>
  );
}

function CaseLine({ case: { referralId, patient, receivedAt, from, to, decided, why } }: { readonly case: RuleReplayCase }): ReactElement {
  const { t } = useTranslation('rules');
  const f = useFormat();
  return (
    <li className="rules-case">
      <span className="row no-wrap">
        <UrgencyBadge urgency={from} /> <span aria-hidden="true">→</span> <UrgencyBadge urgency={to} />
      </span>
      <div className="rules-words">
        <span>
          <Link to="/referrals/$referralId" params={{ referralId }}>
            <b>{formatName(patient)}</b>
          </Link>{' '}
          <AccessMark access={patient.access} /> <span className="meta">{f.instantDate(receivedAt)}</span>
          {decided && <span className="meta"> {t('replay.decided', { cls: decided })}</span>}
        </span>
        {why === null ? (
          <p className="meta">{t('replay.closed')}</p>
        ) : (
          <>
            <p className="meta">{why.differences.map((one) => t(`replay.difference.${one}`)).join(', ')}</p>
            <Side label={t('replay.was')} side={why.before} />
            <Side label={t('replay.would')} side={why.after} />
          </>
        )}
      </div>
    </li>
  );
}

type SideOf = NonNullable<RuleReplayCase['why']>['before'];

function Side({ label, side: { rule, facts } }: { readonly label: string; readonly side: SideOf }): ReactElement {
  const { t } = useTranslation('rules');
  const f = useFormat();
  const words = useTriageWords();
  const said = facts.map(({ field, label: name, value, part }) => {
    if (part === 'present') return words?.phrase(field, value) ?? name[f.language];
    return `${name[f.language]} (${t(`replay.part.${part}`)})`;
  });
  return (
    <p>
      <span className="meta-strong">{label}</span> <span className="tabular">{rule.id}</span> {rule.title[f.language]}
      {said.length > 0 && <span className="ink-2">{` · ${said.join('; ')}`}</span>}
    </p>
  );
}
