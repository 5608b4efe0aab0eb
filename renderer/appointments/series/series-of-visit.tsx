import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppointmentView } from '#contract/appointments';
import { useFormat } from '../../text/use-format.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { VisitStatus } from '../visit-status.tsx';
import { useSeriesOf } from './use-series-of.ts';

/** The other visits booked with this one; nothing for a visit booked by itself. */
export function SeriesOfVisit({ visit }: { readonly visit: AppointmentView }): ReactElement | null {
  const { t } = useTranslation('slots');
  const f = useFormat();
  const { series, visits } = useSeriesOf(visit);
  if (series.isError) return <ErrorNotice what={t('series.readFailed')} error={series.error} onRetry={() => void series.refetch()} />;
  const index = visits.findIndex(({ id }) => id === visit.id);
  if (visits.length < 2 || index < 0) return null;
  return (
    <section className="stack visit-steps" aria-label={t('series.others')}>
      <h3 className="section-title">{t('series.member', { index: index + 1, count: visits.length })}</h3>
      <ol className="stack">
        {visits.map((one) => (
          <li key={one.id} className={one.id === visit.id ? 'strong' : undefined} aria-current={one.id === visit.id}>
            {f.date(one.localStart.slice(0, 10), 'weekday')}, {f.time(one.localStart.slice(11))} <span className="meta">{one.professionalName}</span> {one.status !== 'booked' && <VisitStatus status={one.status} />}
          </li>
        ))}
      </ol>
    </section>
  );
}
