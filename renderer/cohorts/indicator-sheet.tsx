import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ComparedIndicator, fewCount } from '#contract/comparison.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { ComparisonChart, markOf } from './comparison-chart.tsx';
import { type ComparisonWords, useComparisonWords } from './comparison-words.ts';

interface IndicatorProps {
  readonly indicator: ComparedIndicator;
  readonly running: string | undefined;
}

/** One indicator: what it counts, its course beside published figures, the same as a table, and where those figures come from. */
export function IndicatorSheet({ indicator, running }: IndicatorProps): ReactElement {
  const { t } = useTranslation('comparison');
  const f = useFormat();
  const words = useComparisonWords();
  const [isTable, setIsTable] = useState(false);
  const isEmpty = indicator.points.every(({ value }) => value === null);
  return (
    <>
      <Sheet
        title={indicator.label[f.language]}
        actions={
          <Button tone="text" small onClick={() => setIsTable(!isTable)}>
            {t(isTable ? 'picture' : 'table')}
          </Button>
        }
      >
        <div className="cohorts-chart">
          <p>{indicator.definition[f.language]}</p>
          <p className="meta">{indicator.placed[f.language]}.</p>
          {isTable ? (
            <PointTable indicator={indicator} running={running} words={words} />
          ) : isEmpty ? (
            <EmptyState sentence={t('empty')} hint={t('emptyHint')} />
          ) : (
            <>
              <ComparisonChart indicator={indicator} running={running} words={words} />
              <p className="meta">{t('legend', { count: fewCount })}</p>
            </>
          )}
        </div>
      </Sheet>
      <PublishedSheet indicator={indicator} words={words} />
    </>
  );
}

function PointTable({ indicator: { kind, points }, running, words }: IndicatorProps & { readonly words: ComparisonWords }): ReactElement {
  const { t } = useTranslation('comparison');
  const f = useFormat();
  return (
    <table className="table">
      <thead>
        <tr>
          <th>{t('period')}</th>
          <th className="numeric">{t('value')}</th>
          <th className="numeric">{t('interval')}</th>
          <th className="numeric">{t('of')}</th>
          <th>{t('leftOut')}</th>
          <th>{t('remark')}</th>
        </tr>
      </thead>
      <tbody>
        {points.map((point) => (
          <tr key={point.period}>
            <td className="tabular">{words.period(point.period)}</td>
            <td className="numeric">{point.value === null ? t('nobody') : words.value(kind, point.value)}</td>
            <td className="numeric">{words.interval(kind, point)}</td>
            <td className="numeric">{point.met === null ? f.number(point.of) : t('met', { met: f.number(point.met), of: f.number(point.of) })}</td>
            <td className="ink-2">{words.leftOut(point)}</td>
            <td className="ink-2">{[...(point.period === running ? [t('running')] : []), ...(point.of > 0 && point.of < fewCount ? [t('few')] : [])].join(', ')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function PublishedSheet({ indicator: { kind, published }, words }: { readonly indicator: ComparedIndicator; readonly words: ComparisonWords }): ReactElement {
  const { t } = useTranslation('comparison');
  const f = useFormat();
  if (published.length === 0) {
    return (
      <Sheet title={t('published')} padded>
        <p className="ink-2">{t('publishedNone')}</p>
      </Sheet>
    );
  }
  return (
    <Sheet title={t('published')}>
      <table className="table cohorts-published-table">
        <thead>
          <tr>
            <th>{t('figure')}</th>
            <th>{t('population')}</th>
            <th>{t('comparable')}</th>
            <th>{t('source')}</th>
          </tr>
        </thead>
        <tbody>
          {published.map(({ code, kind: what, value, years, population, comparable, caveat, source }, index) => (
            <tr key={code}>
              <td>
                <b>{markOf(index)}</b> <b className="tabular no-wrap">{words.value(kind, value)}</b> <span className="meta">{t(`kind.${what}`)}</span>
              </td>
              <td>
                {population[f.language]} {years !== '' && <span className="meta tabular no-wrap">{years}</span>}
              </td>
              <td>
                <b>{t(comparable)}</b> <span className="meta">{caveat[f.language]}</span>
              </td>
              <td className="meta">{source[f.language]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Sheet>
  );
}
