import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppointmentView } from '#contract/appointments';
import { api } from '../link/client.ts';
import { now, wallDate } from '../text/format.ts';
import { useFormat } from '../text/use-format.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { CalendarGrid, type CalendarColumn } from './calendar-grid.tsx';

export interface SiteRoomsProps {
  readonly day: { readonly date: string; readonly zone: string };
  /** Null: the clinic itself. */
  readonly siteId: string | null;
  readonly siteName: string;
  /** The visits there. */
  readonly visits: readonly AppointmentView[];
  readonly selected: string | null;
  readonly onSelect: (id: string) => void;
}

/** The rooms and equipment of a site side by side, each with the visits that use it; one no longer used is shown while a visit has it. */
export function SiteRooms({ day, siteId, siteName, visits, selected, onSelect }: SiteRoomsProps): ReactElement {
  const { t } = useTranslation('sites');
  const f = useFormat();
  const resources = useQuery(api.resources.list.queryOptions()).data?.resources ?? [];
  const own = resources.filter((one) => one.siteId === siteId && (!one.retired || visits.some((visit) => visit.resources.some(({ id }) => id === one.id))));
  if (own.length === 0) return <EmptyState sentence={t('resource.none')} hint={t('view.roomsHint')} />;
  const columns = own.map(
    (one): CalendarColumn => ({
      key: one.id, label: one.name, hours: [{ startsAt: '00:00', endsAt: '23:59' }], away: [], isToday: day.date === wallDate(now().toString(), day.zone),
      head: (
        <>
          <b className="ellipsis">{one.name}</b>
          <span className="schedule-head-line">{t(`kind.${one.kind}`)}</span>
        </>
      ),
    }),
  );
  return (
    <CalendarGrid
      label={t('view.rooms', { site: siteName, date: f.date(day.date, 'full') })}
      zone={day.zone}
      columns={columns}
      columnOf={(visit) => visit.resources.find(({ id }) => own.some((one) => one.id === id))?.id ?? ''}
      visits={visits.filter((visit) => visit.resources.length > 0)}
      cancelled={[]}
      held={[]}
      selected={selected}
      onSelect={onSelect}
      hand={null}
      proposed={null}
    />
  );
}
