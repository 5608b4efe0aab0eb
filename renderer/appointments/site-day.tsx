import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Outputs } from '#contract/index';
import { api } from '../link/client.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { SegmentedControl } from '../ui/segmented-control.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { SiteRooms } from './site-rooms.tsx';
import { TeamDay, type TeamDayProps } from './team-day.tsx';
import { useVisitWords } from './visit-words.ts';

export interface SiteDayProps extends Pick<TeamDayProps, 'selected' | 'onSelect' | 'byHand'> {
  readonly day: Outputs['appointments']['day'];
}

const itself = '';
const refreshMilliseconds = 60_000;

/** The day of one site, on its own clock: the professionals who work there side by side, or its rooms and equipment. */
export function SiteDay({ day: clinicDay, selected, onSelect, byHand }: SiteDayProps): ReactElement {
  const { t } = useTranslation(['sites', 'appointments']);
  const words = useVisitWords();
  const sites = (useQuery(api.sites.list.queryOptions()).data?.sites ?? []).filter(({ retired }) => !retired);
  const [chosen, setChosen] = useState<string | null>(null);
  const [by, setBy] = useState<'people' | 'rooms'>('people');
  const hasItself = clinicDay.professionals.some(({ hours }) => hours.some(({ siteId }) => siteId === null)) || sites.length === 0;
  const siteId = chosen ?? (hasItself ? itself : (sites[0]?.id ?? itself));
  const site = sites.find(({ id }) => id === siteId);
  // The day of a site on another clock is not the clinic's.
  const hasOwnClock = site !== undefined && site.zone !== clinicDay.zone;
  const ownDay = useQuery(
    api.appointments.day.queryOptions({ input: { date: clinicDay.date, practitionerId: null, siteId }, enabled: hasOwnClock, placeholderData: keepPreviousData, refetchInterval: refreshMilliseconds }),
  );
  const day = hasOwnClock ? ownDay.data : clinicDay;
  const isHere = (id: string | null | undefined): boolean => (id ?? itself) === siteId;
  const visits = day?.appointments.filter((visit) => isHere(visit.site?.id)) ?? [];
  const present = new Set(visits.map(({ practitionerId }) => practitionerId));
  const professionals = (day?.professionals ?? [])
    .map((person) => ({ ...person, hours: person.hours.filter((hours) => isHere(hours.siteId)), away: person.away.filter(({ siteIds }) => siteIds === undefined || siteIds.some(isHere)) }))
    .filter((person) => person.hours.length > 0 || present.has(person.practitionerId));
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
          {hasOwnClock && `, ${t('sites:view.clock', { zone: words.zone(site.zone) })}`}
        </span>
      </div>
      {hasOwnClock && ownDay.isError && <ErrorNotice what={t('appointments:bar.failed')} error={ownDay.error} onRetry={() => void ownDay.refetch()} />}
      {hasOwnClock && ownDay.isPending && <SkeletonRows rows={12} />}
      {day && by === 'people' && (
        professionals.length === 0 ? (
          <EmptyState sentence={t('sites:view.nobody')} />
        ) : (
          <TeamDay date={day.date} zone={day.zone} professionals={professionals} visits={visits} cancelled={day.cancelled.filter((visit) => isHere(visit.site?.id))} selected={selected} onSelect={onSelect} byHand={byHand} proposed={null} />
        )
      )}
      {day && by === 'rooms' && <SiteRooms day={day} siteId={site?.id ?? null} siteName={site?.name ?? t('sites:clinicItself')} visits={visits} selected={selected} onSelect={onSelect} />}
    </>
  );
}
