import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../link/client.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { PageBar } from '../ui/page-bar.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { Tabs } from '../ui/tabs.tsx';
import { EscalationLine } from './escalation-line.tsx';

/** Times run on while the page stands open. */
const everyMinute = 60_000;

/** The hospital's work list: what waits for an answer, past its time first; and what was answered, by whom. */
export function EscalationsPage(): ReactElement {
  const { t } = useTranslation('doses');
  const f = useFormat();
  const [standing, setStanding] = useState<'waiting' | 'acknowledged'>('waiting');
  const [answering, setAnswering] = useState<string | null>(null);
  const list = useInfiniteQuery(
    api.escalations.list.infiniteOptions({ input: (after: string | null) => ({ standing, after }), initialPageParam: null as string | null, getNextPageParam: (page) => page.next, placeholderData: keepPreviousData, refetchInterval: everyMinute }),
  );
  const first = list.data?.pages[0];
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  const names = { waiting: t('escalations.waiting'), acknowledged: t('escalations.acknowledged') };
  return (
    <div className="page">
      <PageBar
        title={t('escalations.title')} note={first && (first.waiting === 0 ? t('escalations.none') : [t('escalations.count', { count: first.waiting, number: f.number(first.waiting) }), first.late > 0 && t('escalations.late', { count: first.late })].filter(Boolean).join(', '))}
        tabs={<Tabs label={t('escalations.list')} items={(['waiting', 'acknowledged'] as const).map((key) => ({ key, label: names[key] }))} current={standing} onChange={setStanding} panelId="escalations-panel" />}
      />
      <div id="escalations-panel" role="tabpanel" aria-label={names[standing]} className="page-body">
        {list.isError && <ErrorNotice what={t('failed')} error={list.error} onRetry={() => void list.refetch()} />}
        {list.isPending && <SkeletonRows rows={8} />}
        {list.data && (
          <Sheet title={names[standing]}>
            {rows.length === 0 && <EmptyState sentence={t(`escalations.empty.${standing}`)} hint={t('escalations.emptyHint')} />}
            <ul>
              {rows.map((row) => <EscalationLine key={row.escalation.id} row={row} now={first?.now ?? null} isAnswering={answering === row.escalation.id} onAnswer={(isAnswering) => setAnswering(isAnswering ? row.escalation.id : null)} />)}
            </ul>
            {list.hasNextPage && (
              <div className="sheet-body">
                <Button small disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>{t('more')}</Button>
              </div>
            )}
          </Sheet>
        )}
      </div>
    </div>
  );
}
