import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { breachCauses, type QualityPeriod } from '#contract/triage-quality.ts';
import { useFormat } from '../text/use-format.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { UrgencyBadge } from '../ui/urgency-badge.tsx';
import { Of } from './of.tsx';
import { useQualityWords } from './quality-words.ts';

/** How long decisions and first visits took, and why delays were passed. */
export function DelaysView({ period: { decisions, delays, inside } }: { readonly period: QualityPeriod }): ReactElement {
  return (
    <>
      <DecisionSheet decisions={decisions} />
      <DelaySheet delays={delays} inside={inside} />
      <BreachSheet delays={delays} />
    </>
  );
}

function DecisionSheet({ decisions }: Pick<QualityPeriod, 'decisions'>): ReactElement {
  const { t } = useTranslation('triage-quality');
  const words = useQualityWords();
  if (decisions.length === 0) return <Sheet title={t('decisions.title')} padded><EmptyState sentence={t('agreement.empty')} /></Sheet>;
  return (
    <Sheet title={t('decisions.title')}>
      <div className="quality-body">
        <p className="meta">{t('decisions.note')}</p>
        <table className="table">
          <thead>
            <tr>
              <th>{t('cls')}</th>
              <th className="numeric">{t('decisions.median')}</th>
              <th className="numeric">{t('interval')}</th>
              <th className="numeric">{t('decisions.p90')}</th>
              <th className="numeric">{t('of')}</th>
            </tr>
          </thead>
          <tbody>
            {decisions.map(({ cls, days }) => (
              <tr key={cls}>
                <th scope="row"><UrgencyBadge urgency={cls} size="inline" /></th>
                <td className="numeric strong">{days.median !== null && words.days(days.median)}</td>
                <td className="numeric">{words.daysLimits(days)}</td>
                <td className="numeric">{days.p90 !== null && words.days(days.p90)}</td>
                <td className="numeric"><Of of={days.of} /></td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Sheet>
  );
}

function DelaySheet({ delays, inside }: Pick<QualityPeriod, 'delays' | 'inside'>): ReactElement {
  const { t } = useTranslation('triage-quality');
  const f = useFormat();
  const words = useQualityWords();
  if (delays.length === 0) return <Sheet title={t('delays.title')} padded><EmptyState sentence={t('delays.empty')} /></Sheet>;
  const days = (value: number | null): string | null => (value === null ? null : words.days(value));
  return (
    <Sheet title={t('delays.title')}>
      <div className="quality-body rules-scroll">
        <p className="meta">{t('delays.note')}</p>
        <table className="table">
          <thead>
            <tr>
              <th>{t('cls')}</th>
              <th className="numeric">{t('delays.seen')}</th>
              <th className="numeric">{t('delays.median')}</th>
              <th className="numeric">{t('delays.p75')}</th>
              <th className="numeric">{t('delays.p90')}</th>
              <th className="numeric">{t('delays.inside')}</th>
              <th className="numeric">{t('interval')}</th>
              <th className="numeric">{t('of')}</th>
              <th className="numeric">{t('delays.waiting')}</th>
              <th>{t('delays.leftOut')}</th>
            </tr>
          </thead>
          <tbody>
            {delays.map(({ cls, days: figure, inside: share, waiting, leftOut }) => (
              <tr key={cls}>
                <th scope="row"><UrgencyBadge urgency={cls} size="inline" /></th>
                <td className="numeric">{f.number(figure.of)}</td>
                <td className="numeric strong">{days(figure.median)}</td>
                <td className="numeric">{days(figure.p75)}</td>
                <td className="numeric">{days(figure.p90)}</td>
                <td className="numeric strong">{words.percent(share)}</td>
                <td className="numeric">{words.percentLimits(share)}</td>
                <td className="numeric"><Of of={share.of}>{words.metOf(share)}</Of></td>
                <td className="numeric">{f.number(waiting)}</td>
                <td className="ink-2">{leftOut.map(({ reason, count }) => t('delays.reasonCount', { reason: t(`delays.reason.${reason}`), number: f.number(count) })).join(', ')}</td>
              </tr>
            ))}
            <tr>
              <th scope="row">{t('delays.all')}</th>
              <td className="numeric">{f.number(delays.reduce((sum, one) => sum + one.days.of, 0))}</td>
              <td colSpan={3} />
              <td className="numeric strong">{words.percent(inside)}</td>
              <td className="numeric">{words.percentLimits(inside)}</td>
              <td className="numeric"><Of of={inside.of}>{words.metOf(inside)}</Of></td>
              <td className="numeric">{f.number(delays.reduce((sum, { waiting }) => sum + waiting, 0))}</td>
              <td />
            </tr>
          </tbody>
        </table>
      </div>
    </Sheet>
  );
}

function BreachSheet({ delays }: Pick<QualityPeriod, 'delays'>): ReactElement {
  const { t } = useTranslation('triage-quality');
  const f = useFormat();
  const late = delays.filter(({ causes }) => causes.length > 0);
  if (late.length === 0) return <Sheet title={t('breaches.title')} padded><EmptyState sentence={t('breaches.empty')} /></Sheet>;
  const countOf = ({ causes }: QualityPeriod['delays'][number], cause: (typeof breachCauses)[number]): number => causes.find((one) => one.cause === cause)?.count ?? 0;
  return (
    <Sheet title={t('breaches.title')}>
      <div className="quality-body">
        <p className="meta">{t('breaches.note')}</p>
        <table className="table">
          <thead>
            <tr>
              <th>{t('breaches.cause')}</th>
              {late.map(({ cls }) => (
                <th key={cls} scope="col" className="numeric"><UrgencyBadge urgency={cls} size="inline" /></th>
              ))}
              <th className="numeric">{t('agreement.total')}</th>
            </tr>
          </thead>
          <tbody>
            {breachCauses.map((cause) => (
              <tr key={cause}>
                <th scope="row">{t(`breaches.causes.${cause}`)}</th>
                {late.map((one) => (
                  <td key={one.cls} className={countOf(one, cause) === 0 ? 'numeric ink-2' : 'numeric'}>{f.number(countOf(one, cause))}</td>
                ))}
                <td className="numeric strong">{f.number(late.reduce((sum, one) => sum + countOf(one, cause), 0))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Sheet>
  );
}
