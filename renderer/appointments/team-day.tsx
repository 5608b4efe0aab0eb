import { useEffect, useRef, useState, type KeyboardEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppointmentView, ProfessionalDay } from '#contract/appointments';
import { now, wallTime } from '../text/format.ts';
import { useFormat } from '../text/use-format.ts';
import { Icon } from '../ui/icon.tsx';
import { closedStretches, freedPlaces, minutesOf, placeOf, shownHours, visitAfterArrow, type Stretch } from './day-layout.ts';
import { FreedBlock, VisitBlock } from './visit-block.tsx';
import { useVisitWords } from './visit-words.ts';

export interface TeamDayProps {
  readonly date: string;
  readonly zone: string;
  readonly professionals: readonly ProfessionalDay[];
  readonly visits: readonly AppointmentView[];
  /** Visits called off: their time shows as freed where nobody has taken it. */
  readonly cancelled: readonly AppointmentView[];
  readonly selected: string | null;
  readonly onSelect: (id: string) => void;
  /** A place about to be taken, drawn dashed. */
  readonly proposed: { readonly practitionerId: string; readonly from: number; readonly until: number } | null;
}

/** One hour is 66 px at the ordinary font size. */
const remPerHour = 4.125;
/** Above this share of the week's hours the load is a warning. */
const heavyLoad = 85;

/** The day of the team, professionals side by side. One tab stop; the arrows move between visits. */
export function TeamDay({ date, zone, professionals, visits: live, cancelled, selected, onSelect, proposed }: TeamDayProps): ReactElement {
  const { t } = useTranslation('appointments');
  const f = useFormat();
  const words = useVisitWords();
  const grid = useRef<HTMLDivElement>(null);
  const visits = [...live, ...freedPlaces(live, cancelled)];
  const shown = shownHours(professionals, visits);
  const hours = Array.from({ length: shown.last - shown.first }, (_, index) => shown.first + index);
  const columns = professionals.map((person) => person.practitionerId);
  const nowMinutes = useNowMinutes(zone);
  const isToday = date === f.today;
  const tabStop = visits.some((visit) => visit.id === selected) ? selected : (visits[0]?.id ?? null);

  const place = ({ from, until }: Stretch) => ({ top: `${((from - shown.first * 60) / 60) * remPerHour}rem`, height: `${((until - from) / 60) * remPerHour}rem` });
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const next = visitAfterArrow(event.key, visits, columns, selected);
    if (next === null) return;
    event.preventDefault();
    onSelect(next);
    grid.current?.querySelector<HTMLElement>(`[data-visit="${next}"]`)?.focus();
  };
  const gridTemplateColumns = `2.75rem repeat(${professionals.length}, minmax(8.8125rem, 1fr))`;

  return (
    <div className="schedule-day" ref={grid} onKeyDown={onKeyDown} role="group" aria-label={t('team.label', { date: f.date(date, 'full') })}>
      <div className="schedule-heads" style={{ gridTemplateColumns }}>
        <span />
        {professionals.map((person) => (
          <div key={person.practitionerId} className="schedule-head">
            <b className="ellipsis" title={person.displayName}>
              {person.shortName}
            </b>
            <span className="schedule-head-line">
              <span className="ellipsis grow">{words.role(person.role)}</span>
              <WeekLoad person={person} />
            </span>
          </div>
        ))}
      </div>
      <div className="schedule-grid" style={{ gridTemplateColumns, height: `${hours.length * remPerHour}rem` }}>
        {hours.map((hour, index) => (
          <div key={hour} className="schedule-hour" style={{ top: `${index * remPerHour}rem`, height: `${remPerHour}rem` }} aria-hidden="true">
            <span>{f.language === 'fr' ? `${hour}\u00A0h` : `${hour}:00`}</span>
          </div>
        ))}
        <span />
        {professionals.map((person) => (
          <div key={person.practitionerId} className="schedule-column" role="group" aria-label={person.displayName}>
            {closedStretches(person, shown).map((closed) => (
              <div key={closed.from} className="schedule-closed" style={place(closed)} />
            ))}
            {visits
              .filter((visit) => visit.practitionerId === person.practitionerId)
              .map((visit) =>
                visit.status === 'cancelled' ? (
                  <FreedBlock key={visit.id} visit={visit} style={place(placeOf(visit))} isSelected={visit.id === selected} isTabStop={visit.id === tabStop} onSelect={() => onSelect(visit.id)} />
                ) : (
                  <VisitBlock
                    key={visit.id}
                    visit={visit}
                    style={place(placeOf(visit))}
                    state={isToday ? timeState(placeOf(visit), nowMinutes) : date < f.today ? 'past' : 'ahead'}
                    isSelected={visit.id === selected}
                    isTabStop={visit.id === tabStop}
                    onSelect={() => onSelect(visit.id)}
                  />
                ),
              )}
            {proposed?.practitionerId === person.practitionerId && (
              <div className="schedule-proposed" style={place(proposed)}>
                <b>{t('team.proposed', { minutes: proposed.until - proposed.from })}</b>
              </div>
            )}
          </div>
        ))}
        {isToday && nowMinutes >= shown.first * 60 && nowMinutes <= shown.last * 60 && (
          <div className="schedule-now" style={{ top: `${((nowMinutes - shown.first * 60) / 60) * remPerHour}rem` }} aria-hidden="true">
            <span>{f.instantTime(now().toString(), zone)}</span>
          </div>
        )}
      </div>
    </div>
  );
}

function WeekLoad({ person }: { readonly person: ProfessionalDay }): ReactElement | null {
  const { t } = useTranslation('appointments');
  if (person.weekOpen === 0) return null;
  const percent = Math.round((person.weekBooked / person.weekOpen) * 100);
  const label = t('team.load', { percent });
  return (
    <span className={percent > heavyLoad ? 'schedule-load warn' : 'schedule-load'} title={label}>
      {percent > heavyLoad && <Icon name="alert" size="small" />}
      <span aria-hidden="true">{t('team.percent', { percent })}</span>
      <span className="visually-hidden">{label}</span>
    </span>
  );
}

function timeState(place: Stretch, nowMinutes: number): 'past' | 'current' | 'ahead' {
  if (place.until <= nowMinutes) return 'past';
  return place.from <= nowMinutes ? 'current' : 'ahead';
}

/** Wall minutes now in the zone, kept true every half minute. */
function useNowMinutes(zone: string): number {
  const read = (): number => minutesOf(wallTime(now().toString(), zone));
  const [minutes, setMinutes] = useState(read);
  useEffect(() => {
    const timer = setInterval(() => setMinutes(read()), 30_000);
    return () => clearInterval(timer);
  });
  return minutes;
}
