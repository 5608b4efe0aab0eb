import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { DuplicatePair } from '#contract/duplicates.ts';
import { api } from '../../link/client.ts';
import { formatName } from '../../text/format.ts';
import { useFormat } from '../../text/use-format.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { PageBar } from '../../ui/page-bar.tsx';
import { useShortcut } from '../../ui/shortcut.ts';
import { Tabs } from '../../ui/tabs.tsx';
import { type Column, VirtualTable } from '../../ui/virtual-table.tsx';
import { usePatientWords } from '../use-patient-words.ts';
import './duplicates.css';
import { DuplicateReasons } from './duplicate-reasons.tsx';
import { MergeList } from './merge-list.tsx';
import { PairPanel } from './pair-panel.tsx';
import { ScanBar } from './scan-bar.tsx';
import { useDuplicateScan } from './use-duplicate-scan.ts';

const tabs = ['open', 'different', 'merges'] as const;

/** Records that may be one person: looked for, compared side by side, judged; and the merges of the past. */
export function DuplicatesPage(): ReactElement {
  const { t } = useTranslation('duplicates');
  const navigate = useNavigate();
  const { tab = 'open', importId = null } = useSearch({ from: '/patients/duplicates' });
  const status = useQuery(api.duplicates.status.queryOptions());
  const run = useDuplicateScan();
  const open = (patientId: string): void => void navigate({ to: '/patients/$patientId', params: { patientId } });
  const scan = (): void => run.start(importId);
  useShortcut('g', scan, { label: t('scan.start'), enabled: run.phase.name !== 'running' });
  useShortcut('Escape', () => void navigate({ to: '/patients' }), { label: t('back') });
  return (
    <div className="page">
      <PageBar
        title={t('title')}
        tabs={
          <Tabs
            label={t('tabs')}
            items={tabs.map((key) => ({ key, label: t(`tab.${key}`), ...(key === 'open' && status.data ? { count: status.data.open } : {}) }))}
            current={tab}
            onChange={(key) => void navigate({ to: '/patients/duplicates', search: (before) => ({ ...before, tab: tabs.find((one) => one === key) }), replace: true })}
          />
        }
        actions={
          <>
            <Button onClick={() => void navigate({ to: '/patients' })}>{t('back')}</Button>
            {run.phase.name !== 'running' && (
              <Button icon="search" keys="g" onClick={scan}>
                {t(importId === null ? 'scan.start' : 'scan.startImport')}
              </Button>
            )}
          </>
        }
      />
      <ScanBar run={run} lastScan={status.data?.lastScan ?? null} importId={importId} />
      {tab === 'merges' ? <MergeList onOpen={open} /> : <Pairs key={tab} state={tab} wasScanned={(status.data?.lastScan ?? null) !== null} onOpen={open} onScan={scan} />}
    </div>
  );
}

interface PairsProps {
  readonly state: DuplicatePair['state'];
  readonly wasScanned: boolean;
  readonly onOpen: (patientId: string) => void;
  readonly onScan: () => void;
}

function Pairs({ state, wasScanned, onOpen, onScan }: PairsProps): ReactElement {
  const { t } = useTranslation('duplicates');
  const [selected, setSelected] = useState<string | null>(null);
  const list = useInfiniteQuery(
    api.duplicates.list.infiniteOptions({ input: (after: string | null) => ({ state, after }), initialPageParam: null as string | null, getNextPageParam: (page) => page.next }),
  );
  const pairs = list.data?.pages.flatMap((page) => page.pairs) ?? [];
  const pair = pairs.find(({ pairId }) => pairId === selected);
  const columns: readonly Column<DuplicatePair>[] = [
    { key: 'people', header: t('list.people'), width: 'minmax(12rem, 1fr)', render: (one) => <People pair={one} /> },
    { key: 'strength', header: t('list.likelihood'), width: '7rem', render: (one) => one.strength && <span className="meta-strong">{t(`strength.${one.strength}`)}</span> },
  ];
  return (
    <div className="duplicates">
      <div className="duplicates-list">
        {list.isError && <ErrorNotice what={t('list.failed')} error={list.error} onRetry={() => void list.refetch()} />}
        <VirtualTable
          label={t(`tab.${state}`)}
          columns={columns}
          rows={pairs}
          rowKey={(one) => one.pairId}
          selectedKey={selected}
          onSelect={setSelected}
          onOpen={(one) => onOpen(one.one.patientId)}
          onReachEnd={() => {
            if (list.hasNextPage && !list.isFetching) void list.fetchNextPage();
          }}
          total={list.data?.pages[0]?.total}
          loading={list.isPending}
          rowHeight={76}
          autoFocus
          selectsSuccessor
          empty={
            list.isError ? null : state === 'different' ? (
              <EmptyState sentence={t('empty.different')} hint={t('empty.differentHint')} />
            ) : (
              <EmptyState
                sentence={t(wasScanned ? 'empty.open' : 'empty.neverScanned')}
                hint={t('empty.openHint')}
                action={
                  <Button tone="primary" icon="search" keys="g" onClick={onScan}>
                    {t('scan.start')}
                  </Button>
                }
              />
            )
          }
        />
      </div>
      {pair ? (
        <PairPanel key={pair.pairId} pair={pair} onOpen={onOpen} />
      ) : (
        <aside className="duplicates-panel" aria-label={t('compare.label')}>
          <p className="meta duplicates-hint">{t('compare.hint')}</p>
        </aside>
      )}
    </div>
  );
}

function People({ pair }: { readonly pair: DuplicatePair }): ReactElement {
  const f = useFormat();
  const words = usePatientWords();
  return (
    <div className="duplicates-people">
      {[pair.one, pair.other].map((person) => (
        <div key={person.patientId} className="row">
          <b className="ellipsis">{formatName(person)}</b>
          <span className="meta tabular no-wrap">{[words.shortAgeAndSex(person), person.birthDate && f.date(person.birthDate), person.maskedNam ?? person.fileNumber].filter(Boolean).join(' · ')}</span>
        </div>
      ))}
      <DuplicateReasons reasons={pair.reasons} most={2} />
    </div>
  );
}
