import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../link/client.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { PageBar } from '../ui/page-bar.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { Tabs } from '../ui/tabs.tsx';
import { CallDueLine, DoseDueLine } from './due-lines.tsx';

type List = 'home' | 'all' | 'calls';
/** Days ahead. */
const within = 14;

/** Doses to come in two weeks with how their checklist stands, and calls to make; late ones first. */
export function DueDosesPage(): ReactElement {
  const { t } = useTranslation('doses');
  const [list, setList] = useState<List>('home');
  const doses = useInfiniteQuery(
    api.doses.due.infiniteOptions({ input: (after: string | null) => ({ within, site: list === 'home' ? ('home' as const) : null, after }), initialPageParam: null as string | null, getNextPageParam: (page) => page.next, placeholderData: keepPreviousData, enabled: list !== 'calls' }),
  );
  const calls = useInfiniteQuery(api.toxicityCalls.due.infiniteOptions({ input: (after: string | null) => ({ after }), initialPageParam: null as string | null, getNextPageParam: (page) => page.next, placeholderData: keepPreviousData, enabled: list === 'calls' }));
  const shown = list === 'calls' ? calls : doses;
  const names = { home: t('due.home'), all: t('due.everywhere'), calls: t('due.calls') };
  const dueDoses = doses.data?.pages.flatMap((page) => page.rows) ?? [];
  const dueCalls = calls.data?.pages.flatMap((page) => page.rows) ?? [];
  const isEmpty = list === 'calls' ? dueCalls.length === 0 : dueDoses.length === 0;
  return (
    <div className="page">
      <PageBar title={t('due.title')} note={t('due.note', { count: within })} tabs={<Tabs label={t('due.list')} items={(['home', 'all', 'calls'] as const).map((key) => ({ key, label: names[key] }))} current={list} onChange={setList} panelId="due-doses-panel" />} />
      <div id="due-doses-panel" role="tabpanel" aria-label={names[list]} className="page-body">
        {shown.isError && <ErrorNotice what={t('failed')} error={shown.error} onRetry={() => void shown.refetch()} />}
        {shown.isPending && <SkeletonRows rows={8} />}
        {shown.data && (
          <Sheet title={names[list]}>
            {isEmpty && !shown.hasNextPage && <EmptyState sentence={t(list === 'calls' ? 'due.noCalls' : 'due.empty')} hint={t('due.emptyHint')} />}
            <ul>{list === 'calls' ? dueCalls.map((row) => <CallDueLine key={row.callId} row={row} />) : dueDoses.map((row) => <DoseDueLine key={row.doseId} row={row} />)}</ul>
            {shown.hasNextPage && (
              <div className="sheet-body">
                <Button small disabled={shown.isFetchingNextPage} onClick={() => void shown.fetchNextPage()}>{t('more')}</Button>
              </div>
            )}
          </Sheet>
        )}
      </div>
    </div>
  );
}
