import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { QualityPeriod } from '#contract/triage-quality.ts';
import { useFormat } from '../text/use-format.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { UrgencyBadge } from '../ui/urgency-badge.tsx';
import { Of } from './of.tsx';
import { FigureHead } from './figure-head.tsx';
import { useQualityWords } from './quality-words.ts';

/** Which class people later found to have an inflammatory disease had been given. */
export function DiagnosedView({ diagnosed: { soon, classes, leftOut } }: Pick<QualityPeriod, 'diagnosed'>): ReactElement {
  const { t } = useTranslation('triage-quality');
  const f = useFormat();
  const words = useQualityWords();
  const others = leftOut.map(({ reason, count }) => t('delays.reasonCount', { reason: t(`diagnosed.reason.${reason}`), number: f.number(count) })).join(', ');
  return (
    <Sheet title={t('diagnosed.title')}>
      <div className="quality-body">
        <p className="meta">{t('diagnosed.note')}</p>
        {soon.of === 0 ? (
          <EmptyState sentence={t('diagnosed.empty')} />
        ) : (
          <table className="table">
            <FigureHead />
            <tbody>
              <tr>
                <th scope="row">
                  {t('diagnosed.soon')} <span className="meta">{t('diagnosed.soonMeans')}</span>
                </th>
                <td className="numeric strong">{words.percent(soon)}</td>
                <td className="numeric">{words.percentLimits(soon)}</td>
                <td className="numeric"><Of of={soon.of}>{words.metOf(soon)}</Of></td>
              </tr>
              {classes.map(({ cls, count }) => (
                <tr key={cls}>
                  <th scope="row"><UrgencyBadge urgency={cls} size="inline" /></th>
                  <td />
                  <td />
                  <td className="numeric">{f.number(count)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {others !== '' && <p className="meta">{t('diagnosed.leftOut', { others })}</p>}
      </div>
    </Sheet>
  );
}
