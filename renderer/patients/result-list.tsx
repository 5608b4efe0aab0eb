import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../link/client.ts';
import { Chip } from '../ui/chip.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { VirtualTable } from '../ui/virtual-table.tsx';
import { categoryOf, withoutTag } from './clinical-text.ts';
import { ResultRange, ResultValue, type Result } from './result-value.tsx';
import { usePatientWords } from './use-patient-words.ts';

export interface ResultListProps {
  readonly patientId: string;
  /** Only the results of this test. */
  readonly test: string | null;
  readonly onTest: (test: string | null) => void;
}

/** All results, newest first, one date per day; Enter on a row keeps only that test, Enter again shows all. */
export function ResultList({ patientId, test, onTest }: ResultListProps): ReactElement {
  const { t } = useTranslation('patients');
  const words = usePatientWords();
  const [selected, setSelected] = useState<string | null>(null);
  const list = useInfiniteQuery(
    api.patients.results.infiniteOptions({
      input: (after: string | null) => ({ patientId, test, after }),
      initialPageParam: null as string | null,
      getNextPageParam: (page) => page.next,
      placeholderData: keepPreviousData,
    }),
  );
  const results = list.data?.pages.flatMap((page) => page.results) ?? [];
  const firstOfDay = new Set(results.filter((result, index) => dayOf(result) !== dayOf(results[index - 1])).map((result) => result.id));
  return (
    <section className="patients-result-list" aria-label={t('record.results')}>
      {test !== null && (
        <div className="row patients-filter">
          <Chip tone="accent" icon="filter" onRemove={() => onTest(null)}>
            {t('result.only', { test: withoutTag(test) })}
          </Chip>
        </div>
      )}
      {list.isError && <ErrorNotice what={t('result.failed')} error={list.error} onRetry={() => void list.refetch()} />}
      <VirtualTable
        label={t('result.table')}
        rows={results}
        rowKey={(result) => result.id}
        selectedKey={selected}
        onSelect={setSelected}
        onOpen={(result) => onTest(test === null ? result.text : null)}
        onReachEnd={() => {
          if (list.hasNextPage && !list.isFetching) void list.fetchNextPage();
        }}
        loading={list.isPending}
        stale={list.isPlaceholderData}
        empty={list.isError ? null : <EmptyState sentence={t('record.noResults')} />}
        columns={[
          {
            key: 'date',
            header: t('result.date'),
            width: '7.5rem',
            sorted: 'descending',
            render: (result) => (
              <span className={firstOfDay.has(result.id) ? 'tabular strong' : 'visually-hidden'}>{result.effectiveAt ? words.clinicalDate(result.effectiveAt) : t('result.noDate')}</span>
            ),
          },
          { key: 'test', header: t('result.test'), width: 'minmax(14rem, 1.4fr)', render: (result) => <span title={result.text}>{withoutTag(result.text)}</span> },
          { key: 'value', header: t('result.value'), width: 'minmax(14rem, 1.4fr)', render: (result) => <ResultValue result={result} /> },
          { key: 'reference', header: t('result.reference'), width: '8rem', render: (result) => <ResultRange result={result} /> },
          { key: 'category', header: t('result.category'), width: '9rem', render: (result) => <span className="ink-2">{t(`result.categories.${categoryOf(result.category)}`)}</span> },
        ]}
      />
    </section>
  );
}

function dayOf(result: Result | undefined): string | undefined {
  return result?.effectiveAt?.slice(0, 10);
}
