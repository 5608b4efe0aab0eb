import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Instrument } from '#contract/instruments.ts';
import { bandsOf, topOf } from '../assessments/trend/trend-rules.ts';
import { scoreDigits } from '../text/score-digits.ts';
import { useFormat } from '../text/use-format.ts';
import { type ChartAxis, activityHeight } from './chart-axis.ts';
import { targetOf, type ScoredPoint } from './activity-rules.ts';

/** Labels of cut-offs are this far apart at least. */
const labelHeight = 11;

export interface ActivityPlotProps {
  readonly instrument: Instrument;
  readonly points: readonly ScoredPoint[];
  readonly axis: ChartAxis;
  readonly top: number;
  readonly clip: string;
}

/** The score of one instrument over its categories, each named at the right; the target as a dashed line; what a drug falsifies as a dashed curve. */
export function ActivityPlot({ instrument, points, axis, top, clip }: ActivityPlotProps): ReactElement {
  const { t } = useTranslation('timeline');
  const f = useFormat();
  const trend = { instrument, points: points.map(({ on, score }) => ({ on, score })) };
  const highest = topOf(trend);
  const y = (score: number): number => top + activityHeight - 4 - (score / highest) * (activityHeight - 8);
  const bands = bandsOf(trend);
  const target = targetOf(instrument);
  const last = points.at(-1);
  const labels = apart(bands.flatMap(({ upTo }) => (upTo === null ? [] : [{ value: upTo, at: y(upTo) }])));
  return (
    <g>
      {bands.length === 0 && <rect className="trend-band-0" x={axis.left} y={top + 4} width={axis.plot} height={activityHeight - 8} />}
      {bands.map((band, index) => {
        const [upper, lower] = [y(band.to * highest), y(band.from * highest)];
        return (
          <g key={band.code}>
            <rect className={`trend-band-${Math.min(index, 3)}`} x={axis.left} y={upper} width={axis.plot} height={lower - upper} />
            {lower - upper >= 9 && (
              <text x={axis.left + axis.plot + 8} y={(upper + lower) / 2 + 4}>
                {shortCategory(instrument.categories.find(({ code }) => code === band.code)?.label[f.language] ?? '')}
              </text>
            )}
          </g>
        );
      })}
      {labels.map(({ value, at }) => (
        <text key={value} x={axis.left - 8} y={at + 4} textAnchor="end">
          {f.number(value)}
        </text>
      ))}
      <text className="course-name" x={0} y={top + 16}>
        {instrument.label[f.language].replace(/ \(.*\)$/, '')}
      </text>
      <text x={0} y={top + 30}>
        {t('activity.range', { min: f.number(instrument.score.min), max: f.number(instrument.score.max) })}
      </text>
      {target !== null && target < highest && (
        <>
          <line className="course-target" x1={axis.left} x2={axis.left + axis.plot} y1={y(target)} y2={y(target)} />
          <text className="course-target-word" x={0} y={top + 44}>
            {t('activity.target', { value: f.number(target) })}
          </text>
        </>
      )}
      <g clipPath={clip}>
        {points.slice(1).map((point, index) => {
          const before = points[index];
          return before && <line key={point.on + index} className={point.isLowered && before.isLowered ? 'course-line is-lowered' : 'course-line'} x1={axis.x(before.day)} y1={y(before.score)} x2={axis.x(point.day)} y2={y(point.score)} />;
        })}
        {points.map((point, index) => (
          <circle key={`${point.on} ${index}`} className={point === last ? 'course-point is-last' : point.isLowered ? 'course-point is-lowered' : 'course-point'} cx={axis.x(point.day)} cy={y(point.score)} r={point === last ? 4 : 2.4} />
        ))}
        {last && (
          <text className="course-last" x={axis.x(last.day) - 8} y={y(last.score) + (y(last.score) - top < 22 ? 16 : -8)} textAnchor="end">
            {f.number(last.score, scoreDigits(last.score, instrument.score))}
          </text>
        )}
      </g>
    </g>
  );
}

/** "activité élevée" beside a curve of activity: "élevée". */
function shortCategory(label: string): string {
  return label.replace(/^activité /, '').replace(/ (disease )?activity$/, '');
}

/** Labels from the lowest cut-off up, moved just so far that they can be told apart. */
function apart(labels: readonly { readonly value: number; readonly at: number }[]): readonly { readonly value: number; readonly at: number }[] {
  const placed: { value: number; at: number }[] = [];
  for (const { value, at } of labels) placed.push({ value, at: Math.min(at, (placed.at(-1)?.at ?? Infinity) - labelHeight) });
  return placed;
}
