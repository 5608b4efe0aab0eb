import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ComparedIndicator } from '#contract/comparison.ts';
import { fewCount } from '#contract/comparison.ts';
import type { QualityPeriod } from '#contract/triage-quality.ts';
import { ComparisonChart } from '../cohorts/comparison-chart.tsx';
import { useComparisonWords } from '../cohorts/comparison-words.ts';
import { catalogues } from '../text/catalogues.ts';
import { Sheet } from '../ui/sheet.tsx';
import { Of } from './of.tsx';
import { useQualityWords } from './quality-words.ts';

const drawn = ['overridden', 'inside'] as const;

/** The figures of every period: two drawn, all in a table. */
export function CourseView({ periods }: { readonly periods: readonly QualityPeriod[] }): ReactElement {
  const { t } = useTranslation(['triage-quality', 'comparison']);
  const words = useComparisonWords();
  const said = useQualityWords();
  const running = periods.find(({ isRunning }) => isRunning)?.key;
  return (
    <>
      {drawn.map((figure) => (
        <Sheet key={figure} title={t(`course.${figure}`)}>
          <div className="cohorts-chart">
            <ComparisonChart indicator={indicatorOf(figure, periods)} running={running} words={words} />
            <p className="meta">{t('comparison:legend', { count: fewCount })}</p>
          </div>
        </Sheet>
      ))}
      <Sheet title={t('course.title')}>
        <div className="quality-body rules-scroll">
          <table className="table">
            <thead>
              <tr>
                <th>{t('course.period')}</th>
                <th className="numeric">{t('course.n')}</th>
                <th className="numeric">{t('course.agreed')}</th>
                <th className="numeric">{t('course.plain')}</th>
                <th className="numeric">{t('course.weighted')}</th>
                <th className="numeric">{t('interval')}</th>
                <th className="numeric">{t('course.overridden')}</th>
                <th className="numeric">{t('course.inside')}</th>
                <th className="numeric">{t('course.delayed')}</th>
              </tr>
            </thead>
            <tbody>
              {[...periods].reverse().map(({ key, agreement: { agreed, plain, weighted }, overridden, inside }) => (
                <tr key={key}>
                  <th scope="row" className="tabular no-wrap">{words.period(key)}{key === running && <span className="meta"> {t('running')}</span>}</th>
                  <td className="numeric"><Of of={agreed.of} /></td>
                  <td className="numeric">{agreed.of > 0 && said.percent(agreed)}</td>
                  <td className="numeric">{plain && said.kappa(plain.value)}</td>
                  <td className="numeric strong">{weighted && said.kappa(weighted.value)}</td>
                  <td className="numeric">{weighted && said.kappaLimits(weighted)}</td>
                  <td className="numeric">{overridden.of > 0 && said.percent(overridden)}</td>
                  <td className="numeric">{inside.of > 0 && said.percent(inside)}</td>
                  <td className="numeric"><Of of={inside.of} /></td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Sheet>
    </>
  );
}

/** A share by period as the chart of the comparison takes it, with nothing published beside it. */
function indicatorOf(figure: (typeof drawn)[number], periods: readonly QualityPeriod[]): ComparedIndicator {
  const label = { fr: catalogues.fr['triage-quality'].course[figure], en: catalogues.en['triage-quality'].course[figure] };
  return { code: figure, kind: 'share', theme: 'access', label, definition: label, placed: label, published: [], points: periods.map((period) => ({ period: period.key, ...period[figure], leftOut: [] })) };
}
