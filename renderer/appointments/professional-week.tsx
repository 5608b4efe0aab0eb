import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppointmentView, FreeSlot } from '#contract/appointments';
import type { Outputs } from '#contract/index';
import { useClinic } from '../session/session-state.ts';
import { formatName, now } from '../text/format.ts';
import { useFormat } from '../text/use-format.ts';
import { useAwayWords } from './away-words.ts';
import type { HandTarget } from './by-hand/use-hand.ts';
import { CalendarGrid } from './calendar-grid.tsx';
import { minutesOf } from './day-layout.ts';
import { useHeldStretches } from './held-blocks.ts';
import { onAxis } from './on-axis.ts';
import { useVisitWords } from './visit-words.ts';

type Week = Outputs['appointments']['week'];

export interface ProfessionalWeekProps {
  readonly week: Week;
  readonly selected: string | null;
  readonly onSelect: (id: string) => void;
  readonly proposed: FreeSlot | null;
  /** What follows a visit carried by hand; null where the caller books nothing. */
  readonly byHand: Pick<HandTarget, 'onMoved' | 'onTakenBack'> | null;
}

/** The week of one professional, days side by side; Saturday and Sunday where something happens. On paper, a list by day. */
export function ProfessionalWeek({ week, selected, onSelect, proposed, byHand }: ProfessionalWeekProps): ReactElement {
  const { t } = useTranslation('appointments');
  const f = useFormat();
  const awayWords = useAwayWords();
  const dateOf = (visit: AppointmentView): string => onAxis(visit, week.zone).localStart.slice(0, 10);
  const busy = new Set([...week.appointments, ...week.cancelled].map(dateOf));
  const days = week.days.filter((day, index) => index < 5 || day.hours.length > 0 || busy.has(day.date));
  const mine = proposed?.practitionerId === week.professional.practitionerId ? onAxis(proposed, week.zone) : null;
  const held = useHeldStretches(week.zone, (practitionerId, on) => (practitionerId === week.professional.practitionerId ? on : null));
  const from = mine ? minutesOf(mine.localStart.slice(11)) : 0;
  return (
    <>
      <CalendarGrid
        label={t('week.label', { who: week.professional.displayName, date: f.date(week.monday, 'long') })}
        zone={week.zone}
        columns={days.map((day) => ({
          key: day.date,
          label: f.date(day.date, 'full'),
          hours: day.hours,
          away: day.away,
          isToday: day.date === f.today,
          head: (
            <>
              <b className="ellipsis">{f.date(day.date, 'weekday')}</b>
              <span className="schedule-head-line">
                <span className="no-wrap">{t('list.count', { count: week.appointments.filter((visit) => dateOf(visit) === day.date).length })}</span>
                {day.away.length > 0 && <span className="ellipsis warn">{awayWords.all(day.away)}</span>}
              </span>
            </>
          ),
        }))}
        columnOf={dateOf}
        visits={week.appointments}
        held={held}
        cancelled={week.cancelled}
        selected={selected}
        onSelect={onSelect}
        hand={byHand && { ...byHand, zone: week.zone, placeIn: (date) => ({ practitionerId: week.professional.practitionerId, date }) }}
        proposed={mine && { column: mine.localStart.slice(0, 10), from, until: from + mine.minutes, label: t('team.proposed', { minutes: mine.minutes }) }}
      />
      <WeekPaper week={week} />
    </>
  );
}

/** The week as it prints: day by day, one line a visit. */
function WeekPaper({ week }: { readonly week: Week }): ReactElement {
  const { t } = useTranslation(['appointments', 'common']);
  const f = useFormat();
  const clinic = useClinic();
  const words = useVisitWords();
  return (
    <div className="print-only-this">
      <div className="print-repeat">
        <div className="schedule-paper-head">
          <h2>{t('week.label', { who: week.professional.displayName, date: f.date(week.monday, 'long') })}</h2>
          <p>
            {clinic.name} · {t('list.count', { count: week.appointments.length })} · {t('list.printedAt', { when: f.instant(now().toString()) })}
          </p>
        </div>
        {week.days.map(({ date }) => {
          const visits = week.appointments.filter((visit) => visit.localStart.slice(0, 10) === date);
          if (visits.length === 0) return null;
          return (
            <section key={date} className="schedule-paper-day">
              <h3 className="section-title">{f.date(date, 'full')}</h3>
              <table className="table schedule-table">
                <tbody>
                  {visits.map((visit) => (
                    <tr key={visit.id}>
                      <td className="tabular">{words.hours(visit)}</td>
                      <td>
                        <b>{formatName(visit.patient)}</b> {f.age(visit.patient.birthDate)}
                      </td>
                      <td className="tabular on-paper">{visit.patient.phone ?? ''}</td>
                      <td>{t(`common:modality.${visit.modality}`)}</td>
                      <td>{words.short(visit)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </section>
          );
        })}
      </div>
    </div>
  );
}
