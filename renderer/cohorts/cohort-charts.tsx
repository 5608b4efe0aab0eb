import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CohortDefinition } from '#contract/cohorts.ts';
import { api } from '../link/client.ts';
import { useFormat } from '../text/use-format.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { ActivityChart } from './activity-chart.tsx';
import { CurveChart } from './curve-chart.tsx';

/** The charts of a cohort, each with its table. */
export function CohortCharts({ definition }: { readonly definition: CohortDefinition }): ReactElement {
  const { t } = useTranslation('cohorts');
  const f = useFormat();
  const [instrument, setInstrument] = useState<string | null>(null);
  const figures = useQuery(api.cohorts.figures.queryOptions({ input: { definition, instrument }, placeholderData: keepPreviousData, refetchInterval: (query) => (query.state.data?.catchingUp ? 3000 : false) }));
  const { data } = figures;
  if (figures.isError) return <ErrorNotice what={t('chart.failed')} error={figures.error} onRetry={() => void figures.refetch()} />;
  if (!data) return <SkeletonRows rows={8} />;
  const target = data.instruments.find(({ code }) => code === data.chosen);
  const targetName = (target?.categories ?? []).filter(({ code }) => data.target.includes(code)).map(({ label }) => label[f.language].toLowerCase()).join(', ');
  return (
    <div className="cohorts-charts">
      <ActivityChart figures={data} onInstrument={setInstrument} />
      <CurveChart title={t('chart.survival')} note={t('chart.survivalNote')} shareName={t('chart.stillOn')} lastMonth={data.lastMonth} curves={data.survival.map((curve) => ({ ...curve, name: curve.label[f.language] }))} />
      <CurveChart title={t('chart.toTarget')} note={t('chart.toTargetNote', { target: targetName })} shareName={t('chart.notYet')} lastMonth={data.lastMonth} curves={[{ ...data.toTarget, key: 'target', name: t('chart.notYet') }]} />
      <Sheet title={t('chart.completeness')} note={t('chart.completenessNote')}>
        <table className="table">
          <thead>
            <tr>
              <th>{t('chart.what')}</th>
              <th className="numeric">{t('chart.people')}</th>
              <th className="numeric">{t('chart.share')}</th>
            </tr>
          </thead>
          <tbody>
            {data.completeness.filter(({ of }) => of > 0).map(({ key, done, of }) => (
              <tr key={key}>
                <td>{t(`complete.${key}`)}</td>
                <td className="numeric">{t('chart.of', { done: f.number(done), of: f.number(of) })}</td>
                <td className="numeric">
                  <span className="cohorts-meter" aria-hidden="true">
                    <span style={{ width: `${(done / of) * 100}%` }} />
                  </span>{' '}
                  {f.number(Math.round((done / of) * 100))} %
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Sheet>
    </div>
  );
}
