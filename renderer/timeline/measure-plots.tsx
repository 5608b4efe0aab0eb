import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { scoreDigits } from '../text/score-digits.ts';
import { useFormat } from '../text/use-format.ts';
import type { ChartAxis } from './chart-axis.ts';
import type { CoursePlots } from './course-plots.ts';
import { LinePlot } from './line-plot.tsx';
import { resultText } from './result-text.ts';
import { dayOf } from './time-window.ts';

interface PlotsProps {
  readonly plots: CoursePlots;
  readonly axis: ChartAxis;
  readonly clip: string;
}

/** What the person reports: function, and pain and global assessment on one scale. */
export function ReportPlots({ plots, axis, clip }: PlotsProps): ReactElement {
  const { t } = useTranslation('timeline');
  const f = useFormat();
  return (
    <>
      {plots.functions.map(({ instrument, points }, index) => {
        const last = points.at(-1);
        return (
          <LinePlot
            key={instrument.id} name={instrument.label[f.language].replace(/ \(.*\)$/, '')} note={`${f.number(instrument.score.min)}–${f.number(instrument.score.max)}`} curves={[{ key: instrument.id, points: points.map(({ day, score }) => ({ day, value: score })) }]}
            lowest={instrument.score.min} highest={instrument.score.max} last={last ? [{ text: f.number(last.score, scoreDigits(last.score, instrument.score)), isOut: false }] : []} axis={axis} top={plots.places.functions[index] ?? 0} height={plots.reportHeight} clip={clip}
          />
        );
      })}
      {plots.asked.length > 0 && (
        <LinePlot
          name={t('row.reported')} note="0–100" curves={plots.asked.map(({ name, points }) => ({ key: name, points, isDashed: name === 'pain' }))} lowest={0} highest={100}
          last={plots.asked.map(({ name, points }) => ({ text: `${name === 'pain' ? '- -' : '—'} ${t('asked.last', { name: t(`asked.${name}`), value: f.number(points.at(-1)?.value ?? 0) })}`, isOut: false }))}
          axis={axis} top={plots.places.asked} height={plots.reportHeight} clip={clip}
        />
      )}
    </>
  );
}

/** Laboratory tests, each on a scale of its own, with the upper limit where a high value is what matters. */
export function TestPlots({ plots, axis, clip }: PlotsProps): ReactElement {
  const { t } = useTranslation('timeline');
  const f = useFormat();
  return (
    <>
      {plots.tests.map((series, index) => {
        const { test, label, unit, usualUpper, points } = series;
        const last = points.at(-1);
        const limit = last?.upper ?? usualUpper;
        const values = points.map(({ number }) => number);
        const lowest = limit === null ? Math.min(...values) * 0.9 : 0;
        return (
          <LinePlot
            key={test} name={label[f.language]} note={unit} curves={[{ key: test, points: points.map(({ on, number }) => ({ day: dayOf(on), value: number })) }]} lowest={lowest} highest={Math.max(...values, (limit ?? 0) * 1.1) * 1.05} limit={limit}
            last={last ? [{ text: `${resultText(last, series, f)}${limit !== null && last.number > limit ? ` ${t('result.high')}` : ''}`, isOut: limit !== null && last.number > limit }] : []}
            axis={axis} top={plots.places.tests[index] ?? 0} height={plots.testHeight} clip={clip}
          />
        );
      })}
    </>
  );
}
