import type { GuardedShare, PathwayReport, TeamFigures, TeamReport } from '#contract/programme.ts';
import type { Language } from '#contract/values.ts';
import { type Block, type Column, type PdfDocument, paperOf } from '../documents/document-blocks.ts';
import { writtenDate, writtenInstant, writtenNumber } from '../record-copies/written-values.ts';
import { pathwayBlocks } from './pathway-blocks.ts';
import { periodName, regionName, roleName, teamWords } from './team-words.ts';

/** What the report is written with: in which language, for which clinic, when and by whom. */
export interface ReportFrame {
  readonly language: Language;
  readonly clinic: { readonly name: string; readonly country: string; readonly timeZone: string };
  readonly at: string;
  readonly by: string;
}

const held = '–';

/** The figures of the team as a report one hands on: compared, charted, by profession, region and capacity; then those of each pathway. Pure. */
export function teamDocument(report: TeamReport, pathways: readonly PathwayReport[], { language, clinic, at, by }: ReportFrame): PdfDocument {
  const words = teamWords(language);
  const { table, headings } = words;
  const number = (value: number | null): string => (value === null ? held : writtenNumber(Math.round(value * 10) / 10, language));
  const percent = ({ value }: GuardedShare): string => (value === null ? held : `${writtenNumber(Math.round(value * 100), language)}\u00A0%`);
  const hours = (minutes: number): string => writtenNumber(Math.round(minutes / 60), language);
  const columns = (first: string, ...others: readonly string[]): readonly Column[] => [{ header: first, width: 2 }, ...others.map((header): Column => ({ header, width: 1, numeric: true }))];
  const names = report.periods.map(({ key }) => periodName(key, language));
  const valuesOf = (value: (figures: TeamFigures) => number | null): readonly (number | null)[] => report.periods.map(({ figures }) => value(figures));

  const compared = ({ before, after }: NonNullable<TeamReport['compared']>): Block => ({
    kind: 'table', columns: columns(table.figure, words.before, words.after),
    rows: ([
      [words.given.people, ({ people }) => number(people)], [words.given.visits, ({ visits }) => number(visits)], [table.moved, ({ moved }) => percent(moved)], [table.first, ({ firstElsewhere }) => percent(firstElsewhere)],
      [table.remote, ({ remote }) => percent(remote)], [table.wait, ({ wait }) => number(wait.median)], [table.p90, ({ wait }) => number(wait.p90)], [table.inside, ({ inside }) => percent(inside)],
    ] as const satisfies readonly (readonly [string, (figures: TeamFigures) => string])[]).map(([label, told]) => [label, told(before.figures), told(after.figures)]),
  });
  const last = report.compared?.after ?? report.periods.findLast(({ isRunning }) => !isRunning) ?? report.periods.at(-1);
  return {
    language, paper: paperOf(clinic.country), title: `${words.title}, ${clinic.name}`, author: by, createdAt: at,
    frame: { clinic: clinic.name, subject: words.title, origin: `${words.origin} ${writtenInstant(at, clinic.timeZone, language)}` },
    body: [
      { kind: 'text', text: words.title, tone: 'strong' },
      { kind: 'text', text: `${words.asOf} ${writtenDate(report.asOf, language)}. ${report.startedOn === null ? words.noStart : `${words.since} ${writtenDate(report.startedOn, language)}.`}` },
      { kind: 'text', text: words.heldBack, tone: 'quiet' },
      ...(report.compared ? [{ kind: 'heading', level: 1, text: headings.compared } as const, compared(report.compared)] : []),
      { kind: 'heading', level: 1, text: headings.course },
      { kind: 'chart', chart: { title: words.charts.shares, unit: 'share', periods: names, series: [{ name: words.series.moved, values: valuesOf(({ moved }) => moved.value) }, { name: words.series.remote, values: valuesOf(({ remote }) => remote.value) }] } },
      { kind: 'chart', chart: { title: words.charts.wait, unit: 'number', periods: names, series: [{ name: words.series.wait, values: valuesOf(({ wait }) => wait.median) }] } },
      { kind: 'chart', chart: { title: words.charts.inside, unit: 'share', periods: names, series: [{ name: words.series.inside, values: valuesOf(({ inside }) => inside.value) }] } },
      {
        kind: 'table', columns: columns(table.period, table.visits, table.people, table.moved, table.remote, table.wait, table.inside),
        rows: report.periods.map(({ key, figures: { visits, people, moved, remote, wait, inside } }) => [periodName(key, language), number(visits), number(people), percent(moved), percent(remote), number(wait.median), percent(inside)]),
      },
      ...(last ? [
        { kind: 'heading', level: 1, text: headings.professions, note: periodName(last.key, language) } as const,
        { kind: 'table', columns: columns(table.profession, table.visits, table.people), rows: last.figures.byRole.map((one) => [roleName(one.role, language), number(one.visits), number(one.people)]) } as const,
        { kind: 'heading', level: 1, text: headings.classes, note: periodName(last.key, language) } as const,
        { kind: 'table', columns: columns(table.cls, table.wait, table.p90, table.inside), rows: last.figures.classes.map((one) => [one.cls, number(one.wait.median), number(one.wait.p90), percent(one.inside)]) } as const,
      ] : []),
      { kind: 'heading', level: 1, text: headings.regions, note: words.yearBack },
      {
        kind: 'table', columns: columns(table.region, table.people, table.requests, table.waiting, table.overdue, table.moved, table.remote, table.wait),
        rows: report.regions.map((one) => [regionName(one.regionCode, language), number(one.people), number(one.requests), number(one.waiting), number(one.overdue), percent(one.moved), percent(one.remote), number(one.wait.median)]),
      },
      { kind: 'heading', level: 1, text: headings.capacity, note: `${writtenDate(report.capacity.from, language)} – ${writtenDate(report.capacity.until, language)}` },
      {
        kind: 'table', columns: columns(table.profession, table.count, table.weekly, table.unused, table.used, table.waiting),
        rows: report.capacity.roles.map((one) => {
          const open = one.planned - one.away;
          return [roleName(one.role, language), number(one.professionals), hours(one.weekly), hours(one.unused), open > 0 ? `${writtenNumber(Math.round(((open - one.unused) / open) * 100), language)}\u00A0%` : held, number(one.waiting)];
        }),
      },
      ...pathways.flatMap((one, index): readonly Block[] => [index === 0 ? { kind: 'page-break' } : { kind: 'space', points: 18 }, ...pathwayBlocks(one, language)]),
    ],
  };
}
