import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Outputs } from '#contract/index.ts';
import { AccessMark } from '../access/access-mark.tsx';
import { api } from '../link/client.ts';
import { usePermission } from '../session/session-state.ts';
import { formatName } from '../text/format.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { PageBar } from '../ui/page-bar.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { SeverityChip } from './alert-list.tsx';
import { OutcomeForm } from './outcome-form.tsx';
import { OutcomeLine } from './outcome-line.tsx';
import { useMonitoringWords } from './use-monitoring-words.ts';

export type LateRow = Outputs['monitoring']['late']['rows'][number];

/** Everybody whose laboratory follow-up is late, the longest first, with what was done about it. */
export function LatePage(): ReactElement {
  const { t } = useTranslation('monitoring');
  const list = useInfiniteQuery(
    api.monitoring.late.infiniteOptions({
      input: (after: string | null) => ({ after }), initialPageParam: null as string | null, getNextPageParam: (page) => page.next, placeholderData: keepPreviousData,
      // While some are still being worked out, the list is asked for again.
      refetchInterval: (query) => (query.state.data?.pages.some(({ catchingUp }) => catchingUp) ? 2000 : false),
    }),
  );
  const [chosen, setChosen] = useState<string | null>(null);
  const first = list.data?.pages[0];
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <div className="page">
      <PageBar title={t('late.title')} note={first && (first.catchingUp ? t('late.catchingUp') : t('late.count', { count: first.total }))} />
      <div className="page-body">
        {list.isError && <ErrorNotice what={t('late.failed')} error={list.error} onRetry={() => void list.refetch()} />}
        {list.isPending && <SkeletonRows rows={10} />}
        {list.data && (
          <Sheet title={t('late.sheet')} note={t('late.note')}>
            {rows.length === 0 ? (
              <EmptyState sentence={t('late.empty')} hint={t('late.emptyHint')} />
            ) : (
              <ul className="monitoring-late">
                {rows.map((row) => (
                  <LateLine key={row.patient.id} row={row} isChosen={chosen === row.patient.id} onChoose={(isChosen) => setChosen(isChosen ? row.patient.id : null)} />
                ))}
              </ul>
            )}
            {list.hasNextPage && (
              <div className="sheet-body">
                <Button small disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                  {t('late.more')}
                </Button>
              </div>
            )}
          </Sheet>
        )}
      </div>
    </div>
  );
}

function LateLine({ row, isChosen, onChoose }: { readonly row: LateRow; readonly isChosen: boolean; readonly onChoose: (isChosen: boolean) => void }): ReactElement {
  const { t } = useTranslation('monitoring');
  const f = useFormat();
  const words = useMonitoringWords();
  const mayNote = usePermission('patient.clinical.write');
  const { patient, dueOn, daysLate, checks, treatments, severity, outcome } = row;
  return (
    <li className="monitoring-late-line">
      <span>
        <b className="danger">{words.days(daysLate)}</b> <span className="meta tabular">{f.date(dueOn)}</span>
      </span>
      <span className="stack monitoring-late-who">
        <span>
          <Link to="/patients/$patientId" params={{ patientId: patient.id }} search={{ tab: 'monitoring' }}>
            {formatName(patient)}
          </Link>{' '}
          <AccessMark access={patient.access} /> <span className="meta">{f.age(patient.birthDate)}</span>
        </span>
        <span className="ink-2">{treatments.map((name) => name[f.language]).join(', ')}</span>
      </span>
      <span className="stack">
        <span>{checks.map(({ label }) => label[f.language]).join(', ')}</span>
        {outcome && (
          <span className="meta">
            <OutcomeLine outcome={outcome} />
          </span>
        )}
      </span>
      <span>{severity !== null && severity !== 'note' && <SeverityChip severity={severity} />}</span>
      {mayNote && !isChosen ? (
        <Button tone="text" small label={t('outcome.noteFor', { name: formatName(patient) })} onClick={() => onChoose(true)}>
          {t('outcome.note')}
        </Button>
      ) : (
        <span />
      )}
      {isChosen && <OutcomeForm patientId={patient.id} name={formatName(patient)} onClose={() => onChoose(false)} />}
    </li>
  );
}
