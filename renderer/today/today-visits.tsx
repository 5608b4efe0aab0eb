import { AccessMark } from '../access/access-mark.tsx';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useRef, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppointmentView } from '#contract/appointments';
import { VisitStatusWord } from '../appointments/visit-status.tsx';
import { api } from '../link/client.ts';
import { useCaller } from '../session/session-state.ts';
import { formatName, now } from '../text/format.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Icon } from '../ui/icon.tsx';
import { modalityIcons } from '../ui/modality-mark.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { useShortcut } from '../ui/shortcut.ts';
import { SkeletonRows } from '../ui/skeleton.tsx';

/** Today's visits: one's own, or everybody's for who has no calendar. */
function useTodayVisits() {
  const f = useFormat();
  const { practitionerId } = useCaller();
  return useQuery(api.appointments.day.queryOptions({ input: { date: f.today, practitionerId }, refetchInterval: 60_000 }));
}

/** Visits by video or telephone still to come today: when, who, and whether consent is noted. */
export function DistanceVisits({ keys }: { readonly keys: string }): ReactElement {
  const { t } = useTranslation(['today', 'common']);
  const f = useFormat();
  const navigate = useNavigate();
  const day = useTodayVisits();
  const lines = useRef<HTMLUListElement>(null);
  const instant = now().toString();
  const visits = (day.data?.appointments ?? []).filter((visit) => (visit.modality === 'VIDEO' || visit.modality === 'PHONE') && visit.endsAt > instant && visit.status !== 'done' && visit.status !== 'no-show');
  useShortcut(keys, () => lines.current?.querySelector('button')?.focus(), { label: t('distance.title') });
  return (
    <Sheet title={t('distance.title')} note={day.data && visits.length} keys={keys}>
      {day.isPending && <SkeletonRows rows={2} />}
      {day.isError && <ErrorNotice what={t('visitsFailed')} error={day.error} onRetry={() => void day.refetch()} />}
      {day.data && visits.length === 0 && <EmptyState sentence={t('distance.empty')} />}
      <ul ref={lines}>
        {visits.map((visit) => (
          <li key={visit.id} className="today-line">
            <b className="tabular">{f.time(visit.localStart.slice(11))}</b>
            <span className="ellipsis">
              <b>{formatName(visit.patient)}</b> <AccessMark access={visit.patient.access} /> <span className="meta">{f.age(visit.patient.birthDate)}</span>
            </span>
            <span className="row">
              <span className={`today-icon today-icon-${visit.modality}`}>
                <Icon name={modalityIcons[visit.modality]} />
              </span>
              <span className="ink-2">{t(`common:modality.${visit.modality}`)}</span>
              <Consent visit={visit} />
            </span>
            <Button
              tone="text"
              small
              label={t('actionFor', { action: t('common:action.open'), name: formatName(visit.patient) })}
              onClick={() => void navigate({ to: '/schedule', search: { visitId: visit.id } })}
            >
              {t('common:action.open')}
            </Button>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}

function Consent({ visit }: { readonly visit: AppointmentView }): ReactElement {
  const { t } = useTranslation('today');
  if (visit.consent) return <span className="ink-2">{t('distance.noted')}</span>;
  return (
    <span className="row warn">
      <Icon name="alert" />
      {t('distance.missing')}
    </span>
  );
}

/** The day at the right: every visit in its order, the past ones paler. */
export function DayColumn({ keys }: { readonly keys: string }): ReactElement {
  const { t } = useTranslation('today');
  const f = useFormat();
  const navigate = useNavigate();
  const { practitionerId } = useCaller();
  const day = useTodayVisits();
  const lines = useRef<HTMLUListElement>(null);
  const instant = now().toString();
  const visits = day.data?.appointments ?? [];
  const title = practitionerId === null ? t('day.all') : t('day.mine');
  useShortcut(keys, () => lines.current?.querySelector('button')?.focus(), { label: title });
  return (
    <Sheet title={title} note={day.data && visits.length} keys={keys}>
      {day.isPending && <SkeletonRows rows={6} />}
      {day.data && visits.length === 0 && <EmptyState sentence={t('day.empty')} hint={t('day.emptyHint')} />}
      <ul ref={lines} className="today-day">
        {visits.map((visit) => (
          <li key={visit.id}>
            <button
              type="button"
              className={visit.endsAt <= instant || visit.status === 'done' || visit.status === 'no-show' ? 'today-visit is-past' : 'today-visit'}
              onClick={() => void navigate({ to: '/schedule', search: { visitId: visit.id } })}
            >
              <span className="tabular">{f.time(visit.localStart.slice(11))}</span>
              <span className={`today-event today-event-${visit.modality}`}>
                <Icon name={modalityIcons[visit.modality]} size="small" />
                <b className="ellipsis">{formatName(visit.patient)}</b>
                <AccessMark access={visit.patient.access} />
                <span className="ellipsis ink-2">{practitionerId === null ? visit.professionalName : (visit.reason ?? (visit.cls ? t('day.new', { cls: visit.cls }) : ''))}</span>
                {visit.status !== 'booked' && (
                  <span className="today-status">
                    <VisitStatusWord status={visit.status} />
                  </span>
                )}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
