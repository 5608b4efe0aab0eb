import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useDrugWords } from '../treatments/use-drug-words.ts';
import { useTreatmentWords } from '../treatments/use-treatment-words.ts';
import { type ChartAxis, laneHeight } from './chart-axis.ts';
import type { DrugLane } from './drug-lanes.ts';

/** Width of a letter of a band's words, as far as it can be known without drawing it. */
const letter = 5.7;

export interface TherapyLanesProps {
  readonly lanes: readonly DrugLane[];
  readonly axis: ChartAxis;
  readonly top: number;
  readonly clip: string;
}

/** Bands of treatment: a lane a drug, a band a dose; a cross and the reason where it ended, a diamond where the product changed, a triangle where it did harm. */
export function TherapyLanes({ lanes, axis, top, clip }: TherapyLanesProps): ReactElement {
  return (
    <g>
      {lanes.map((lane, index) => (
        <Lane key={lane.key} lane={lane} axis={axis} top={top + index * laneHeight} clip={clip} />
      ))}
    </g>
  );
}

function Lane({ lane, axis, top, clip }: { readonly lane: DrugLane; readonly axis: ChartAxis; readonly top: number; readonly clip: string }): ReactElement {
  const { t } = useTranslation(['timeline', 'treatments']);
  const words = useTreatmentWords();
  const drugWords = useDrugWords();
  const middle = top + laneHeight / 2;
  const isSeen = (day: number): boolean => day >= axis.window.from && day <= axis.window.to;
  const end = axis.left + axis.plot;
  return (
    <g>
      <text className="course-drug" x={0} y={middle + 4}>
        {drugWords(lane.name)}
      </text>
      <g clipPath={clip}>
        <line className="course-lane" x1={axis.left} x2={end} y1={top + laneHeight - 0.5} y2={top + laneHeight - 0.5} />
        {lane.bands.map((band, index) => {
          const [from, to] = [axis.x(band.from), axis.x(band.to)];
          const isPaler = index > 0 && lane.switches.some(({ day }) => day <= band.from);
          const room = Math.min(to, end) - Math.max(from, axis.left) - 10;
          const said = band.dose && fitting([words.dose(band.dose), shortDose(band.dose.dose, words)], room);
          return (
            <g key={band.key}>
              <path className={`course-band is-${lane.drugClass}${isPaler ? ' is-paler' : ''}`} d={`M${from} ${top + 2}H${to}${band.isOpen ? `L${to + 5} ${middle}L${to} ${top + laneHeight - 3}` : `V${top + laneHeight - 3}`}H${from}Z`} />
              {index > 0 && <line className="course-dose" x1={from} x2={from} y1={top + 2} y2={top + laneHeight - 3} />}
              {said && (
                <text className="course-band-word" x={Math.max(from, axis.left) + 5} y={middle + 3.5}>
                  {said}
                </text>
              )}
            </g>
          );
        })}
        {lane.switches.map(({ day }) => (
          <path key={day} className="course-switch" d={`M${axis.x(day)} ${middle - 5}l4.5 4.5l-4.5 4.5l-4.5 -4.5Z`} />
        ))}
        {lane.stops.map(({ day, treatment, until }) => {
          const x = axis.x(day);
          const note = treatment.stopReason === 'other' && treatment.stopNote !== '' ? treatment.stopNote : null;
          const reason = note ?? (treatment.stopReason === null ? null : t(`treatments:stopReason.${treatment.stopReason}`));
          const room = Math.min(axis.x(until), end) - x - 14;
          return (
            <g key={treatment.id}>
              <path className="course-stop" d={`M${x + 3} ${middle - 4.5}l8 8m0 -8l-8 8`} />
              {reason && isSeen(day) && fitting([reason], room) && (
                <text x={x + 15} y={middle + 3.5}>
                  {reason}
                </text>
              )}
            </g>
          );
        })}
        {lane.events.map(({ day, event }) => {
          // What ended the line is left of its cross.
          const x = axis.x(day) - (lane.stops.some((stop) => Math.abs(stop.day - day) < 7) ? 7 : 0);
          return (
            <g key={event.id}>
              <path className={event.serious ? 'course-event is-serious' : 'course-event'} d={`M${x} ${top + 1.5}l5.5 10.5h-11Z`} />
              <text className="course-event-grade" x={x} y={top + 11} textAnchor="middle">
                {event.grade}
              </text>
            </g>
          );
        })}
      </g>
    </g>
  );
}

/** The first words that have room; null where none have. */
function fitting(said: readonly (string | null)[], room: number): string | null {
  return said.find((words) => words !== null && words.length * letter <= room) ?? null;
}

function shortDose(dose: NonNullable<DrugLane['bands'][number]['dose']>['dose'], words: ReturnType<typeof useTreatmentWords>): string | null {
  return dose && words.dose({ dose: { ...dose, asNeeded: false }, route: null, text: null, from: null, to: null })?.split(' ')[0] || null;
}
