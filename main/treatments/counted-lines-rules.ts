import { Temporal } from 'temporal-polyfill';
import type { DrugClass, StopReason } from '#contract/treatments.ts';
import type { KnownLine } from './active-treatment-rules.ts';
import { firstDay, isOver, lineNumbers } from './line-rules.ts';

/** Lines of treatment as they are counted over many people: whole dates, the number of each, whether it is over. Pure. */

/** Statuses of a drug that was never taken. */
const neverTaken: ReadonlySet<string> = new Set(['not-taken', 'draft', 'intended', 'cancelled', 'entered-in-error']);

export interface CountedLine extends KnownLine {
  readonly patientId: string;
  readonly stopReason: StopReason | null;
}

/** A line as it is counted. */
export interface LineCount {
  readonly id: string;
  readonly patientId: string;
  readonly ingredient: string | null;
  readonly drugClass: DrugClass;
  readonly lineNumber: number | null;
  /** Whole dates: the first day the beginning can mean, the last day the end can mean. */
  readonly startedOn: string | null;
  readonly endedOn: string | null;
  /** Its status says it is over, whether or not an end is known. */
  readonly isOver: boolean;
  readonly stopReason: StopReason | null;
}

/** The lines of one person, those never taken left out. */
export function countedLines(lines: readonly CountedLine[]): readonly LineCount[] {
  const taken = lines.filter(({ status }) => !neverTaken.has(status));
  const numbers = lineNumbers(taken);
  return taken.map(({ id, patientId, ingredient, drugClass, status, startedOn, endedOn, stopReason }) => ({
    id, patientId, ingredient, drugClass, lineNumber: numbers.get(id) ?? null, startedOn: startedOn === null ? null : firstDay(startedOn), endedOn: endedOn === null ? null : lastDay(endedOn), isOver: isOver(status), stopReason,
  }));
}

/** Last day a date can mean: that of its month or year. */
function lastDay(date: string): string {
  if (date.length === 4) return `${date}-12-31`;
  if (date.length !== 7) return date.slice(0, 10);
  const month = Temporal.PlainYearMonth.from(date);
  return month.toPlainDate({ day: month.daysInMonth }).toString();
}
