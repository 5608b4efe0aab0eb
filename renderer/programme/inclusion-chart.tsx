import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PathwayReport } from '#contract/programme.ts';
import { useFormat } from '../text/use-format.ts';

/** Units of the drawing: the axis at the left, names of the lines at the right, years beneath. */
const width = 720;
const left = 44;
const right = 96;
const top = 10;
const height = 200;
const foot = 18;

type Point = PathwayReport['inclusions'][number];

/** People included month by month beside what the programme aims at: a full line and a dashed one, named at their ends; what was published is a ring with its number. */
export function InclusionChart({ inclusions, published }: { readonly inclusions: readonly Point[]; readonly published: PathwayReport['published'] }): ReactElement {
  const { t } = useTranslation('programme');
  const f = useFormat();
  const points = published.flatMap(({ on, count }) => {
    const index = inclusions.findIndex(({ month }) => month === on.slice(0, 7));
    return index < 0 ? [] : [{ on, count, index }];
  });
  const highest = Math.max(4, ...points.map(({ count }) => count), ...inclusions.flatMap(({ included, target }) => [included ?? 0, target ?? 0]));
  // Of a few, even: the line half way up stands at a whole number.
  const most = highest > 20 ? highest : 2 * Math.ceil(highest / 2);
  const step = (width - left - right) / Math.max(1, inclusions.length - 1);
  const x = (index: number): number => left + step * index;
  const y = (count: number): number => top + (1 - count / most) * height;
  const lines = (['included', 'target'] as const).flatMap((key) => {
    const drawn = inclusions.flatMap((point, index) => (point[key] === null ? [] : [{ at: x(index), value: point[key] }]));
    const last = drawn.at(-1);
    return last ? [{ key, path: drawn.map(({ at, value }, index) => `${index === 0 ? 'M' : 'L'}${at} ${y(value)}`).join(' '), last }] : [];
  });
  const now = inclusions.at(-1);
  const told = { included: now?.included === null || now === undefined ? t('held') : f.number(now.included), month: now?.month ?? '' };
  return (
    <svg className="cohorts-plot programme-inclusions" viewBox={`0 0 ${width} ${top + height + foot}`} role="img" aria-label={now?.target === null || now === undefined ? t('pathway.saidNone', told) : t('pathway.said', { ...told, target: f.number(Math.round(now.target)) })}>
      {[0, 0.5, 1].map((part) => (
        <g key={part}>
          <line className="cohorts-grid" x1={left} x2={width - right} y1={y(part * most)} y2={y(part * most)} />
          <text className="cohorts-axis" x={left - 6} y={y(part * most) + 4} textAnchor="end">
            {f.number(Math.round(part * most))}
          </text>
        </g>
      ))}
      {inclusions.map(({ month }, index) =>
        month.endsWith('-01') ? (
          <text key={month} className="cohorts-axis" x={x(index)} y={top + height + foot - 3} textAnchor="middle">
            {month.slice(0, 4)}
          </text>
        ) : null,
      )}
      {points.map(({ on, count, index }) => (
        <g key={on}>
          <circle className="programme-published" cx={x(index)} cy={y(count)} r={4} />
          <text className="cohorts-axis" x={x(index) + 8} y={y(count) + 4}>
            {t('pathway.publishedPoint', { number: f.number(count) })}
          </text>
        </g>
      ))}
      {lines.map(({ key, path, last }) => (
        <g key={key}>
          <path className="cohorts-curve-chosen" d={path} fill="none" strokeDasharray={key === 'target' ? '7 4' : undefined} />
          <text className="cohorts-axis cohorts-axis-title" x={last.at + 6} y={y(last.value) + 4}>
            {t(`pathway.${key}`)}
          </text>
        </g>
      ))}
    </svg>
  );
}
