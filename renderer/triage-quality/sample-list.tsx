import { useMutation, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { RatingSample } from '#contract/second-ratings.ts';
import { api } from '../link/client.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { DrawForm } from './draw-form.tsx';

export interface SampleListProps {
  readonly samples: UseQueryResult<readonly RatingSample[]>;
  /** What a new sample is first drawn from. */
  readonly period: { readonly from: string; readonly until: string };
  readonly openedId: string | null;
  readonly onOpen: (sampleId: string | null) => void;
}

/** The samples drawn, how far each is, and the way to draw another. */
export function SampleList({ samples, period, openedId, onOpen }: SampleListProps): ReactElement {
  const { t } = useTranslation('triage-quality');
  const [isDrawing, setIsDrawing] = useState(false);
  const drawn = samples.data ?? [];
  return (
    <Sheet
      title={t('samples.title')}
      actions={
        <Button small icon="plus" expanded={isDrawing} onClick={() => setIsDrawing(!isDrawing)}>
          {t('samples.draw')}
        </Button>
      }
    >
      {isDrawing && <DrawForm key={period.from} period={period} onClose={() => setIsDrawing(false)} />}
      {samples.isError && <ErrorNotice what={t('samples.failed')} error={samples.error} onRetry={() => void samples.refetch()} />}
      {samples.data && drawn.length === 0 && <EmptyState sentence={t('samples.empty')} hint={t('samples.emptyHint')} />}
      {drawn.length > 0 && (
        <div className="quality-body rules-scroll">
          <table className="table">
            <thead>
              <tr>
                <th>{t('samples.of')}</th>
                <th>{t('samples.rater')}</th>
                <th className="numeric">{t('samples.drawn')}</th>
                <th className="numeric">{t('samples.given')}</th>
                <th>{t('samples.state')}</th>
                <th><span className="visually-hidden">{t('samples.actions')}</span></th>
              </tr>
            </thead>
            <tbody>
              {drawn.map((sample) => <SampleRow key={sample.id} sample={sample} isOpen={sample.id === openedId} onOpen={() => onOpen(sample.id === openedId ? null : sample.id)} />)}
            </tbody>
          </table>
        </div>
      )}
    </Sheet>
  );
}

function SampleRow({ sample, isOpen, onOpen }: { readonly sample: RatingSample; readonly isOpen: boolean; readonly onOpen: () => void }): ReactElement {
  const { t } = useTranslation('triage-quality');
  const f = useFormat();
  const queries = useQueryClient();
  const [isEnding, setIsEnding] = useState(false);
  const end = useMutation(
    api.secondRatings.end.mutationOptions({
      onSuccess: () => {
        setIsEnding(false);
        void queries.invalidateQueries({ queryKey: api.secondRatings.key() });
        void queries.invalidateQueries({ queryKey: api.triageQuality.key() });
      },
    }),
  );
  const { rater, from, until, drawn, drawnFrom, given, seed, overAt, endedBy, drawnBy, drawnAt } = sample;
  const name = rater.name;
  return (
    <>
      <tr aria-selected={isOpen}>
        <th scope="row">
          {t('samples.period', { from: f.date(from), until: f.date(until) })} <span className="meta">{t('samples.drawnBy', { by: drawnBy, when: f.instantDate(drawnAt), seed })}</span>
        </th>
        <td>{name}</td>
        <td className="numeric">{t('share', { met: f.number(drawn), of: f.number(drawnFrom) })}</td>
        <td className="numeric strong">{f.number(given)}</td>
        <td>{overAt === null ? t('samples.going') : endedBy === null ? t('samples.whole') : t('samples.ended', { by: endedBy })}</td>
        <td>
          {overAt === null ? (
            <Button small tone="quiet" label={t('samples.endOf', { name })} expanded={isEnding} onClick={() => setIsEnding(!isEnding)}>{t('samples.end')}</Button>
          ) : (
            given > 0 && <Button small tone="quiet" label={t('samples.differingOf', { name })} expanded={isOpen} onClick={onOpen}>{t('samples.differing')}</Button>
          )}
        </td>
      </tr>
      {isEnding && (
        <tr>
          <td colSpan={6}>
            {end.isError && <ErrorNotice what={t('samples.endFailed')} error={end.error} />}
            <div className="row wrap">
              <span>{t('samples.endWarning', { count: drawn - given })}</span>
              <Button small onClick={() => end.mutate({ sampleId: sample.id })}>{t('samples.endConfirm')}</Button>
            </div>
          </td>
        </tr>
      )}
    </>
  );
}
