import type { TimelineTreatment } from '#contract/timeline.ts';
import { dayOf, lastDayOf } from './time-window.ts';

/** Treatments as bands on lanes, one lane a drug. Pure. */

/** A stretch of one dose. */
export interface DrugBand {
  readonly key: string;
  readonly from: number;
  readonly to: number;
  /** It goes on after today. */
  readonly isOpen: boolean;
  readonly dose: TimelineTreatment['doses'][number] | null;
}

export interface DrugLane {
  readonly key: string;
  readonly name: string;
  readonly drugClass: TimelineTreatment['drugClass'];
  readonly bands: readonly DrugBand[];
  /** Where a line ended, and until when there is room to say why. */
  readonly stops: readonly { readonly day: number; readonly treatment: TimelineTreatment; readonly until: number }[];
  /** Where a line of another product of the same drug follows: a biosimilar, another brand. */
  readonly switches: readonly { readonly day: number; readonly text: string }[];
  readonly events: readonly { readonly day: number; readonly event: TimelineTreatment['events'][number] }[];
}

/** A line that begins so soon after the one before it is a change of product, not a new start. */
const switchDays = 45;

/** Lanes in the order their drug was first taken. @param today days since 1970 */
export function drugLanes(treatments: readonly TimelineTreatment[], today: number): readonly DrugLane[] {
  const byDrug = Map.groupBy(treatments, ({ ingredient, text }) => ingredient ?? text);
  return [...byDrug].map(([key, lines]) => laneOf(key, lines, today)).sort((one, other) => (one.bands[0]?.from ?? 0) - (other.bands[0]?.from ?? 0) || (one.key < other.key ? -1 : 1));
}

function laneOf(key: string, lines: readonly TimelineTreatment[], today: number): DrugLane {
  const inOrder = lines.toSorted((one, other) => startOf(one) - startOf(other) || endOf(one, today) - endOf(other, today));
  const isSwitch = (line: TimelineTreatment, next: TimelineTreatment | undefined): boolean => next !== undefined && !line.isCurrent && startOf(next) - endOf(line, today) <= switchDays && (line.stopReason === null || line.stopReason === 'access' || line.stopReason === 'other');
  return {
    key, name: plainName(inOrder), drugClass: inOrder[0]?.drugClass ?? 'other',
    bands: inOrder.flatMap((line) => bandsOf(line, today)),
    stops: inOrder.flatMap((line, index) => (line.isCurrent || line.endedOn === null || isSwitch(line, inOrder[index + 1]) ? [] : [{ day: endOf(line, today), treatment: line, until: inOrder.slice(index + 1).map(startOf)[0] ?? Infinity }])),
    switches: inOrder.slice(1).flatMap((line, index) => (inOrder[index] && isSwitch(inOrder[index], line) ? [{ day: startOf(line), text: line.text }] : [])),
    events: inOrder.flatMap(({ events }) => events.map((event) => ({ day: dayOf(event.on), event }))),
  };
}

/** The drug without its product, where lines of several products share a lane. */
function plainName(lines: readonly TimelineTreatment[]): string {
  const first = lines[0]?.text ?? '';
  return lines.every(({ text }) => text === first) && !first.includes(' (') ? first : first.replace(/ \(.*\)$/, '');
}

const startOf = ({ startedOn, endedOn }: TimelineTreatment): number => dayOf(startedOn ?? endedOn ?? '1970');
const endOf = ({ endedOn }: TimelineTreatment, today: number): number => (endedOn === null ? today : lastDayOf(endedOn));

function bandsOf(line: TimelineTreatment, today: number): readonly DrugBand[] {
  const [from, to] = [startOf(line), Math.max(startOf(line) + 1, endOf(line, today))];
  const doses = line.doses.length === 0 ? [null] : line.doses;
  return doses.flatMap((dose, index): DrugBand[] => {
    const begins = dose?.from && index > 0 ? dayOf(dose.from) : from;
    const next = doses[index + 1]?.from;
    const ends = next ? dayOf(next) : index === doses.length - 1 ? to : dose?.to ? dayOf(dose.to) : to;
    return ends <= begins ? [] : [{ key: `${line.id} ${index}`, from: begins, to: ends, isOpen: line.isCurrent && line.endedOn === null && index === doses.length - 1, dose }];
  });
}
