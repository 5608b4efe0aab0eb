import { type ReactElement, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AssessmentLine } from '#contract/assessments.ts';
import type { Instrument } from '#contract/instruments.ts';
import { useFormat } from '../../text/use-format.ts';
import { scoreDigits } from '../../text/score-digits.ts';
import { Sheet } from '../../ui/sheet.tsx';
import { bandsOf, type TimeAxis, timeAxis, topOf, type Trend, trendsOf } from './trend-rules.ts';

/** Units of the drawing, a pixel each where there is room and less in a narrow window: the names at the left, the categories at the right, a plot and its foot. */
const left = 204;
const right = 172;
const height = 96;
const foot = 18;
const narrowest = 560;
const labelHeight = 11;

/** The person's scores over the years, one plot an instrument, under one axis of time; every value is also in the list beneath. */
export function TrendChart({ lines, instruments }: { readonly lines: readonly AssessmentLine[]; readonly instruments: readonly Instrument[] }): ReactElement | null {
  const { t } = useTranslation('assessments');
  const f = useFormat();
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  const trends = trendsOf(lines, instruments);
  const isShown = trends.length > 0;
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, [isShown]);
  if (!isShown) return null;
  const axis = timeAxis(trends, f.today);
  return (
    <Sheet title={t('trend.title')} note={t('trend.note')} className="trend-sheet">
      <div ref={box} className="trend-plots">
        {width > 0 && trends.map((trend, index) => <Plot key={trend.instrument.id} trend={trend} axis={axis} width={Math.max(width, narrowest)} withYears={index === trends.length - 1} />)}
      </div>
    </Sheet>
  );
}

function Plot({ trend, axis, width, withYears }: { readonly trend: Trend; readonly axis: TimeAxis; readonly width: number; readonly withYears: boolean }): ReactElement {
  const { t } = useTranslation('assessments');
  const f = useFormat();
  const { instrument, points } = trend;
  const top = topOf(trend);
  const plot = width - left - right;
  const x = (date: string): number => left + 8 + axis.at(date) * (plot - 16);
  const y = (score: number): number => height - 6 - (score / top) * (height - 12);
  const bands = bandsOf(trend);
  const cutoffs = apart(bands.flatMap(({ upTo }) => (upTo === null ? [] : [{ value: upTo, at: y(upTo) }])));
  const names = apart(bands.map((band) => ({ value: band.code, at: (y(band.from * top) + y(band.to * top)) / 2 })));
  const last = points.at(-1);
  const first = points[0];
  const written = (score: number): string => f.number(score, scoreDigits(score, instrument.score));
  const said = first && last ? t('trend.said', { name: instrument.label[f.language], count: points.length, first: written(first.score), firstOn: f.date(first.on), last: written(last.score), lastOn: f.date(last.on) }) : '';
  return (
    <svg className="trend-plot" viewBox={`0 0 ${width} ${height + (withYears ? foot : 0)}`} role="img" aria-label={said}>
      {bands.map((band, index) => (
        <rect key={band.code} className={`trend-band-${Math.min(index, 3)}`} x={left} y={y(band.to * top)} width={plot} height={y(band.from * top) - y(band.to * top)} />
      ))}
      {names.map(({ value, at }) => (
        <text key={value} x={left + plot + 8} y={at + 4}>
          {instrument.categories.find(({ code }) => code === value)?.label[f.language]}
        </text>
      ))}
      {cutoffs.map(({ value, at }) => (
        <text key={value} x={left - 8} y={at + 4} textAnchor="end">
          {f.number(value)}
        </text>
      ))}
      {bands.length === 0 && <rect className="trend-band-0" x={left} y={6} width={plot} height={height - 12} />}
      {axis.years.map(({ year, at }) => (
        <line key={year} className="trend-year" x1={left + 8 + at * (plot - 16)} x2={left + 8 + at * (plot - 16)} y1={6} y2={height - 6} />
      ))}
      <text className="trend-name" x={0} y={20}>
        {instrument.label[f.language]}
      </text>
      <text x={0} y={36}>
        {t('trend.range', { min: f.number(instrument.score.min), max: f.number(instrument.score.max) })}
      </text>
      <polyline className="trend-line" points={points.map(({ on, score }) => `${x(on)},${y(score)}`).join(' ')} />
      {points.map(({ on, score }, index) => (
        <circle key={`${on} ${index}`} className={index === points.length - 1 ? 'trend-point is-last' : 'trend-point'} cx={x(on)} cy={y(score)} r={index === points.length - 1 ? 4 : 2.5}>
          <title>{t('trend.value', { score: written(score), date: f.date(on) })}</title>
        </circle>
      ))}
      {last && (
        <text className="trend-last" x={x(last.on) - 8} y={y(last.score) + (y(last.score) < 24 ? 16 : -8)} textAnchor="end">
          {written(last.score)}
        </text>
      )}
      {withYears &&
        axis.years.map(({ year, at }) => (
          <text key={year} x={left + 8 + at * (plot - 16)} y={height + 12} textAnchor="middle">
            {year}
          </text>
        ))}
    </svg>
  );
}

interface Label<Value> {
  readonly value: Value;
  readonly at: number;
}

/** Labels from the lowest up, moved just so far that they can be told apart. */
function apart<Value>(labels: readonly Label<Value>[]): readonly Label<Value>[] {
  const placed: Label<Value>[] = [];
  for (const { value, at } of labels) placed.push({ value, at: Math.min(at, (placed.at(-1)?.at ?? Infinity) - labelHeight) });
  return placed;
}
