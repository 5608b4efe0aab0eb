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
import { DueLine } from './due-line.tsx';

type List = 'mine' | 'all' | 'to-book';

/** Steps of follow-up plans due and late: one's own, everybody's, visits to book; the oldest first. */
export function DuePage(): ReactElement {
  const { t } = useTranslation('plans');
  const f = useFormat();
  const [list, setList] = useState<List>('mine');
  const due = useInfiniteQuery(
    api.plans.due.infiniteOptions({ input: (after: string | null) => ({ list, after }), initialPageParam: null as string | null, getNextPageParam: (page) => page.next, placeholderData: keepPreviousData }),
  );
  const rows = due.data?.pages.flatMap((page) => page.rows) ?? [];
  const total = due.data?.pages[0]?.total;
  const names = { mine: t('due.mine'), all: t('due.everybody'), 'to-book': t('due.toBook') } as const;
  return (
    <div className="page">
      <PageBar
        title={t('due.page')} note={total === undefined ? undefined : t('due.count', { count: total, number: f.number(total) })}
        tabs={<Tabs label={t('due.list')} items={(['mine', 'all', 'to-book'] as const).map((key) => ({ key, label: names[key] }))} current={list} onChange={setList} panelId="plan-due-panel" />}
      />
      <div id="plan-due-panel" role="tabpanel" aria-label={names[list]} className="page-body">
        {due.isError && <ErrorNotice what={t('due.failed')} error={due.error} onRetry={() => void due.refetch()} />}
        {due.isPending && <SkeletonRows rows={10} />}
        {due.data && (
          <Sheet title={names[list]}>
            {rows.length === 0 ? (
              <EmptyState sentence={t('due.empty')} hint={t('due.emptyHint')} />
            ) : (
              <ul>
                {rows.map((row) => (
                  <DueLine key={row.stepId} row={row} />
                ))}
              </ul>
            )}
            {due.hasNextPage && (
              <div className="sheet-body">
                <Button small disabled={due.isFetchingNextPage} onClick={() => void due.fetchNextPage()}>
                  {t('due.more')}
                </Button>
              </div>
            )}
          </Sheet>
        )}
      </div>
    </div>
  );
}
