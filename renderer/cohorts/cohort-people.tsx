import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactElement, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CohortDefinition, CohortRow } from '#contract/cohorts.ts';
import { AccessMark } from '../access/access-mark.tsx';
import { api } from '../link/client.ts';
import { useDiagnosisWords } from '../patients/use-diagnosis-words.ts';
import { usePatientWords } from '../patients/use-patient-words.ts';
import { formatName, wallDate } from '../text/format.ts';
import { useFormat } from '../text/use-format.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { type Column, VirtualTable } from '../ui/virtual-table.tsx';

/** Who answers a definition now, by name. */
export function CohortPeople({ definition, total }: { readonly definition: CohortDefinition; readonly total: number | undefined }): ReactElement {
  const { t } = useTranslation('cohorts');
  const navigate = useNavigate();
  const columns = useColumns();
  const [selected, setSelected] = useState<string | null>(null);
  const list = useInfiniteQuery(
    api.cohorts.page.infiniteOptions({
      input: (after: string | null) => ({ definition, after }), initialPageParam: null as string | null, getNextPageParam: (page) => page.next, placeholderData: keepPreviousData,
      refetchInterval: (query) => (query.state.data?.pages.some(({ catchingUp }) => catchingUp) ? 2000 : false),
    }),
  );
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.rows) ?? [], [list.data]);
  return (
    <>
      {list.isError && <ErrorNotice what={t('countFailed')} error={list.error} onRetry={() => void list.refetch()} />}
      <VirtualTable
        label={t('list.label')} columns={columns} rows={rows} rowKey={(row) => row.id} selectedKey={selected} onSelect={setSelected} onOpen={(row) => void navigate({ to: '/patients/$patientId', params: { patientId: row.id } })}
        onReachEnd={() => {
          if (list.hasNextPage && !list.isFetching) void list.fetchNextPage();
        }}
        {...(total === undefined ? {} : { total })} loading={list.isPending} stale={list.isPlaceholderData} empty={<EmptyState sentence={t('list.empty')} hint={t('list.emptyHint')} />}
      />
    </>
  );
}

function useColumns(): readonly Column<CohortRow>[] {
  const { t } = useTranslation('cohorts');
  const f = useFormat();
  const words = usePatientWords();
  const diagnosisWords = useDiagnosisWords();
  return useMemo(
    () => [
      {
        key: 'patient', header: t('list.patient'), width: 'minmax(10.5rem, 2fr)',
        render: (row: CohortRow) => (
          <span className="patients-who">
            <b className="ellipsis">{formatName(row)}</b>
            <AccessMark access={row.access} />
            <span className="meta tabular no-wrap">{words.shortAgeAndSex(row)}</span>
          </span>
        ),
      },
      { key: 'problem', header: t('list.problem'), width: 'minmax(7rem, 2fr)', render: (row: CohortRow) => row.mainProblem && <span title={diagnosisWords(row.mainProblem)}>{diagnosisWords(row.mainProblem)}</span> },
      { key: 'advanced', header: t('list.advanced'), width: 'minmax(8.25rem, 1.2fr)', render: (row: CohortRow) => <span className="ink-2">{row.advanced.map((name) => name[f.language]).join(', ')}</span> },
      {
        key: 'activity', header: t('list.activity'), width: 'minmax(9rem, 1.6fr)',
        render: (row: CohortRow) =>
          row.activity && (
            <span title={`${row.activity.label[f.language]}, ${f.date(row.activity.on)}`}>
              {row.activity.label[f.language].replace(/ \(.*\)$/u, '')} <b className="tabular">{row.activity.score === null ? '' : f.number(row.activity.score)}</b> <span className="meta">{row.activity.category?.[f.language]}</span>
            </span>
          ),
      },
      { key: 'responsible', header: t('list.responsible'), width: 'minmax(5rem, 1fr)', render: (row: CohortRow) => <span className="ink-2">{row.responsible}</span> },
      { key: 'lastVisit', header: t('list.lastVisit'), width: '7rem', render: (row: CohortRow) => <span className="tabular ink-2">{row.lastVisitOn ? f.date(row.lastVisitOn) : t('list.never')}</span> },
      { key: 'nextVisit', header: t('list.nextVisit'), width: '7rem', render: (row: CohortRow) => <span className="tabular ink-2">{row.nextVisitAt ? f.date(wallDate(row.nextVisitAt, f.zone)) : t('list.noneBooked')}</span> },
    ],
    [t, f, words, diagnosisWords],
  );
}
