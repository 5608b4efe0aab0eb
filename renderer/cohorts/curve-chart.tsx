import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TimeCurve } from '#contract/cohorts.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Select } from '../ui/field.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { stepPath } from './curve-path.ts';

interface NamedCurve extends TimeCurve {
  readonly key: string;
  readonly name: string;
}

interface CurveChartProps {
  readonly title: string;
  readonly note: string;
  /** What a share is the share of. */
  readonly shareName: string;
  readonly curves: readonly NamedCurve[];
  readonly lastMonth: number;
}

/** Units of the drawing: the axis at the left, names at the right, numbers at risk beneath. */
const width = 480;
const left = 40;
const right = 104;
const top = 8;
const height = 190;
const foot = 18;
/** Curves are told apart by their strokes and by the name at their end; colour is never alone. */
const strokes = ['', '7 3', '2 3', '9 3 2 3', '1 4'];

/** Curves of time with limits of the chosen one and numbers at risk; the same as a table. */
export function CurveChart({ title, note, shareName, curves, lastMonth }: CurveChartProps): ReactElement {
  const { t } = useTranslation('cohorts');
  const f = useFormat();
  const [isTable, setIsTable] = useState(false);
  const [key, setKey] = useState(curves[0]?.key ?? '');
  const chosen = curves.find((curve) => curve.key === key) ?? curves[0];
  if (!chosen || chosen.count === 0) {
    return (
      <Sheet title={title}>
        <EmptyState sentence={t('chart.empty')} hint={t('chart.emptyHint')} />
      </Sheet>
    );
  }
  const x = (month: number): number => left + (Math.min(month, lastMonth) / lastMonth) * (width - left - right);
  const y = (share: number): number => top + (1 - share) * height;
  const percent = (share: number): string => `${f.number(Math.round(share * 100))} %`;
  const said = (curve: NamedCurve): string =>
    t('chart.said', { label: curve.name, count: curve.count, ended: curve.ended, median: curve.medianMonths === null ? t('chart.noMedian') : t('chart.medianMonths', { months: f.number(Math.round(curve.medianMonths * 10) / 10) }) });
  const ends = apart(curves.map((curve) => ({ key: curve.key, at: y(curve.steps.at(-1)?.share ?? 1) })));
  return (
    <Sheet
      title={title}
      actions={
        <Button tone="text" small onClick={() => setIsTable(!isTable)}>
          {t(isTable ? 'chart.picture' : 'chart.table')}
        </Button>
      }
    >
      <div className="cohorts-chart">
        <p className="meta">{note}</p>
        {curves.length > 1 && <Select label={t('chart.curve')} value={chosen.key} options={curves.map((curve) => ({ value: curve.key, label: curve.name }))} onChange={(event) => setKey(event.target.value)} />}
        <p className="meta">{said(chosen)}</p>
        {isTable ? (
          <CurveTable curve={chosen} shareName={shareName} percent={percent} />
        ) : (
          <svg className="cohorts-plot" viewBox={`0 0 ${width} ${top + height + foot * (curves.length + 2)}`} role="img" aria-label={curves.map(said).join('. ')}>
            {[0, 0.25, 0.5, 0.75, 1].map((share) => (
              <g key={share}>
                <line className="cohorts-grid" x1={left} x2={width - right} y1={y(share)} y2={y(share)} />
                <text className="cohorts-axis" x={left - 6} y={y(share) + 4} textAnchor="end">
                  {percent(share)}
                </text>
              </g>
            ))}
            <path className="cohorts-band" d={`${stepPath(chosen.steps.map(({ month, high }) => [x(month), y(high)]), { from: [x(0), y(1)], until: x(lastMonth) })} ${stepPath(chosen.steps.map(({ month, low }) => [x(month), y(low)]), { from: [x(0), y(1)], until: x(lastMonth), back: true })} Z`} />
            {curves.map((curve, index) => (
              <path key={curve.key} className={curve.key === chosen.key ? 'cohorts-curve cohorts-curve-chosen' : 'cohorts-curve'} strokeDasharray={strokes[index % strokes.length]} d={stepPath(curve.steps.map(({ month, share }) => [x(month), y(share)]), { from: [x(0), y(1)], until: x(lastMonth) })} />
            ))}
            {curves.length > 1 && ends.map(({ key: of, at }) => (
              <text key={of} className="cohorts-axis" x={width - right + 6} y={at + 4}>
                {curves.find((curve) => curve.key === of)?.name}
              </text>
            ))}
            {chosen.marks.filter(({ month }) => month % 12 === 0).map(({ month }) => (
              <text key={month} className="cohorts-axis" x={x(month)} y={top + height + foot - 3} textAnchor="middle">
                {month}
              </text>
            ))}
            <text className="cohorts-axis" x={width - right + 18} y={top + height + foot - 3}>
              {t('chart.months')}
            </text>
            <text className="cohorts-axis cohorts-axis-title" x={2} y={top + height + foot * 2 - 3}>
              {t('chart.atRisk')}
            </text>
            {curves.map((curve, index) => (
              <g key={curve.key}>
                {curve.marks.filter(({ month }) => month % 12 === 0).map(({ month, atRisk }) => (
                  <text key={month} className="cohorts-axis" x={x(month)} y={top + height + foot * (index + 3) - 3} textAnchor="middle">
                    {atRisk}
                  </text>
                ))}
                {curves.length > 1 && (
                  <text className="cohorts-axis" x={width - right + 18} y={top + height + foot * (index + 3) - 3}>
                    {curve.name}
                  </text>
                )}
              </g>
            ))}
          </svg>
        )}
      </div>
    </Sheet>
  );
}

function CurveTable({ curve, shareName, percent }: { readonly curve: NamedCurve; readonly shareName: string; readonly percent: (share: number) => string }): ReactElement {
  const { t } = useTranslation('cohorts');
  return (
    <table className="table">
      <thead>
        <tr>
          <th className="numeric">{t('chart.monthsSince')}</th>
          <th className="numeric">{t('chart.atRisk')}</th>
          <th className="numeric">{shareName}</th>
          <th className="numeric">{t('chart.limits')}</th>
        </tr>
      </thead>
      <tbody>
        {curve.marks.map(({ month, atRisk, share, low, high }) => (
          <tr key={month}>
            <td className="numeric">{month}</td>
            <td className="numeric">{atRisk}</td>
            <td className="numeric">{percent(share)}</td>
            <td className="numeric">{`${percent(low)} – ${percent(high)}`}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Names one beneath the other where curves end together. */
function apart(ends: readonly { readonly key: string; readonly at: number }[]): readonly { readonly key: string; readonly at: number }[] {
  let last = -Infinity;
  return [...ends].sort((one, other) => one.at - other.at).map(({ key, at }) => {
    last = Math.max(at, last + 14);
    return { key, at: last };
  });
}
