import { keepPreviousData, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type KeyboardEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { MessageFilter, MessageRow } from '#contract/messages.ts';
import { AccessMark } from '../access/access-mark.tsx';
import { api } from '../link/client.ts';
import { formatName } from '../text/format.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { PageBar } from '../ui/page-bar.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { rowAfterKey } from '../ui/table-keys.ts';
import { Tabs } from '../ui/tabs.tsx';
import { useToast } from '../ui/toast.tsx';
import { AutomationBar } from './automation-bar.tsx';
import { MessageActions } from './message-actions.tsx';
import { MessagePanel } from './message-panel.tsx';
import { MessageStateWord } from './message-state.tsx';

const filters = ['open', 'ready', 'held', 'trouble', 'left', 'ended'] as const satisfies readonly MessageFilter[];

/** Messages to patients, by where they stand; the one under the keyboard at the right, several chosen at once. */
export function OutboxPage(): ReactElement {
  const { t } = useTranslation('messages');
  const toast = useToast();
  const queries = useQueryClient();
  const [filter, setFilter] = useState<MessageFilter>('open');
  const [selected, setSelected] = useState<string | null>(null);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const list = useInfiniteQuery(
    api.messages.list.infiniteOptions({ input: (after: string | null) => ({ filter, after }), initialPageParam: null as string | null, getNextPageParam: (page) => page.next, placeholderData: keepPreviousData }),
  );
  const prepare = useMutation(
    api.messages.prepare.mutationOptions({
      onSuccess: async ({ prepared, withdrawn }) => {
        await queries.invalidateQueries({ queryKey: api.messages.key() });
        toast({ text: t('prepared', { prepared: t('count', { count: prepared }), withdrawn: t('count', { count: withdrawn }) }) });
      },
    }),
  );
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  const counts = list.data?.pages.at(-1)?.counts;
  const chosen = rows.filter((row) => ticked.has(row.id));
  const current = rows.find((row) => row.id === selected) ?? null;
  return (
    <div className="page">
      <PageBar
        title={t('title')}
        tabs={
          <Tabs
            label={t('filters')}
            items={filters.map((key) => ({ key, label: t(`filter.${key}`), ...(counts ? { count: counts[key] } : {}) }))}
            current={filter}
            panelId="messages-panel"
            onChange={(next) => {
              setFilter(next);
              setTicked(new Set());
              setSelected(null);
            }}
          />
        }
        actions={
          <Button icon="plus" disabled={prepare.isPending} onClick={() => prepare.mutate(undefined)}>
            {t('prepare')}
          </Button>
        }
      />
      <AutomationBar />
      {prepare.isError && <ErrorNotice what={t('prepareFailed')} error={prepare.error} />}
      {list.isError && <ErrorNotice what={t('failed')} error={list.error} onRetry={() => void list.refetch()} />}
      <div className="messages" id="messages-panel" role="tabpanel" aria-label={t(`filter.${filter}`)}>
        <div className="messages-list">
          <MessageActions chosen={chosen} filter={filter} onChosen={(ids) => setTicked(new Set(ids))} />
          {list.isPending && <SkeletonRows rows={8} />}
          {list.data && rows.length === 0 && <EmptyState sentence={t(`empty.${filter}`)} hint={filter === 'open' ? t('emptyHint') : undefined} />}
          {rows.length > 0 && <MessageTable rows={rows} selected={selected} onSelect={setSelected} ticked={ticked} onTicked={setTicked} />}
          {list.hasNextPage && (
            <div className="messages-more">
              <Button disabled={list.isFetching} onClick={() => void list.fetchNextPage()}>
                {t('more')}
              </Button>
            </div>
          )}
        </div>
        <aside className="messages-panel" aria-label={t('panel.label')}>
          {current ? <MessagePanel key={current.id} messageId={current.id} /> : <p className="ink-2">{t('panel.none')}</p>}
        </aside>
      </div>
    </div>
  );
}

interface TableProps {
  readonly rows: readonly MessageRow[];
  readonly selected: string | null;
  readonly onSelect: (id: string) => void;
  readonly ticked: ReadonlySet<string>;
  readonly onTicked: (ids: ReadonlySet<string>) => void;
}

function MessageTable({ rows, selected, onSelect, ticked, onTicked }: TableProps): ReactElement {
  const { t } = useTranslation(['messages', 'common']);
  const f = useFormat();
  const index = rows.findIndex((row) => row.id === selected);
  const areAll = rows.every((row) => ticked.has(row.id));
  const toggle = (id: string): void => onTicked(new Set(ticked.has(id) ? [...ticked].filter((one) => one !== id) : [...ticked, id]));
  const onKeyDown = (event: KeyboardEvent<HTMLTableElement>): void => {
    if (event.altKey || event.ctrlKey || event.metaKey || !(event.target instanceof HTMLTableRowElement)) return;
    const current = rows[index];
    if (event.key === ' ' && current) {
      event.preventDefault();
      toggle(current.id);
      return;
    }
    const next = rowAfterKey(event.key, index, rows.length, 15);
    const row = next === null ? undefined : rows[next];
    if (!row) return;
    event.preventDefault();
    onSelect(row.id);
    event.currentTarget.querySelector<HTMLElement>(`[data-message="${row.id}"]`)?.focus();
  };
  return (
    <table className="table" role="grid" aria-label={t('messages:title')} onKeyDown={onKeyDown}>
      <thead>
        <tr>
          <th>
            <input type="checkbox" aria-label={t('messages:all')} checked={areAll} onChange={() => onTicked(new Set(areAll ? [] : rows.map((row) => row.id)))} />
          </th>
          <th>{t('messages:column.due')}</th>
          <th>{t('messages:column.patient')}</th>
          <th>{t('messages:column.what')}</th>
          <th>{t('messages:column.channel')}</th>
          <th>{t('messages:column.state')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, at) => (
          <tr key={row.id} data-message={row.id} aria-selected={row.id === selected} tabIndex={at === Math.max(index, 0) ? 0 : -1} onClick={() => onSelect(row.id)} onFocus={() => onSelect(row.id)}>
            <td onClick={(event) => event.stopPropagation()}>
              <input type="checkbox" tabIndex={-1} aria-label={t('messages:choose', { name: formatName(row.patient) })} checked={ticked.has(row.id)} onChange={() => toggle(row.id)} />
            </td>
            <td className="tabular no-wrap">{f.instant(row.dueAt, 'short')}</td>
            <td>
              <b>{formatName(row.patient)}</b> <AccessMark access={row.patient.access} />
            </td>
            <td>
              {t(`messages:occasion.${row.occasion}`)} <span className="meta no-wrap">{f.date(row.visit?.localStart.slice(0, 10) ?? row.untilOn ?? '', 'short')}</span>
            </td>
            <td className="no-wrap">
              {t(`messages:channel.${row.channel}`)} <span className="meta">{row.language.toUpperCase()}</span>
            </td>
            <td>
              <MessageStateWord state={row.state} cause={row.cause} /> {row.isAutomatic && <span className="meta">{t('messages:automation.mark')}</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
