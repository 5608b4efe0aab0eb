import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useRef, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReferrerEntry } from '#contract/referrers';
import { api } from '../link/client.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { TextField } from '../ui/field.tsx';
import { PageBar } from '../ui/page-bar.tsx';
import { SegmentedField } from '../ui/segmented-control.tsx';
import { useShortcut } from '../ui/shortcut.ts';
import { type Column, VirtualTable } from '../ui/virtual-table.tsx';
import { ReferrerPane } from './referrer-pane.tsx';

/** Those who send patients: found by name or place, corrected, added, no longer offered. */
export function ReferrerDirectory(): ReactElement {
  const { t } = useTranslation('referrals');
  const [text, setText] = useState('');
  const [retired, setRetired] = useState(false);
  const [selected, setSelected] = useState<string | null>(null);
  /** What the pane at the right holds: somebody as they were when it was opened, or nobody yet. */
  const [shown, setShown] = useState<ReferrerEntry | 'new' | null>(null);
  const search = useRef<HTMLDivElement>(null);
  const list = useInfiniteQuery(
    api.referrers.list.infiniteOptions({
      input: (after: string | null) => ({ text: text.trim(), retired, after }),
      initialPageParam: null as string | null,
      getNextPageParam: (page) => page.next,
      placeholderData: keepPreviousData,
    }),
  );
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  const close = (): void => {
    setShown(null);
    document.querySelector<HTMLElement>('.referrer-list [role="grid"]')?.focus({ preventScroll: true });
  };
  useShortcut('n', () => setShown('new'), { label: t('directory.new') });
  useShortcut('/', () => search.current?.querySelector('input')?.focus(), { label: t('directory.search') });
  const columns: readonly Column<ReferrerEntry>[] = [
    { key: 'name', header: t('directory.name'), width: 'minmax(12rem, 2fr)', render: (row) => <b className="ellipsis">{row.displayName}</b> },
    { key: 'organization', header: t('directory.organization'), width: 'minmax(10rem, 2fr)', render: (row) => <span className="ellipsis">{row.organization}</span> },
    { key: 'phone', header: t('directory.phone'), width: '9rem', render: (row) => <span className="tabular no-wrap">{row.phone}</span> },
    { key: 'fax', header: t('directory.fax'), width: '9rem', render: (row) => <span className="tabular no-wrap">{row.fax}</span> },
    { key: 'requests', header: t('directory.requests'), width: '6rem', numeric: true, render: (row) => row.requests },
  ];
  return (
    <div className="page">
      <PageBar
        title={t('directory.title')}
        actions={
          <Button tone={shown === null ? 'primary' : 'default'} icon="plus" keys="n" onClick={() => setShown('new')}>
            {t('directory.new')}
          </Button>
        }
      />
      <div className={shown === null ? 'page-body referrer-page' : 'page-body referrer-page referrer-page-open'}>
        <div className="stack referrer-list">
          <div className="row referrer-tools" ref={search}>
            <TextField label={t('directory.search')} help={t('directory.searchHint')} value={text} maxLength={120} autoFocus onChange={(event) => setText(event.target.value)} />
            <SegmentedField
              label={t('directory.which')}
              options={[
                { value: 'current', label: t('directory.current') },
                { value: 'retired', label: t('directory.retired') },
              ]}
              value={retired ? 'retired' : 'current'}
              onChange={(value) => setRetired(value === 'retired')}
            />
          </div>
          {list.isError && <ErrorNotice what={t('directory.failed')} error={list.error} onRetry={() => void list.refetch()} />}
          <VirtualTable
            label={t('directory.title')}
            columns={columns}
            rows={rows}
            rowKey={(row) => row.practitionerId}
            selectedKey={selected}
            onSelect={setSelected}
            onOpen={setShown}
            onReachEnd={() => {
              if (list.hasNextPage && !list.isFetching) void list.fetchNextPage();
            }}
            loading={list.isPending}
            stale={list.isPlaceholderData}
            empty={<EmptyState sentence={t('directory.none')} hint={t('directory.noneHint')} />}
          />
        </div>
        {shown !== null && <ReferrerPane key={shown === 'new' ? 'new' : shown.practitionerId} entry={shown === 'new' ? null : shown} typed={text} onClose={close} />}
      </div>
    </div>
  );
}
