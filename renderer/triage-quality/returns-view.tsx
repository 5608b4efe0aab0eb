import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type QualityPeriod, type ReturnKind, returnKinds } from '#contract/triage-quality.ts';
import { AccessMark } from '../access/access-mark.tsx';
import { api } from '../link/client.ts';
import { useTriageWords } from '../referrals/use-triage-words.ts';
import { formatName } from '../text/format.ts';
import { useFormat } from '../text/use-format.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { SegmentedControl } from '../ui/segmented-control.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { UrgencyBadge } from '../ui/urgency-badge.tsx';

/** Requests that came back to triage or were ended, what referrers were asked for, and the words of whoever did it. */
export function ReturnsView({ period: { returns, from, until } }: { readonly period: QualityPeriod }): ReactElement {
  const { t } = useTranslation('triage-quality');
  const words = useTriageWords();
  const { returned, declined, cancelled, asked, items } = returns;
  const lines = [
    ...returned.map(({ professional, count }) => ({ key: `returned ${professional ?? ''}`, label: professional === null ? t('returns.returnedBy') : t('returns.returned', { who: words?.professional(professional) ?? professional }), count })),
    { key: 'declined', label: t('returns.declined'), count: declined },
    { key: 'cancelled', label: t('returns.cancelled'), count: cancelled },
    { key: 'asked', label: t('returns.asked'), count: asked },
  ].filter(({ count }) => count > 0);
  return (
    <>
      <Sheet title={t('returns.title')}>
        {lines.length === 0 ? <EmptyState sentence={t('returns.empty')} /> : <CountTable title={t('returns.what')} lines={lines} />}
      </Sheet>
      <Sheet title={t('returns.items')}>
        {items.length === 0 ? (
          <EmptyState sentence={t('returns.noItems')} />
        ) : (
          <CountTable title={t('returns.item')} lines={items.map(({ item, count }) => ({ key: item ?? '', label: item === null ? t('returns.words') : (words?.prerequisite(item) ?? item), count }))} />
        )}
      </Sheet>
      <ReasonSheet from={from} until={until} />
    </>
  );
}

function CountTable({ title, lines }: { readonly title: string; readonly lines: readonly { readonly key: string; readonly label: string; readonly count: number }[] }): ReactElement {
  const { t } = useTranslation('triage-quality');
  const f = useFormat();
  return (
    <div className="quality-body">
      <table className="table quality-counts">
        <thead>
          <tr>
            <th>{title}</th>
            <th className="numeric">{t('returns.count')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ key, label, count }) => (
            <tr key={key}>
              <td>{label}</td>
              <td className="numeric strong">{f.number(count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ReasonSheet({ from, until }: { readonly from: string; readonly until: string }): ReactElement {
  const { t } = useTranslation('triage-quality');
  const f = useFormat();
  const [kind, setKind] = useState<ReturnKind>('returned');
  const found = useQuery(api.triageQuality.reasons.queryOptions({ input: { from, until, kind }, placeholderData: keepPreviousData }));
  const lines = found.data?.lines ?? [];
  return (
    <Sheet title={t('returns.why')} actions={<SegmentedControl label={t('returns.kind')} value={kind} options={returnKinds.map((value) => ({ value, label: t(`returns.kinds.${value}`) }))} onChange={setKind} />}>
      {found.isPending && <SkeletonRows rows={3} />}
      {found.isError && <ErrorNotice what={t('returns.whyFailed')} error={found.error} onRetry={() => void found.refetch()} />}
      {found.data && lines.length === 0 && <EmptyState sentence={t('returns.noReasons')} />}
      <ul className="rules-list">
        {lines.map(({ id, referralId, patient, at, cls, reason }) => (
          <li key={id} className="rules-case">
            <span>{cls && <UrgencyBadge urgency={cls} />}</span>
            <div className="rules-words">
              <span>
                <Link to="/referrals/$referralId" params={{ referralId }}>
                  <b>{formatName(patient)}</b>
                </Link>{' '}
                <AccessMark access={patient.access} /> <span className="meta">{f.instantDate(at)}</span>
              </span>
              <p>{reason}</p>
            </div>
          </li>
        ))}
      </ul>
      {found.data?.more && <p className="meta rules-tools">{t('returns.more', { count: lines.length })}</p>}
    </Sheet>
  );
}
