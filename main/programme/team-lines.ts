import type { GuardedDays, GuardedShare, TeamPeriod, TeamReport } from '#contract/programme.ts';
import type { Language } from '#contract/values.ts';
import type { Cell } from '../exports/table-rows.ts';
import { periodName, regionName, roleName, teamWords } from './team-words.ts';

/** The figures of the team as lines of a table, one figure a line; what is held back is an empty cell. Pure. */

/** What follows the period: part, of what, what is given, value, limits, of how many, how many. */
type Line = readonly [part: string, of: string, given: string, value: Cell, low: Cell, high: Cell, ofHow: Cell, how: Cell];

const percent = (share: number | null): Cell => (share === null ? null : Math.round(share * 1000) / 10);
const hours = (minutes: number): Cell => Math.round(minutes / 6) / 10;

/** @param whose the clinic's name */
export function teamLines(report: TeamReport, language: Language, whose: string): { readonly head: readonly (readonly Cell[])[]; readonly columns: readonly string[]; readonly lines: readonly (readonly Cell[])[] } {
  const { parts, given, ...words } = teamWords(language);
  const share = (part: string, of: string, what: string, { of: all, value, low, high }: GuardedShare): Line => [part, of, what, percent(value), percent(low), percent(high), all, null];
  const days = (part: string, of: string, { of: all, median, low, high, p90 }: GuardedDays): readonly Line[] => [[part, of, given.median, median, low, high, all, null], [part, of, given.p90, p90, null, null, all, null]];
  const count = (part: string, of: string, what: string, how: number | null): Line => [part, of, what, null, null, null, null, how];

  const periodLines = ({ key, from, until, figures }: TeamPeriod): readonly (readonly Cell[])[] => {
    const { visits, people, byRole, remote, moved, firstElsewhere, wait, inside, classes } = figures;
    const lines: readonly Line[] = [
      count(parts.team, given.all, given.visits, visits), count(parts.team, given.all, given.people, people),
      ...byRole.flatMap((one) => [count(parts.team, roleName(one.role, language), given.visits, one.visits), count(parts.team, roleName(one.role, language), given.people, one.people)]),
      share(parts.team, given.all, given.remote, remote), share(parts.team, given.all, given.moved, moved), share(parts.team, given.all, given.firstElsewhere, firstElsewhere),
      ...days(parts.access, given.all, wait), share(parts.access, given.all, given.inside, inside),
      ...classes.flatMap((one) => [...days(parts.classes, one.cls, one.wait), share(parts.classes, one.cls, given.inside, one.inside)]),
    ];
    return lines.map((line) => [periodName(key, language), from, until, ...line]);
  };
  const regionLines = report.regions.flatMap((one): readonly Line[] => {
    const name = regionName(one.regionCode, language);
    return [
      count(parts.regions, name, given.people, one.people), count(parts.regions, name, given.requests, one.requests), count(parts.regions, name, given.waiting, one.waiting), count(parts.regions, name, given.overdue, one.overdue), count(parts.regions, name, given.visits, one.visits),
      share(parts.regions, name, given.remote, one.remote), share(parts.regions, name, given.moved, one.moved), ...days(parts.regions, name, one.wait), share(parts.regions, name, given.inside, one.inside),
    ];
  });
  const capacityLines = report.capacity.roles.flatMap((one): readonly Line[] => {
    const name = roleName(one.role, language);
    return [
      count(parts.capacity, name, given.professionals, one.professionals), count(parts.capacity, name, given.waiting, one.waiting),
      ...([['weekly', one.weekly], ['planned', one.planned], ['away', one.away], ['unused', one.unused]] as const).map(([what, minutes]): Line => [parts.capacity, name, given[what], hours(minutes), null, null, null, null]),
    ];
  });
  return {
    head: [[words.whose, whose], [words.asOf, report.asOf], ...(report.startedOn === null ? [[words.noStart]] : [[words.since, report.startedOn]]), [words.heldBack]],
    columns: words.columns,
    lines: [
      ...(report.compared ? [...periodLines(report.compared.before), ...periodLines(report.compared.after)] : []), ...report.periods.flatMap(periodLines),
      ...regionLines.map((line): readonly Cell[] => [words.yearBack, null, report.asOf, ...line]), ...capacityLines.map((line): readonly Cell[] => [null, report.capacity.from, report.capacity.until, ...line]),
    ],
  };
}
