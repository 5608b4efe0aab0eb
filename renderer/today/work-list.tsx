import { AccessMark } from '../access/access-mark.tsx';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useRouter } from '@tanstack/react-router';
import { useRef, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReferralRow } from '#contract/referrals';
import { api } from '../link/client.ts';
import { usePermission } from '../session/session-state.ts';
import { formatName } from '../text/format.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { Chip } from '../ui/chip.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { useShortcut } from '../ui/shortcut.ts';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { TimeLeft } from '../ui/time-left.tsx';
import { UrgencyBadge } from '../ui/urgency-badge.tsx';

/** Lines shown; the rest is one key away, in the list itself. */
const shownLines = 5;

export type WorkListName = 'to-triage' | 'incomplete' | 'to-book' | 'mine';

export interface WorkListProps {
  readonly list: WorkListName;
  /** Digit that reaches this list. */
  readonly keys: string;
}

/** Requests to triage, accepted ones to book, or one's own queue: how many, the most pressing first, each with its one action. */
export function WorkList({ list, keys }: WorkListProps): ReactElement {
  const { t } = useTranslation(['today', 'common']);
  const router = useRouter();
  const navigate = useNavigate();
  const books = usePermission('appointment.book');
  const triages = usePermission('triage.confirm.routine');
  const enters = usePermission('referral.enter');
  const confirmsUrgent = usePermission('triage.confirm.urgent');
  const lines = useRef<HTMLUListElement>(null);
  const counts = useQuery(api.referrals.counts.queryOptions());
  const rows = useQuery(api.referrals.queue.queryOptions({ input: { list, limit: shownLines } }));
  const count = counts.data && { 'to-triage': counts.data.toTriage + counts.data.emergencyCalls, incomplete: counts.data.incomplete, 'to-book': counts.data.toBook, mine: counts.data.mine }[list];
  const calls = list === 'to-triage' ? (counts.data?.emergencyCalls ?? 0) : 0;
  const late = list === 'to-triage' && triages ? (counts.data?.late ?? 0) : 0;
  const open = (row: ReferralRow): void => {
    if (list === 'incomplete' && row.state === 'received') router.history.push(`/referrals/${row.id}/complete`);
    else if (list !== 'to-triage' && list !== 'incomplete' && row.state === 'accepted' && books) void navigate({ to: '/schedule', search: { referralId: row.id } });
    else router.history.push(`/referrals/${row.id}`);
  };
  /** What the button of a line says: only what this person may carry out, otherwise to open it. */
  const actionOf = (row: ReferralRow): string => {
    if (row.emergencyCallPending) return confirmsUrgent ? t('list.call') : t('common:action.open');
    if (list === 'incomplete') return row.state === 'received' ? t('list.incomplete.action') : t('common:action.open');
    return (list === 'to-triage' ? triages : books) ? t(`list.${list}.action`) : t('common:action.open');
  };
  useShortcut(keys, () => lines.current?.querySelector('button')?.focus(), { label: t(`list.${list}.title`) });
  return (
    <Sheet
      title={t(`list.${list}.title`)}
      note={count}
      keys={keys}
      actions={
        <>
          {calls > 0 && (
            <Chip tone="danger" icon="alert">
              {t('calls', { count: calls })}
            </Chip>
          )}
          {late > 0 && (
            <Chip tone="danger" icon="alert">
              {t('late', { count: late })}
            </Chip>
          )}
          <Button tone="text" small label={t(`list.${list}.allLabel`)} onClick={() => (list === 'to-book' ? void navigate({ to: '/schedule' }) : router.history.push('/referrals'))}>
            {t('all')}
          </Button>
        </>
      }
    >
      {rows.isPending && <SkeletonRows rows={3} />}
      {rows.isError && <ErrorNotice what={t('failed')} error={rows.error} onRetry={() => void rows.refetch()} />}
      {rows.data?.rows.length === 0 && <EmptyState sentence={t(`list.${list}.empty`)} hint={t(`list.${list}.emptyHint`)} action={list === 'to-triage' && enters && <Button icon="plus" onClick={() => router.history.push('/referrals/new')}>{t('newRequest')}</Button>} />}
      <ul ref={lines}>
        {rows.data?.rows.map((row) => (
          <WorkLine key={row.id} row={row} action={actionOf(row)} onOpen={() => open(row)} />
        ))}
      </ul>
    </Sheet>
  );
}

function WorkLine({ row, action, onOpen }: { readonly row: ReferralRow; readonly action: string; readonly onOpen: () => void }): ReactElement {
  const { t } = useTranslation(['today', 'common']);
  const f = useFormat();
  return (
    <li className="today-line">
      <span>{row.daysLeft === null ? <span className="meta">{t('noDelay')}</span> : <TimeLeft days={row.daysLeft} immediate={row.cls === 'URG'} />}</span>
      <span className="row">
        {row.cls && <UrgencyBadge urgency={row.cls} size="inline" />}
        <span className="ellipsis">
          <b>{formatName(row.patient)}</b> <AccessMark access={row.patient.access} /> <span className="meta">{f.age(row.patient.birthDate)}</span>
        </span>
      </span>
      <span className="ellipsis ink-2">{row.words}</span>
      <Button tone="text" small label={t('actionFor', { action, name: formatName(row.patient) })} onClick={onOpen}>
        {action}
      </Button>
    </li>
  );
}
