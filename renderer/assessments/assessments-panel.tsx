import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { AssessmentLine } from '#contract/assessments.ts';
import type { Instrument } from '#contract/instruments.ts';
import { api } from '../link/client.ts';
import { usePermission } from '../session/session-state.ts';
import { scoreDigits } from '../text/score-digits.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { Chip } from '../ui/chip.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { useShortcut } from '../ui/shortcut.ts';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { TrendChart } from './trend/trend-chart.tsx';

/** The assessments of a person, newest first, and the way to the next one. */
export function AssessmentsPanel({ patientId }: { readonly patientId: string }): ReactElement {
  const { t } = useTranslation(['assessments', 'common']);
  const navigate = useNavigate();
  const mayWrite = usePermission('patient.clinical.write');
  const list = useInfiniteQuery(
    api.assessments.list.infiniteOptions({ input: (after: string | null) => ({ patientId, after }), initialPageParam: null as string | null, getNextPageParam: (page) => page.next }),
  );
  const begin = useMutation(
    api.assessments.begin.mutationOptions({ onSuccess: ({ assessmentId }) => void navigate({ to: '/patients/$patientId/assessments/$assessmentId', params: { patientId, assessmentId } }) }),
  );
  const start = (): void => {
    if (!begin.isPending) begin.mutate({ patientId });
  };
  useShortcut('v', start, { label: t('list.begin'), enabled: mayWrite });
  const { data: instruments } = useQuery(api.instruments.list.queryOptions({ staleTime: Infinity }));
  const lines = list.data?.pages.flatMap((page) => page.assessments) ?? [];
  const hasDraft = lines.some(({ state }) => state === 'draft');
  const action = mayWrite && (
    <Button keys="v" onClick={start}>
      {t(hasDraft ? 'list.resume' : 'list.begin')}
    </Button>
  );
  return (
    <div className="page-body">
      {list.isError && <ErrorNotice what={t('list.failed')} error={list.error} onRetry={() => void list.refetch()} />}
      {begin.isError && <ErrorNotice what={t('list.notBegun')} error={begin.error} onRetry={start} />}
      {list.isPending ? (
        <SkeletonRows rows={6} />
      ) : lines.length === 0 ? (
        !list.isError && <EmptyState sentence={t('list.empty')} hint={t('list.emptyHint')} action={action} />
      ) : (
        <div className="stack">
          <TrendChart lines={lines} instruments={instruments ?? []} />
          <Sheet title={t('list.title')} actions={action}>
            <table className="assessment-list">
              <thead>
                <tr>
                  <th scope="col">{t('list.on')}</th>
                  <th scope="col">{t('list.joints')}</th>
                  <th scope="col">{t('scores.title')}</th>
                  <th scope="col">{t('list.by')}</th>
                </tr>
              </thead>
              <tbody>
                {lines.map((line) => (
                  <AssessmentRow key={line.id} line={line} instruments={instruments ?? []} />
                ))}
              </tbody>
            </table>
            {list.hasNextPage && (
              <div className="sheet-body">
                <Button small onClick={() => void list.fetchNextPage()}>
                  {t('list.more')}
                </Button>
              </div>
            )}
          </Sheet>
        </div>
      )}
    </div>
  );
}

function AssessmentRow({ line, instruments }: { readonly line: AssessmentLine; readonly instruments: readonly Instrument[] }): ReactElement {
  const { t } = useTranslation('assessments');
  const f = useFormat();
  const scores = line.scores.flatMap(({ instrument: id, score, category }) => {
    const instrument = instruments.find((one) => one.id === id);
    const word = instrument?.categories.find(({ code }) => code === category)?.label[f.language];
    return instrument && (score !== null || word) ? [{ id, name: instrument.label[f.language], value: score === null ? '' : f.number(score, scoreDigits(score, instrument.score)), word }] : [];
  });
  return (
    <tr>
      <td className="tabular no-wrap">
        <Link to="/patients/$patientId/assessments/$assessmentId" params={{ patientId: line.patientId, assessmentId: line.id }}>
          {f.date(line.on)}
        </Link>{' '}
        {line.state !== 'signed' && <Chip>{t(`list.state.${line.state}`)}</Chip>}
      </td>
      <td className="tabular no-wrap">{line.counts ? t('list.counts', { tender: line.counts.tender28, swollen: line.counts.swollen28 }) : <span className="ink-2">{t('list.notExamined')}</span>}</td>
      <td>
        <ul className="row wrap assessment-list-scores">
          {scores.map(({ id, name, value, word }) => (
            <li key={id} className="no-wrap">
              <span className="ink-2">{name}</span> <b className="tabular">{value}</b> {word}
            </li>
          ))}
        </ul>
      </td>
      <td className="no-wrap">
        {line.author.name}
        {line.amendments > 0 && <span className="meta"> · {t('list.amended', { count: line.amendments })}</span>}
      </td>
    </tr>
  );
}
