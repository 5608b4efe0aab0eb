import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../link/client.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';

/** What left, newest first: when, who, what and why. */
export function ExportsOnRecord(): ReactElement {
  const { t } = useTranslation('exports');
  const f = useFormat();
  const list = useInfiniteQuery(
    api.exports.list.infiniteOptions({ input: (after: string | null) => ({ after }), initialPageParam: null as string | null, getNextPageParam: (page) => page.next }),
  );
  const records = list.data?.pages.flatMap((page) => page.exports) ?? [];
  return (
    <Sheet title={t('record.title')}>
      {list.isError && <ErrorNotice what={t('record.failed')} error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <SkeletonRows rows={3} />}
      {list.isSuccess && records.length === 0 && <EmptyState sentence={t('record.empty')} />}
      <ul>
        {records.map((one) => (
          <li key={one.id} className="exports-record">
            <div className="row">
              <b className="grow">{f.instant(one.startedAt)}</b>
              <span className={one.state === 'failed' ? 'danger' : 'meta'}>{t(`record.state.${one.state}`)}</span>
            </div>
            <div className="meta">{t('record.what', { scope: t(`scope.${one.scope}`), format: t(`format.${one.format}`) })}</div>
            <div className="meta">{t('record.why', { purpose: t(`purpose.${one.purpose}`), name: one.byName })}</div>
            {one.note !== null && <div className="meta">{one.note}</div>}
            {one.counts !== null && (
              <div className="meta">
                {t('record.people', { count: one.counts['Patient'] ?? 0, number: f.number(one.counts['Patient'] ?? 0) })} · {one.encrypted ? t('record.encrypted') : t('record.plain')}
                {one.closed > 0 && ` · ${t('record.closed', { count: one.closed, number: f.number(one.closed) })}`}
              </div>
            )}
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <Button tone="quiet" onClick={() => void list.fetchNextPage()}>
          {t('record.more')}
        </Button>
      )}
    </Sheet>
  );
}
