import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { type ComparedIndicator, type ComparisonPoint, fewCount } from '#contract/comparison.ts';
import { useFormat } from '../text/use-format.ts';
import { type ComparisonWords, lastTold } from './comparison-words.ts';

/** A point of which one may not tell of how many it is. */
type DrawnPoint = Omit<ComparisonPoint, 'of'> & { readonly of: number | null };
export type DrawnIndicator = Omit<ComparedIndicator, 'points'> & { readonly points: readonly DrawnPoint[] };

interface ComparisonChartProps {
  readonly indicator: DrawnIndicator;
  /** The period that is not over. */
  readonly running: string | undefined;
  readonly words: ComparisonWords;
}

/** Units of the drawing: the axis at the left, published figures at the right, periods and numbers beneath. */
const width = 720;
const left = 52;
const right = 96;
const top = 10;
const height = 210;
const foot = 18;

/** Figures with their intervals by period, and published ones as lines across; few are hollow, and no line is drawn through them. */
export function ComparisonChart({ indicator, running, words }: ComparisonChartProps): ReactElement {
  const { t } = useTranslation('comparison');
  const f = useFormat();
  const { kind, label, points } = indicator;
  const drawn = indicator.published.map((figure, index) => ({ ...figure, mark: markOf(index) })).filter(({ comparable }) => comparable === 'near');
  const most = kind === 'share' ? 1 : roundedUp(Math.max(1, ...points.flatMap(({ value, high }) => [value ?? 0, high ?? 0]), ...drawn.map(({ value }) => value)));
  const step = (width - left - right) / points.length;
  const x = (index: number): number => left + step * (index + 0.5);
  const y = (figure: number): number => top + (1 - Math.min(figure, most) / most) * height;
  const last = lastTold(indicator, running);
  const said = last === undefined || last.value === null
    ? t('saidNone', { label: label[f.language] })
    : t('said', { label: label[f.language], period: words.period(last.period), value: words.value(kind, last.value), low: words.value(kind, last.low ?? last.value), high: words.value(kind, last.high ?? last.value), of: last.of === null ? '…' : f.number(last.of) });
  const published = drawn.length === 0 ? '' : `. ${t('saidPublished', { values: drawn.map(({ value }) => words.value(kind, value)).join(', ') })}`;
  const names = apart(drawn.map(({ mark, value }) => ({ mark, at: y(value) })));
  return (
    <svg className="cohorts-plot" viewBox={`0 0 ${width} ${top + height + foot * 3 + 4}`} role="img" aria-label={said + published}>
      {[0, 0.25, 0.5, 0.75, 1].map((part) => (
        <g key={part}>
          <line className="cohorts-grid" x1={left} x2={width - right} y1={y(part * most)} y2={y(part * most)} />
          <text className="cohorts-axis" x={left - 6} y={y(part * most) + 4} textAnchor="end">
            {words.short(kind, part * most)}
          </text>
        </g>
      ))}
      {drawn.map(({ code, value, kind: what, mark }) => (
        <g key={code}>
          <line className="cohorts-published" x1={left} x2={width - right} y1={y(value)} y2={y(value)} strokeDasharray={what === 'aim' ? '2 4' : '8 4'} />
          <text className="cohorts-axis cohorts-axis-title" x={width - right + 6} y={(names.get(mark) ?? y(value)) + 4}>
            {`${mark} ${words.value(kind, value)}`}
          </text>
        </g>
      ))}
      {points.map((point, index) => {
        const next = points[index + 1];
        return isSure(point) && next && isSure(next) ? <line key={point.period} className="cohorts-curve-chosen" x1={x(index)} y1={y(point.value ?? 0)} x2={x(index + 1)} y2={y(next.value ?? 0)} /> : null;
      })}
      {points.map((point, index) => (
        <g key={point.period}>
          {point.low !== null && point.high !== null && <line className={isSure(point) ? 'cohorts-interval' : 'cohorts-interval cohorts-interval-few'} x1={x(index)} x2={x(index)} y1={y(point.low)} y2={y(point.high)} />}
          {point.value !== null && <circle className={isSure(point) ? 'cohorts-dot' : 'cohorts-dot cohorts-dot-few'} cx={x(index)} cy={y(point.value)} r={4.5} />}
          <text className="cohorts-axis" x={x(index)} y={top + height + foot - 3} textAnchor="middle">
            {words.period(point.period).split(' ')[0] + (point.period === running ? '…' : '')}
          </text>
          {point.period.includes('-') && (index === 0 || point.period.endsWith('-1')) && (
            <text className="cohorts-axis" x={x(index)} y={top + height + foot * 2 - 5} textAnchor="middle">
              {point.period.slice(0, 4)}
            </text>
          )}
          <text className="cohorts-axis" x={x(index)} y={top + height + foot * 3 - 3} textAnchor="middle">
            {point.of === null ? '…' : f.number(point.of)}
          </text>
        </g>
      ))}
      <text className="cohorts-axis cohorts-axis-title" x={left - 6} y={top + height + foot * 3 - 3} textAnchor="end">
        {t('count')}
      </text>
    </svg>
  );
}

const isSure = ({ value, of }: DrawnPoint): boolean => value !== null && of !== null && of >= fewCount;

/** The letter a published figure goes by, in the drawing and beneath it. */
export const markOf = (index: number): string => String.fromCharCode(65 + index);

/** The next round number of days. */
function roundedUp(days: number): number {
  const unit = 10 ** Math.max(1, Math.floor(Math.log10(days)));
  return Math.ceil(days / unit) * unit;
}

/** Names of lines that lie close, one beneath the other. */
function apart(names: readonly { readonly mark: string; readonly at: number }[]): ReadonlyMap<string, number> {
  let last = -Infinity;
  return new Map([...names].sort((one, other) => one.at - other.at).map(({ mark, at }) => {
    last = Math.max(at, last + 14);
    return [mark, last];
  }));
}
