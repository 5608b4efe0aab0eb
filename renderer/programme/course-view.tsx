import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { fewCount } from '#contract/comparison.ts';
import type { GuardedDays, GuardedShare, TeamFigures, TeamReport } from '#contract/programme.ts';
import { ComparisonChart, type DrawnIndicator } from '../cohorts/comparison-chart.tsx';
import { useComparisonWords } from '../cohorts/comparison-words.ts';
import { catalogues } from '../text/catalogues.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { ComparedSheet } from './compared-sheet.tsx';
import { useFigureWords } from './use-figure-words.ts';

const drawn = ['moved', 'remote', 'wait', 'inside'] as const;

/** Access before and since the team, and four figures over time: drawn, and in a table. */
export function CourseView({ report }: { readonly report: TeamReport }): ReactElement {
  const { t } = useTranslation(['programme', 'comparison']);
  const words = useComparisonWords();
  const said = useFigureWords();
  const running = report.periods.find(({ isRunning }) => isRunning)?.key;
  // Nothing took place yet: axes without a point would say less than a sentence.
  if (report.periods.every(({ figures }) => figures.visits === 0 && figures.wait.of === 0)) {
    return (
      <>
        <ComparedSheet report={report} />
        <Sheet title={t('course.title')}><EmptyState sentence={t('team.none')} hint="" /></Sheet>
      </>
    );
  }
  return (
    <>
      <ComparedSheet report={report} />
      <div className="programme-charts">
        {drawn.map((figure) => (
          <Sheet key={figure} title={t(`figure.${figure}`)}>
            <div className="cohorts-chart">
              <p className="meta">{t(`means.${figure}`)}</p>
              <ComparisonChart indicator={indicatorOf(figure, report)} running={running} words={words} />
            </div>
          </Sheet>
        ))}
      </div>
      <p className="meta">{t('comparison:legend', { count: fewCount })}</p>
      <Sheet title={t('course.title')}>
        <div className="programme-table">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('course.period')}</th>
                {(['visits', 'people', 'moved', 'firstElsewhere', 'remote', 'wait', 'p90', 'inside'] as const).map((figure) => (
                  <th key={figure} scope="col" className="numeric">{t(`figure.${figure}`)}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {[...report.periods].reverse().map(({ key, isRunning, figures }) => (
                <tr key={key}>
                  <th scope="row" className="tabular no-wrap">{said.period(key)}{isRunning && <span className="meta"> {t('comparison:running')}</span>}</th>
                  <td className="numeric">{said.count(figures.visits)}</td>
                  <td className="numeric">{said.count(figures.people)}</td>
                  <td className="numeric">{said.share(figures.moved)}</td>
                  <td className="numeric">{said.share(figures.firstElsewhere)}</td>
                  <td className="numeric">{said.share(figures.remote)}</td>
                  <td className="numeric">{said.days(figures.wait.median, figures.wait.of)}</td>
                  <td className="numeric">{said.days(figures.wait.p90, figures.wait.of)}</td>
                  <td className="numeric">{said.share(figures.inside)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Sheet>
    </>
  );
}

/** A figure by period as the chart of the comparison takes it, with nothing published beside it; what is held back is not drawn. */
function indicatorOf(figure: (typeof drawn)[number], { periods }: TeamReport): DrawnIndicator {
  const label = { fr: catalogues.fr.programme.figure[figure], en: catalogues.en.programme.figure[figure] };
  const points = periods.map(({ key, figures }) => ({ period: key, met: null, leftOut: [], ...pointOf(figures[figure]) }));
  return { code: figure, kind: figure === 'wait' ? 'median' : 'share', theme: 'access', label, definition: label, placed: label, published: [], points };
}

function pointOf(figure: TeamFigures['moved' | 'wait']): { readonly of: number | null; readonly value: number | null; readonly low: number | null; readonly high: number | null } {
  return { of: figure.of, value: isShare(figure) ? figure.value : figure.median, low: figure.low, high: figure.high };
}

const isShare = (figure: GuardedShare | GuardedDays): figure is GuardedShare => 'value' in figure;
