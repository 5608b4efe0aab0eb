import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppointmentView, ProfessionalDay } from '#contract/appointments';
import { now, wallDate } from '../text/format.ts';
import { useFormat } from '../text/use-format.ts';
import { useAwayWords } from './away-words.ts';
import type { HandTarget } from './by-hand/use-hand.ts';
import { CalendarGrid } from './calendar-grid.tsx';
import { useHeldStretches } from './held-blocks.ts';
import { useVisitWords } from './visit-words.ts';
import { WeekLoad } from './week-load.tsx';

export interface TeamDayProps {
  readonly date: string;
  readonly zone: string;
  readonly professionals: readonly ProfessionalDay[];
  readonly visits: readonly AppointmentView[];
  readonly cancelled: readonly AppointmentView[];
  readonly selected: string | null;
  readonly onSelect: (id: string) => void;
  /** A place about to be taken. */
  readonly proposed: { readonly practitionerId: string; readonly from: number; readonly until: number } | null;
  /** What follows a visit carried by hand; null where the caller books nothing. */
  readonly byHand: Pick<HandTarget, 'onMoved' | 'onTakenBack'> | null;
}

/** The day of the team, professionals side by side. */
export function TeamDay({ date, zone, professionals, visits, cancelled, selected, onSelect, proposed, byHand }: TeamDayProps): ReactElement {
  const { t } = useTranslation('appointments');
  const f = useFormat();
  const words = useVisitWords();
  const awayWords = useAwayWords();
  const shown = new Set(professionals.map(({ practitionerId }) => practitionerId));
  const held = useHeldStretches(zone, (practitionerId, on) => (on === date && shown.has(practitionerId) ? practitionerId : null));
  return (
    <CalendarGrid
      label={t('team.label', { date: f.date(date, 'full') })}
      zone={zone}
      columns={professionals.map((person) => ({
        key: person.practitionerId,
        label: person.displayName,
        hours: person.hours,
        away: person.away,
        isToday: date === wallDate(now().toString(), zone),
        head: (
          <>
            <b className="ellipsis" title={person.displayName}>
              {person.shortName}
            </b>
            <span className="schedule-head-line">
              <span className={person.away.length > 0 ? 'ellipsis grow warn' : 'ellipsis grow'}>{person.away.length > 0 ? awayWords.all(person.away) : words.role(person.role)}</span>
              <WeekLoad person={person} />
            </span>
          </>
        ),
      }))}
      columnOf={(visit) => visit.practitionerId}
      visits={visits}
      held={held}
      cancelled={cancelled}
      selected={selected}
      onSelect={onSelect}
      hand={byHand && { ...byHand, zone, placeIn: (practitionerId) => ({ practitionerId, date }) }}
      proposed={proposed && { ...proposed, column: proposed.practitionerId, label: t('team.proposed', { minutes: proposed.until - proposed.from }) }}
    />
  );
}
