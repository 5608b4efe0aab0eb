import { memo, useMemo, useRef, type KeyboardEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { WeekVisit } from '#contract/appointments';
import type { Outputs } from '#contract/index';
import { formatName, now } from '../../text/format.ts';
import { useClinic } from '../../session/session-state.ts';
import { useFormat } from '../../text/use-format.ts';
import { Icon } from '../../ui/icon.tsx';
import { modalityIcons } from '../../ui/modality-mark.tsx';
import { ModalityLegend } from '../modality-legend.tsx';
import { useAwayWords } from '../away-words.ts';
import { statusIcons } from '../visit-status.tsx';
import { useVisitWords } from '../visit-words.ts';
import { WeekLoad } from '../week-load.tsx';
import { cellsOf, dateOf, visitAfterKey } from './week-cells.ts';

type Week = Outputs['appointments']['clinicWeek'];
type Professional = Week['professionals'][number];

export interface ClinicWeekProps {
  readonly week: Week;
  readonly selected: string | null;
  readonly onSelect: (id: string) => void;
}

const noVisits: ReadonlyMap<string, readonly WeekVisit[]> = new Map();

/** The week of the whole clinic: a row a professional, a column a day, a line a visit. One tab stop; the arrows move between visits. */
export function ClinicWeek({ week, selected, onSelect }: ClinicWeekProps): ReactElement {
  const { t } = useTranslation('appointments');
  const f = useFormat();
  const clinic = useClinic();
  const grid = useRef<HTMLDivElement>(null);
  const { visits } = week;
  const cells = useMemo(() => cellsOf(visits), [visits]);
  const byId = useMemo(() => new Map(visits.map((visit) => [visit.id, visit])), [visits]);
  const busy = useMemo(() => new Set(visits.map(dateOf)), [visits]);
  const professionals = week.professionals.filter((person) => person.hasHours || cells.has(person.practitionerId));
  const dates = (professionals[0]?.days ?? []).map(({ date }) => date).filter((date, index) => index < 5 || busy.has(date) || professionals.some(({ days }) => days[index]?.isOpen));
  const present = selected === null ? null : (byId.get(selected) ?? null);
  const shape = { cells, professionals: professionals.map(({ practitionerId }) => practitionerId), dates };
  const tabStop = present?.id ?? visitAfterKey('ArrowDown', shape, null);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const next = visitAfterKey(event.key, shape, present);
    if (next === null) return;
    event.preventDefault();
    onSelect(next);
    grid.current?.querySelector<HTMLElement>(`[data-visit="${next}"]`)?.focus();
  };
  return (
    <>
      <div className="clinic-week print-only-this" ref={grid} onKeyDown={onKeyDown} role="group" aria-label={t('clinicWeek.label', { date: f.date(week.monday, 'long') })}>
        <div className="schedule-paper-head print-repeat">
          <h2>{t('clinicWeek.label', { date: f.date(week.monday, 'long') })}</h2>
          <p>
            {clinic.name} · {t('list.count', { count: visits.length })} · {t('list.printedAt', { when: f.instant(now().toString()) })}
          </p>
        </div>
        {!week.isWhole && (
          <p className="note note-warn">
            <Icon name="alert" />
            {t('clinicWeek.cut', { count: visits.length })}
          </p>
        )}
        <div className="clinic-week-heads" style={{ gridTemplateColumns: tracks(dates.length) }}>
          <span />
          {dates.map((date) => (
            <b key={date} className={date === f.today ? 'clinic-week-head is-today' : 'clinic-week-head'}>
              {f.date(date, 'weekday')}
            </b>
          ))}
        </div>
        {professionals.map((person) => (
          <ProfessionalRow
            key={person.practitionerId}
            person={person}
            dates={dates}
            visits={cells.get(person.practitionerId) ?? noVisits}
            selected={present?.practitionerId === person.practitionerId ? present.id : null}
            tabStop={tabStop !== null && byId.get(tabStop)?.practitionerId === person.practitionerId ? tabStop : null}
            onSelect={onSelect}
          />
        ))}
      </div>
      <ModalityLegend />
    </>
  );
}

const tracks = (days: number): string => `9.5rem repeat(${days}, minmax(6rem, 1fr))`;

interface RowProps {
  readonly person: Professional;
  readonly dates: readonly string[];
  readonly visits: ReadonlyMap<string, readonly WeekVisit[]>;
  readonly selected: string | null;
  readonly tabStop: string | null;
  readonly onSelect: (id: string) => void;
}

/** One professional's week. Drawn again only where something of theirs changed: a selection touches two rows of two hundred. */
const ProfessionalRow = memo(
  function ProfessionalRow({ person, dates, visits, selected, tabStop, onSelect }: RowProps): ReactElement {
    const f = useFormat();
    const words = useVisitWords();
    const away = useAwayWords();
    return (
      <div className="clinic-week-row" role="group" aria-label={person.displayName} style={{ gridTemplateColumns: tracks(dates.length) }}>
        <div className="clinic-week-who">
          <b className="ellipsis" title={person.displayName}>
            {person.shortName}
          </b>
          <span className="schedule-head-line">
            <span className="ellipsis grow">{words.role(person.role)}</span>
            <WeekLoad person={person} />
          </span>
        </div>
        {dates.map((date) => {
          const day = person.days.find((one) => one.date === date);
          return (
            <div key={date} className={`clinic-week-day${day?.isOpen ? '' : ' is-closed'}${date === f.today ? ' is-today' : ''}`}>
              {day && day.away.length > 0 && <span className="clinic-week-away ellipsis">{away.all(day.away)}</span>}
              {(visits.get(date) ?? []).map((visit) => (
                <VisitLine key={visit.id} visit={visit} isSelected={visit.id === selected} isTabStop={visit.id === tabStop} onSelect={onSelect} />
              ))}
            </div>
          );
        })}
      </div>
    );
  },
  (before, after) =>
    before.person === after.person && before.visits === after.visits && before.selected === after.selected && before.tabStop === after.tabStop && before.dates.join() === after.dates.join(),
);

interface LineProps {
  readonly visit: WeekVisit;
  readonly isSelected: boolean;
  readonly isTabStop: boolean;
  readonly onSelect: (id: string) => void;
}

function VisitLine({ visit, isSelected, isTabStop, onSelect }: LineProps): ReactElement {
  const { t } = useTranslation(['common', 'visits']);
  const f = useFormat();
  const words = useVisitWords();
  const name = formatName(visit.patient);
  const spoken = [words.hours(visit), name, t(`common:modality.${visit.modality}`), visit.status === 'booked' ? '' : t(`visits:status.${visit.status}`)].filter(Boolean).join(', ');
  return (
    <button
      type="button"
      data-visit={visit.id}
      className={`clinic-week-visit schedule-visit-${visit.modality} is-${visit.status}`}
      aria-pressed={isSelected}
      aria-label={spoken}
      tabIndex={isTabStop ? 0 : -1}
      onClick={() => onSelect(visit.id)}
    >
      <Icon name={modalityIcons[visit.modality]} size="small" />
      <span className="tabular">{f.time(visit.localStart.slice(11))}</span>
      <b className="ellipsis grow">{name}</b>
      {visit.status !== 'booked' && <Icon name={statusIcons[visit.status]} size="small" />}
    </button>
  );
}
