import { useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppointmentView } from '#contract/appointments';
import type { Outputs } from '#contract/index';
import { api } from '../link/client.ts';
import { useFormat } from '../text/use-format.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { SegmentedControl } from '../ui/segmented-control.tsx';
import { CalendarGrid, type CalendarColumn } from './calendar-grid.tsx';
import { TeamDay, type TeamDayProps } from './team-day.tsx';
import { useVisitWords } from './visit-words.ts';

type Day = Outputs['appointments']['day'];

export interface SiteDayProps extends Pick<TeamDayProps, 'selected' | 'onSelect' | 'byHand'> {
  readonly day: Day;
}

const itself = '';

/** The day of one site: the professionals who work there side by side, or its rooms and equipment. */
export function SiteDay({ day, selected, onSelect, byHand }: SiteDayProps): ReactElement {
  const { t } = useTranslation(['sites', 'appointments']);
  const f = useFormat();
  const words = useVisitWords();
  const sites = (useQuery(api.sites.list.queryOptions()).data?.sites ?? []).filter(({ retired }) => !retired);
  const resources = useQuery(api.resources.list.queryOptions()).data?.resources ?? [];
  const [chosen, setChosen] = useState<string | null>(null);
  const [by, setBy] = useState<'people' | 'rooms'>('people');
  const hasItself = day.professionals.some(({ hours }) => hours.some(({ siteId }) => siteId === null)) || sites.length === 0;
  const siteId = chosen ?? (hasItself ? itself : (sites[0]?.id ?? itself));
  const isHere = (id: string | null | undefined): boolean => (id ?? itself) === siteId;
  const here = (visits: readonly AppointmentView[]): AppointmentView[] => visits.filter(({ site }) => isHere(site?.id));
  const visits = here(day.appointments);
  const present = new Set(visits.map(({ practitionerId }) => practitionerId));
  const professionals = day.professionals
    .map((person) => ({ ...person, hours: person.hours.filter((hours) => isHere(hours.siteId)), away: person.away.filter(({ siteIds }) => siteIds === undefined || siteIds.some(isHere)) }))
    .filter((person) => person.hours.length > 0 || present.has(person.practitionerId));
  const own = resources.filter((one) => isHere(one.siteId) && (!one.retired || visits.some((visit) => visit.resources.some(({ id }) => id === one.id))));
  const site = sites.find(({ id }) => id === siteId);
  const columns = own.map(
    (one): CalendarColumn => ({
      key: one.id, label: one.name, hours: [{ startsAt: '00:00', endsAt: '23:59' }], away: [], isToday: day.date === f.today,
      head: (
        <>
          <b className="ellipsis">{one.name}</b>
          <span className="schedule-head-line">{t(`sites:kind.${one.kind}`)}</span>
        </>
      ),
    }),
  );
  return (
    <>
      <div className="schedule-tools no-print">
        <label className="row">
          <span className="meta">{t('sites:site')}</span>
          <select className="input" value={siteId} onChange={(event) => setChosen(event.target.value)}>
            {hasItself && <option value={itself}>{t('sites:clinicItself')}</option>}
            {sites.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </select>
        </label>
        <SegmentedControl
          label={t('sites:view.columns')}
          options={[
            { value: 'people', label: t('sites:view.people') },
            { value: 'rooms', label: t('sites:resource.title') },
          ]}
          value={by}
          onChange={setBy}
        />
        <span className="meta">
          {t('appointments:list.count', { count: visits.length })}
          {site && site.zone !== day.zone && `, ${t('sites:view.axis', { zone: words.zone(day.zone), own: words.zone(site.zone) })}`}
        </span>
      </div>
      {by === 'people' &&
        (professionals.length === 0 ? (
          <EmptyState sentence={t('sites:view.nobody')} />
        ) : (
          <TeamDay date={day.date} zone={day.zone} professionals={professionals} visits={visits} cancelled={here(day.cancelled)} selected={selected} onSelect={onSelect} byHand={byHand} proposed={null} />
        ))}
      {by === 'rooms' &&
        (columns.length === 0 ? (
          <EmptyState sentence={t('sites:resource.none')} hint={t('sites:view.roomsHint')} />
        ) : (
          <CalendarGrid
            label={t('sites:view.rooms', { site: site?.name ?? t('sites:clinicItself'), date: f.date(day.date, 'full') })}
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
        ))}
    </>
  );
}
