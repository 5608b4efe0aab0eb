import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Outputs } from '#contract/index.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Select } from '../ui/field.tsx';
import { Sheet } from '../ui/sheet.tsx';

type Figures = Outputs['cohorts']['figures'];

const width = 480;
const left = 4;
const height = 190;
const top = 8;
const foot = 20;
const legend = 124;

/** Where in the sequence of activity a category stands, for its shade; the lightest first. */
const shades = ['cohorts-shade-1', 'cohorts-shade-2', 'cohorts-shade-3', 'cohorts-shade-4'];

/** People by the category of their last score of each quarter, stacked, with their numbers; the same as a table. */
export function ActivityChart({ figures, onInstrument }: { readonly figures: Figures; readonly onInstrument: (code: string) => void }): ReactElement {
  const { t } = useTranslation('cohorts');
  const f = useFormat();
  const [isTable, setIsTable] = useState(false);
  const instrument = figures.instruments.find(({ code }) => code === figures.chosen);
  const most = Math.max(0, ...figures.quarters.map(({ counts }) => counts.reduce((sum, count) => sum + count, 0)));
  const nameOf = (quarter: string): string => t('chart.quarterName', { year: quarter.slice(0, 4), quarter: quarter.slice(5) });
  if (!instrument || most === 0) {
    return (
      <Sheet title={t('chart.activity')} note={t('chart.activityNote')}>
        <EmptyState sentence={t('chart.empty')} hint={t('chart.emptyHint')} />
      </Sheet>
    );
  }
  const last = figures.quarters.findLast(({ counts }) => counts.some((count) => count > 0));
  const said = t('chart.activitySaid', { count: (last?.counts ?? []).reduce((sum, count) => sum + count, 0), parts: instrument.categories.map(({ label }, index) => `${label[f.language]} ${f.number(last?.counts[index] ?? 0)}`).join(', ') });
  return (
    <Sheet
      title={t('chart.activity')} note={t('chart.activityNote')}
      actions={
        <Button tone="text" small onClick={() => setIsTable(!isTable)}>
          {t(isTable ? 'chart.picture' : 'chart.table')}
        </Button>
      }
    >
      <div className="cohorts-chart">
        <Select label={t('chart.instrument')} value={instrument.code} options={figures.instruments.map(({ code, label }) => ({ value: code, label: label[f.language] }))} onChange={(event) => onInstrument(event.target.value)} />
        {isTable ? (
          <table className="table">
            <thead>
              <tr>
                <th>{t('chart.quarter')}</th>
                {instrument.categories.map(({ code, label }) => <th key={code} className="numeric">{label[f.language]}</th>)}
              </tr>
            </thead>
            <tbody>
              {figures.quarters.map(({ quarter, counts }) => (
                <tr key={quarter}>
                  <td>{nameOf(quarter)}</td>
                  {counts.map((count, index) => <td key={instrument.categories[index]?.code} className="numeric">{f.number(count)}</td>)}
                </tr>
              ))}
            </tbody>
          </table>
        ) : (
          <Stacks figures={figures} categories={instrument.categories.map(({ label }) => label[f.language])} most={most} said={said} nameOf={nameOf} />
        )}
      </div>
    </Sheet>
  );
}

interface StacksProps {
  readonly figures: Figures;
  readonly categories: readonly string[];
  readonly most: number;
  readonly said: string;
  readonly nameOf: (quarter: string) => string;
}

function Stacks({ figures, categories, most, said, nameOf }: StacksProps): ReactElement {
  const f = useFormat();
  const step = (width - left - legend) / figures.quarters.length;
  const tall = (count: number): number => (count / most) * height;
  const shade = (index: number): string => shades[Math.round((index * (shades.length - 1)) / Math.max(1, categories.length - 1))] ?? '';
  return (
    <svg className="cohorts-plot" viewBox={`0 0 ${width} ${top + height + foot * 2}`} role="img" aria-label={said}>
      {figures.quarters.map(({ quarter, counts }, place) => {
        const x = left + place * step;
        const beneath = counts.map((_, index) => counts.slice(0, index).reduce((sum, count) => sum + count, 0));
        return (
          <g key={quarter}>
            {counts.map((count, index) => {
              const [high, y] = [tall(count), top + height - tall((beneath[index] ?? 0) + count)];
              return count === 0 ? null : (
                <g key={categories[index]}>
                  <rect className={`cohorts-stack ${shade(index)}`} x={x + 2} y={y} width={step - 4} height={high} />
                  {high > 12 && (
                    <text className="cohorts-stack-number" x={x + step / 2} y={y + high / 2 + 4} textAnchor="middle">
                      {f.number(count)}
                    </text>
                  )}
                </g>
              );
            })}
            <text className="cohorts-axis" x={x + step / 2} y={top + height + foot - 5} textAnchor="middle">
              {nameOf(quarter).slice(0, 2)}
            </text>
            {(place === 0 || quarter.endsWith('-1')) && (
              <text className="cohorts-axis" x={x + step / 2} y={top + height + foot * 2 - 7} textAnchor="middle">
                {quarter.slice(0, 4)}
              </text>
            )}
          </g>
        );
      })}
      <line className="cohorts-grid" x1={left} x2={width - legend} y1={top + height} y2={top + height} />
      {categories.map((name, index) => (
        <g key={name}>
          <rect className={`cohorts-stack ${shade(index)}`} x={width - legend + 8} y={top + height - (index + 1) * 22} width={14} height={14} />
          <text className="cohorts-axis" x={width - legend + 28} y={top + height - (index + 1) * 22 + 11}>
            {name}
          </text>
        </g>
      ))}
    </svg>
  );
}
