import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppointmentView } from '#contract/appointments';
import { AccessMark } from '../access/access-mark.tsx';
import { api } from '../link/client.ts';
import { formatName } from '../text/format.ts';
import { useFormat } from '../text/use-format.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { Tabs } from '../ui/tabs.tsx';
import { useShortcut } from '../ui/shortcut.ts';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { TimeLeft } from '../ui/time-left.tsx';
import { UrgencyBadge } from '../ui/urgency-badge.tsx';
import { FreedPlaces } from './waiting/freed-places.tsx';
import { HeldPlaces } from './waiting/held-places.tsx';
import { WaitingEntries } from './waiting/waiting-entries.tsx';

export interface WaitingListProps {
  readonly onChoose: (referralId: string) => void;
  /** A place held was booked, or a visit moved into it. */
  readonly onBooked: (visit: AppointmentView) => void;
}

type WaitingTab = 'toBook' | 'earlier' | 'freed';

/** Who waits: accepted referrals without a visit, soonest due first, choosing one looks for a place; those who want one earlier; places that became free. Places held show above all of them. */
export function WaitingList({ onChoose, onBooked }: WaitingListProps): ReactElement {
  const { t } = useTranslation(['appointments', 'slots']);
  const [tab, setTab] = useState<WaitingTab>('toBook');
  const entries = useQuery(api.waiting.list.queryOptions());
  const freed = useQuery(api.waiting.freed.queryOptions());
  const f = useFormat();
  const list = useRef<HTMLUListElement>(null);
  const waiting = useQuery(api.referrals.queue.queryOptions({ input: { list: 'to-book', limit: 50 } }));
  // Asked for before the list is there, it has the keyboard once it comes, unless something else took it meanwhile.
  const isAwaited = useRef(false);
  const focusFirst = (): void => {
    const first = list.current?.querySelector('button');
    isAwaited.current = !first;
    first?.focus();
  };
  useShortcut('f', () => {
    setTab('toBook');
    focusFirst();
  }, { label: t('waiting.focus') });
  useEffect(() => {
    if (isAwaited.current && document.activeElement === document.body) list.current?.querySelector('button')?.focus();
    if (waiting.data) isAwaited.current = false;
  }, [waiting.data, tab]);
  const rows = waiting.data?.rows ?? [];
  return (
    <aside className="schedule-panel" aria-label={t('waiting.title')}>
      <div className="schedule-panel-head">
        <div className="row">
          <h2 className="grow">{t('waiting.title')}</h2>
          <Kbd keys="f" />
        </div>
        <Tabs
          label={t('slots:waiting.tabs.label')}
          current={tab}
          onChange={setTab}
          items={[
            { key: 'toBook', label: t('slots:waiting.tabs.toBook'), count: waiting.data ? rows.length : undefined },
            { key: 'earlier', label: t('slots:waiting.tabs.earlier'), count: entries.data?.entries.length },
            { key: 'freed', label: t('slots:waiting.tabs.freed'), count: freed.data?.places.length },
          ]}
        />
        {tab === 'toBook' && <p className="meta">{t('waiting.count', { count: rows.length })}</p>}
      </div>
      <div className="schedule-panel-body schedule-waiting">
        <HeldPlaces onBooked={onBooked} />
        {tab === 'earlier' && <WaitingEntries />}
        {tab === 'freed' && <FreedPlaces />}
        {tab === 'toBook' && <>
        {waiting.isPending && <SkeletonRows />}
        {waiting.isError && <ErrorNotice what={t('waiting.failed')} error={waiting.error} onRetry={() => void waiting.refetch()} />}
        {waiting.data && rows.length === 0 && <EmptyState sentence={t('waiting.empty')} hint={t('waiting.emptyHint')} />}
        <ul ref={list}>
          {rows.map((row) => (
            <li key={row.id}>
              <button type="button" className="schedule-waiting-row" onClick={() => onChoose(row.id)}>
                <span className="row">
                  {row.cls && <UrgencyBadge urgency={row.cls} size="inline" />}
                  <b className="grow ellipsis">{formatName(row.patient)}</b>
                  <AccessMark access={row.patient.access} />
                  <span className="meta">{f.age(row.patient.birthDate)}</span>
                </span>
                <span className="row schedule-waiting-due">
                  {row.daysLeft !== null && <TimeLeft days={row.daysLeft} />}
                  <span className="grow" />
                  {row.dueOn && <span className="meta">{t('waiting.due', { date: f.date(row.dueOn, 'short') })}</span>}
                </span>
              </button>
            </li>
          ))}
        </ul>
        </>}
      </div>
    </aside>
  );
}
