import { useEffect, useRef, useState, type KeyboardEvent, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppointmentView } from '#contract/appointments';
import type { Away } from '#contract/away';
import { now, wallDate, wallTime } from '../text/format.ts';
import { useFormat } from '../text/use-format.ts';
import { useShortcut } from '../ui/shortcut.ts';
import { useAwayWords } from './away-words.ts';
import { HandWords, HeldBlock } from './by-hand/held-visit.tsx';
import { placeAfterKey } from './by-hand/hand-rules.ts';
import { type HandTarget, useHand } from './by-hand/use-hand.ts';
import { useHandGrid } from './by-hand/use-hand-grid.ts';
import { awayStretches, closedStretches, freedPlaces, minutesOf, placeOf, type PlacedHours, shownHours, strips, visitAfterArrow, type Stretch } from './day-layout.ts';
import type { HeldStretch } from './held-blocks.ts';
import { awayOnAxis, onAxis } from './on-axis.ts';
import { FreedBlock, VisitBlock } from './visit-block.tsx';

/** A professional of the team's day, or a day of a week. */
export interface CalendarColumn {
  readonly key: string;
  /** Spoken. */
  readonly label: string;
  readonly head: ReactNode;
  readonly hours: readonly PlacedHours[];
  /** What closes it, or a part of it. */
  readonly away: readonly Away[];
  readonly isToday: boolean;
}

export interface CalendarGridProps {
  readonly label: string;
  readonly zone: string;
  readonly columns: readonly CalendarColumn[];
  readonly columnOf: (visit: AppointmentView) => string;
  readonly visits: readonly AppointmentView[];
  /** Visits called off: their time shows as freed where nobody has taken it. */
  readonly cancelled: readonly AppointmentView[];
  readonly selected: string | null;
  readonly onSelect: (id: string) => void;
  /** Places held for somebody. */
  readonly held: readonly HeldStretch[];
  /** A place about to be taken, drawn dashed. */
  readonly proposed: (Stretch & { readonly column: string; readonly label: string }) | null;
  /** Where visits may be carried by hand; null: they are only looked at. */
  readonly hand: HandTarget | null;
}

/** One hour is 66 px at the ordinary font size. */
const remPerHour = 4.125;

/** Hours down, professionals or days across. One tab stop; the arrows move between visits. */
export function CalendarGrid({ label, zone, columns, columnOf, visits, cancelled, held: heldPlaces, selected, onSelect, proposed, hand: target }: CalendarGridProps): ReactElement {
  const f = useFormat();
  const { t } = useTranslation('visits');
  const awayWords = useAwayWords();
  const grid = useRef<HTMLDivElement>(null);
  const inColumns = (all: readonly AppointmentView[]) => all.map((visit) => onAxis(visit, zone)).map((visit) => ({ ...visit, column: columnOf(visit) }));
  const live = inColumns(visits);
  const placed = [...live, ...freedPlaces(live, inColumns(cancelled))];
  const shown = shownHours(columns, placed);
  const hours = Array.from({ length: shown.last - shown.first }, (_, index) => shown.first + index);
  const nowMinutes = useNowMinutes(zone);
  const today = wallDate(now().toString(), zone);
  const tabStop = placed.some((visit) => visit.id === selected) ? selected : (placed[0]?.id ?? null);

  const place = ({ from, until }: Stretch) => ({ top: `${((from - shown.first * 60) / 60) * remPerHour}rem`, height: `${((until - from) / 60) * remPerHour}rem` });
  const keys = columns.map(({ key }) => key);
  const hand = useHand(target);
  const { held } = hand;
  const handGrid = useHandGrid({ grid, visits: target ? live : [], columns: keys, shown, hand });
  const focusVisit = (id: string): void => grid.current?.querySelector<HTMLElement>(`[data-visit="${id}"]`)?.focus();
  const onKeyDown = (event: KeyboardEvent): void => {
    if (handGrid.takesKey(event)) return event.preventDefault();
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const next = visitAfterArrow(event.key, placed, keys, selected);
    if (next === null) return;
    event.preventDefault();
    onSelect(next);
    focusVisit(next);
  };
  const gridTemplateColumns = `2.75rem repeat(${columns.length}, minmax(8.8125rem, 1fr))`;
  const sideBySide = strips(live);
  const width = (id: string): { left?: string; right?: string } => {
    const strip = sideBySide.get(id);
    if (!strip || strip.of === 1) return {};
    return { left: `calc(${(strip.at / strip.of) * 100}% + 2px)`, right: `calc(${((strip.of - strip.at - 1) / strip.of) * 100}% + ${strip.at === strip.of - 1 ? 5 : 1}px)` };
  };
  const block = (visit: (typeof placed)[number]): ReactElement => {
    const common = { visit, isHeld: visit.id === held?.visit.id, style: { ...place(placeOf(visit)), ...width(visit.id) }, isSelected: visit.id === selected, isTabStop: visit.id === tabStop, onSelect: () => onSelect(visit.id) };
    if (visit.status === 'cancelled') return <FreedBlock key={visit.id} {...common} />;
    const date = visit.localStart.slice(0, 10);
    return <VisitBlock key={visit.id} {...common} state={date === today ? timeState(placeOf(visit), nowMinutes) : date < today ? 'past' : 'ahead'} />;
  };

  /** The same from elsewhere on the page: the selected visit takes the keyboard. */
  const begin = (key: string) => (): void => {
    const visit = live.find((one) => one.id === selected);
    if (!visit) return;
    focusVisit(visit.id);
    hand.hold(visit, (from) => placeAfterKey({ key, shiftKey: true }, from, keys) ?? from);
  };
  const mayBegin = target !== null && live.some((one) => one.id === selected && one.status === 'booked');
  useShortcut('Shift+ArrowDown', begin('ArrowDown'), { label: t('hand.help'), enabled: mayBegin });
  useShortcut('Plus', begin('+'), { label: t('hand.helpLonger'), enabled: mayBegin });

  return (
    <>
      <div
        className={held ? 'schedule-day is-holding' : 'schedule-day'}
        ref={grid}
        onKeyDown={onKeyDown}
        onPointerDown={handGrid.onPointerDown}
        onPointerMove={handGrid.onPointerMove}
        onPointerUp={handGrid.onPointerUp}
        onPointerCancel={handGrid.onPointerCancel}
        onBlur={handGrid.onBlur}
        role="group"
        // It scrolls: the arrows must reach it where no visit takes the keyboard.
        tabIndex={live.length === 0 ? 0 : undefined}
        aria-label={label}
      >
        <div className="schedule-heads" style={{ gridTemplateColumns }}>
          <span />
          {columns.map((column) => (
            <div key={column.key} className={column.isToday ? 'schedule-head is-today' : 'schedule-head'}>
              {column.head}
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
          {columns.map((column) => (
            <div key={column.key} className="schedule-column" role="group" aria-label={column.label}>
              {closedStretches(column, shown).map((closed) => (
                <div key={closed.from} className="schedule-closed" style={place(closed)} />
              ))}
              {column.away.flatMap((away) =>
                awayStretches(awayOnAxis(away, zone), column.hours, shown).map((stretch) => (
                  <div key={away.key + String(stretch.from)} className="schedule-away" style={place(stretch)}>
                    <span>{awayWords.what(away)}</span>
                  </div>
                )),
              )}
              {heldPlaces
                .filter((one) => one.column === column.key)
                .map((one) => (
                  <div key={one.id} className="schedule-hold" style={place(one)} role="note">
                    <span>{one.label}</span>
                  </div>
                ))}
              {placed.filter((visit) => visit.column === column.key).map(block)}
              {held?.place.column === column.key && <HeldBlock hand={hand} style={place({ from: held.place.from, until: held.place.from + held.place.minutes })} />}
              {proposed?.column === column.key && (
                <div className="schedule-proposed" style={place(proposed)}>
                  <b>{proposed.label}</b>
                </div>
              )}
            </div>
          ))}
          {columns.some((column) => column.isToday) && nowMinutes >= shown.first * 60 && nowMinutes <= shown.last * 60 && (
            <div className="schedule-now" style={{ top: `${((nowMinutes - shown.first * 60) / 60) * remPerHour}rem` }} aria-hidden="true">
              <span>{f.instantTime(now().toString(), zone)}</span>
            </div>
          )}
        </div>
      </div>
      <HandWords hand={hand} nameOf={(key) => columns.find((column) => column.key === key)?.label ?? ''} onDone={focusVisit} />
    </>
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
