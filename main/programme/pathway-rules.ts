import type { PathwayReport } from '#contract/programme.ts';
import { callKinds } from '#contract/toxicity-calls.ts';
import { type CountedDays, guardedCount, guardedDays, guardedShare } from './guarded-figures.ts';

/** What a pathway does, from what the database counted. Pure; nothing is filled in. */

export interface MonthCount {
  /** `2026-04`. */
  readonly month: string;
  readonly count: number;
}

/** An aim: so many included after so many months from a day on, evenly. */
export interface Target {
  readonly from: string;
  readonly months: number;
  readonly count: number;
}

/** Most months a curve is drawn over: ten years. */
const mostMonths = 120;

/** The month after one. */
export function nextMonth(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
}

/** The month so many before one. */
function monthBack(month: string, back: number): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  const count = year * 12 + number - 1 - back;
  return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`;
}

/** The aim at the end of a month, null before it begins and after it ends; one month's part for each month begun since. */
export function targetAt(month: string, { from, months, count }: Target): number | null {
  const [year = 0, number = 0] = month.split('-').map(Number);
  const [firstYear = 0, first = 0] = from.split('-').map(Number);
  const passed = (year - firstYear) * 12 + number - first + 1;
  return passed < 1 || passed > months ? null : Math.round((10 * count * passed) / months) / 10;
}

/** People included by the end of each month, from the first inclusion or the beginning of the aim to this month. */
export function inclusionCurve(counts: readonly MonthCount[], target: Target | null, today: string): PathwayReport['inclusions'] {
  const thisMonth = today.slice(0, 7);
  const first = [...counts.map(({ month }) => month), ...(target && target.from.slice(0, 7) <= thisMonth ? [target.from.slice(0, 7)] : [])].sort()[0] ?? thisMonth;
  const earliest = monthBack(thisMonth, mostMonths - 1);
  let included = counts.filter(({ month }) => month < earliest).reduce((sum, { count }) => sum + count, 0);
  const curve: PathwayReport['inclusions'] = [];
  for (let month = first < earliest ? earliest : first; month <= thisMonth; month = nextMonth(month)) {
    included += counts.filter((one) => one.month === month).reduce((sum, { count }) => sum + count, 0);
    curve.push({ month, included: guardedCount(included), target: target && targetAt(month, target) });
  }
  return curve;
}

/** Doses by what became of them; `site` is where one was given. */
export interface DoseTally {
  readonly state: string;
  readonly site: string | null;
  readonly count: number;
}

/** Doses given at home by the way of the person to the hospital, in kilometres; null where nobody noted it. */
export interface WayTally {
  readonly km: number | null;
  readonly count: number;
}

export function doseFigures(tallies: readonly DoseTally[], ways: readonly WayTally[]): PathwayReport['doses'] {
  const count = (keep: (tally: DoseTally) => boolean): number => tallies.filter(keep).reduce((sum, one) => sum + one.count, 0);
  const home = count(({ state, site }) => state === 'given' && site === 'home');
  const given = count(({ state }) => state === 'given');
  const unknown = ways.filter(({ km }) => km === null).reduce((sum, one) => sum + one.count, 0);
  const known = home - unknown;
  // Of so few doses it would tell whose way it is.
  const isTold = [home, known, unknown].every((one) => guardedCount(one) !== null);
  return {
    kilometres: isTold && known > 0 ? Math.round(ways.reduce((sum, { km, count: doses }) => sum + 2 * (km ?? 0) * doses, 0)) : null, withoutDistance: isTold ? unknown : null,
    home: guardedCount(home), hospital: guardedCount(given - home), cancelled: guardedCount(count(({ state }) => state === 'cancelled')), atHome: guardedShare(home, given),
  };
}

/** Calls by kind; `inTime` null where none was planned for a day. */
export interface CallTally {
  readonly kind: string;
  readonly state: string;
  readonly inTime: boolean | null;
  readonly count: number;
}

export function callFigures(tallies: readonly CallTally[]): PathwayReport['calls'] {
  const made = tallies.filter(({ state }) => state === 'done');
  const sum = (list: readonly CallTally[]): number => list.reduce((total, { count }) => total + count, 0);
  const planned = made.filter(({ inTime }) => inTime !== null);
  return {
    made: guardedCount(sum(made)), inTime: guardedShare(sum(planned.filter(({ inTime }) => inTime)), sum(planned)),
    byKind: callKinds.map((kind) => ({ kind, count: guardedCount(sum(made.filter((one) => one.kind === kind))) })).filter(({ count }) => count !== 0),
  };
}

/** How often calls found a grade of an organ. */
export interface ToxicityTally {
  readonly organ: string;
  readonly grade: number;
  readonly count: number;
}

/** Organs found oftenest first; grade nought is no toxicity. */
export function toxicityFigures(tallies: readonly ToxicityTally[], labelOf: (organ: string) => PathwayReport['toxicity'][number]['label']): PathwayReport['toxicity'] {
  const found = tallies.filter(({ grade }) => grade > 0);
  const total = (organ: string): number => found.filter((one) => one.organ === organ).reduce((sum, { count }) => sum + count, 0);
  const ofGrade = (organ: string, grade: number): number => found.filter((one) => one.organ === organ && one.grade === grade).reduce((sum, { count }) => sum + count, 0);
  return [...new Set(found.map(({ organ }) => organ))].sort((one, other) => total(other) - total(one) || (one < other ? -1 : 1)).map((organ) => ({
    organ, label: labelOf(organ), grades: [...new Set(found.filter((one) => one.organ === organ).map(({ grade }) => grade))].sort().map((grade) => ({ grade, count: guardedCount(ofGrade(organ, grade)) })),
  }));
}

/** What the hospital had to answer: minutes to the answer, null while nobody did; whether that was, or still is, in time. */
export interface EscalationCourse {
  readonly minutes: number | null;
  readonly inTime: boolean;
}

export function escalationFigures(courses: readonly EscalationCourse[]): PathwayReport['escalations'] {
  const answered = courses.flatMap(({ minutes, inTime }) => (minutes === null ? [] : [{ minutes, inTime }]));
  const waiting = courses.filter(({ minutes }) => minutes === null);
  const late = waiting.filter(({ inTime }) => !inTime).length;
  // What still waits inside its time may yet be answered in time: it is not judged.
  return {
    opened: guardedCount(courses.length), waiting: guardedCount(waiting.length), late: guardedCount(late),
    inTime: guardedShare(answered.filter(({ inTime }) => inTime).length, answered.length + late),
    minutes: guardedDays([...Map.groupBy(answered, ({ minutes }) => minutes)].map(([minutes, own]): CountedDays => ({ days: minutes, count: own.length }))),
  };
}
