import type { DosePeriod, DrugClass } from '#contract/treatments.ts';
import { everyDays } from './dose-guard-rules.ts';
import { type Dated, firstDay, isTakenOn } from './line-rules.ts';

/** What somebody takes on a day, one entry a drug, as the rules of monitoring read it. Pure. */

export interface ActiveTreatment {
  /** Of the line that holds. */
  readonly id: string;
  /** Key of the catalogue; for a drug it does not hold, its words. */
  readonly ingredient: string;
  readonly atc: string | null;
  readonly drugClass: DrugClass;
  /** Civil date; of a partial date its first day. The earliest beginning of the lines of this drug that are current. */
  readonly startedOn: string;
  readonly endedOn: string | null;
  /** When the dose that holds began, where another one held before it. */
  readonly doseChangedOn: string | null;
  /** Masses in mg. Null where it is not known in numbers. */
  readonly dose: { readonly amount: number; readonly unit: string; readonly everyDays: number } | null;
  readonly route: string | null;
}

export interface KnownLine extends Dated {
  readonly id: string;
  readonly ingredient: string | null;
  readonly text: string;
  readonly atc: string | null;
  readonly drugClass: DrugClass;
  readonly doses: readonly DosePeriod[];
  /** When it was put on file: the beginning, where nothing better is known. */
  readonly recordedOn: string;
}

/** A drug somebody takes with the dose that holds. */
export interface CurrentLine {
  readonly ingredient: string | null;
  /** As it was written. */
  readonly text: string;
  readonly dose: DosePeriod | null;
}

/** What is taken on a civil date as it is told in words: the same lines as `activeTreatments`, in the same order. */
export function currentLines(lines: readonly KnownLine[], on: string): readonly CurrentLine[] {
  const byId = new Map(lines.map((line) => [line.id, line]));
  return activeTreatments(lines, on).flatMap(({ id }) => {
    const line = byId.get(id);
    return line ? [{ ingredient: line.ingredient, text: line.text, dose: doseOn(line, on) ?? null }] : [];
  });
}

/** The lines taken on a civil date, one for each drug, by beginning then drug. */
export function activeTreatments(lines: readonly KnownLine[], on: string): readonly ActiveTreatment[] {
  const taken = lines.filter((line) => isTakenOn(line, on));
  const byDrug = Map.groupBy(taken, ({ ingredient, text }) => ingredient ?? text);
  const found = [...byDrug].map(([ingredient, same]) => activeOf(ingredient, same, on));
  return found.sort((one, other) => compare(one.startedOn, other.startedOn) || compare(one.ingredient, other.ingredient));
}

function activeOf(ingredient: string, lines: readonly KnownLine[], on: string): ActiveTreatment {
  const inOrder = [...lines].sort((one, other) => compare(startOf(one), startOf(other)) || compare(one.id, other.id));
  // A prescription renewed: the last one whose dose is known says how it is taken now.
  const line = inOrder.findLast((one) => doseOn(one, on)?.dose) ?? inOrder.at(-1) ?? lines[0];
  if (!line) throw new RangeError('a drug without a line');
  const current = doseOn(line, on);
  const changed = current !== undefined && current !== line.doses[0] && current.from !== null ? firstDay(current.from) : null;
  return {
    id: line.id, ingredient, atc: line.atc, drugClass: line.drugClass, startedOn: inOrder.map(startOf)[0] ?? startOf(line), endedOn: line.endedOn === null ? null : firstDay(line.endedOn),
    doseChangedOn: changed, dose: current?.dose ? inMilligrams(current.dose) : null, route: current?.route ?? null,
  };
}

function startOf({ startedOn, recordedOn }: KnownLine): string {
  return firstDay(startedOn ?? recordedOn);
}

/** The dose that holds on a day: the last that has begun. */
function doseOn({ doses }: KnownLine, on: string): DosePeriod | undefined {
  return doses.findLast(({ from }) => from === null || firstDay(from) <= on);
}

function inMilligrams(dose: NonNullable<DosePeriod['dose']>): NonNullable<ActiveTreatment['dose']> {
  const factor = { mg: 1, g: 1000, 'µg': 0.001, IU: null, mL: null }[dose.unit];
  return { amount: factor === null ? dose.amount : dose.amount * factor, unit: factor === null ? dose.unit : 'mg', everyDays: everyDays(dose) };
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
