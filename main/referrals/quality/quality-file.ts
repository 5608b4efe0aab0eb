import { fewCount, smallestCellOfFile } from '#contract/comparison.ts';
import type { Outputs } from '#contract/index.ts';
import type { QualityDays, QualityPeriod, QualityShare } from '#contract/triage-quality.ts';
import type { Cell } from '../../exports/table-rows.ts';
import type { TriageContent } from '../../triage/triage-content.ts';
import { fileWords } from './quality-file-words.ts';

/** The quality of triage as lines of a file, one figure a line. Small counts are held back, and what would tell them. Pure. */

interface FileOptions {
  readonly language: 'fr' | 'en';
  readonly whose: string;
  readonly content: TriageContent;
}

/** What follows the period: part, of what, what is given, value, limits, of how many, how many. */
type Line = readonly [part: string, of: string, given: string, value: Cell, low: Cell, high: Cell, ofHow: Cell, how: Cell];
interface Figure {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

const isSmall = (count: number): boolean => count > 0 && count < smallestCellOfFile;
const guarded = (count: number): Cell => (isSmall(count) ? `1–${smallestCellOfFile - 1}` : count);
const percent = (share: number | null): Cell => (share === null ? null : Math.round(share * 1000) / 10);
const rounded = (value: number | null): Cell => (value === null ? null : Math.round(value * 1000) / 1000);

/** The parts of a known total: one small part alone would follow from the others, so the least of those goes with it. */
export function guardedParts(counts: readonly number[], held: string): readonly Cell[] {
  const others = counts.filter((count) => count >= smallestCellOfFile);
  const least = counts.filter(isSmall).length === 1 ? counts.indexOf(Math.min(...others)) : -1;
  return counts.map((count, index) => (index === least ? held : guarded(count)));
}

/** @param openings what passed unused, by the key of the period */
export function qualityLines({ asOf, periods }: Outputs['triageQuality']['read'], openings: ReadonlyMap<string, Outputs['triageQuality']['unused']>, { language, whose, content }: FileOptions): readonly (readonly Cell[])[] {
  const words = fileWords[language];
  const { parts, given, causes } = words;
  const nameIn = (list: readonly { readonly code: string; readonly label: { readonly fr: string; readonly en: string } }[], code: string): string => list.find((one) => one.code === code)?.label[language] ?? code;

  // A share of five of which one does not meet it would say who: both sides are held back.
  const share = (part: string, of: string, what: string, { of: all, met, value, low, high }: QualityShare): Line => {
    const isHeld = isSmall(all) || isSmall(met) || isSmall(all - met);
    return [part, of, what, ...(isHeld ? ([null, null, null] as const) : ([percent(value), percent(low), percent(high)] as const)), guarded(all), isHeld ? null : met];
  };
  const kappa = (part: string, what: string, figure: Figure | null, of: number): Line =>
    [part, given.all, what, ...(figure === null || isSmall(of) ? ([null, null, null] as const) : ([rounded(figure.value), rounded(figure.low), rounded(figure.high)] as const)), guarded(of), null];
  const days = (part: string, cls: string, { of, median, low, high, p75, p90 }: QualityDays): readonly Line[] => {
    const line = (what: string, value: number | null, limits: readonly [number | null, number | null] = [null, null]): Line => [part, cls, what, ...(isSmall(of) ? ([null, null, null] as const) : ([value, ...limits] as const)), guarded(of), null];
    return [line(given.median, median, [low, high]), line(given.p75, p75), line(given.p90, p90)];
  };
  const counted = (part: string, named: readonly (readonly [of: string, what: string, count: number])[]): readonly Line[] => {
    const cells = guardedParts(named.map(([, , count]) => count), words.held);
    return named.map(([of, what], index): Line => [part, of, what, null, null, null, null, cells[index] ?? null]);
  };

  // How many are in a row of the table is told elsewhere: a row with a small cell is held back whole.
  const table = (part: string, cells: readonly { readonly row: string; readonly column: string; readonly count: number }[]): readonly Line[] =>
    cells.map(({ row, column, count }): Line => [part, `${row} → ${column}`, '', null, null, null, null, cells.some((one) => one.row === row && isSmall(one.count)) ? words.held : count]);

  const pairs = ({ agreed, plain, weighted, matrix, destination, destinationKappa, opened }: QualityPeriod['between']): readonly Line[] => agreed.of === 0 ? [] : [
    share(parts.between, given.all, given.agreed, agreed),
    kappa(parts.between, given.plain, plain, agreed.of),
    kappa(parts.between, given.weighted, weighted, agreed.of),
    ...table(parts.pairs, matrix.map(({ first, second, count }) => ({ row: first, column: second, count }))),
    share(parts.between, given.all, given.sameWhere, destination),
    kappa(parts.between, given.kappaWhere, destinationKappa, destination.of),
    ...counted(parts.between, [[given.all, given.opened, opened]]),
  ];

  const hours = (minutes: number): Cell => Math.round(minutes / 6) / 10;
  /** Hours are no count of people; openings while somebody waited tell of few. */
  const unusedLines = (unused: Outputs['triageQuality']['unused'] | undefined): readonly Line[] => [
    ...(unused?.professionals ?? []).flatMap(({ name, planned, away, unused: free, whileWaiting }): readonly Line[] => [
      [parts.openings, name, given.planned, hours(planned), null, null, null, null], [parts.openings, name, given.away, hours(away), null, null, null, null], [parts.openings, name, given.unused, hours(free), null, null, null, null],
      [parts.openings, name, given.whileWaiting, null, null, null, null, guarded(whileWaiting)],
    ]),
    ...(unused?.classes ?? []).map(({ cls, openings: count }): Line => [parts.openings, cls, given.whileClass, null, null, null, null, guarded(count)]),
  ];

  const linesOf = ({ agreement, between, rules, decisions, delays, diagnosed, returns, safeguards, key }: QualityPeriod): readonly Line[] => [
    share(parts.agreement, given.all, given.agreed, agreement.agreed),
    kappa(parts.agreement, given.plain, agreement.plain, agreement.agreed.of),
    kappa(parts.agreement, given.weighted, agreement.weighted, agreement.agreed.of),
    ...table(parts.matrix, agreement.matrix.map(({ proposed, decided, count }) => ({ row: proposed, column: decided, count }))),
    ...pairs(between),
    ...rules.flatMap(({ ruleId, title, changed, raised, lowered }) => {
      const name = title === null ? ruleId : `${ruleId} ${title[language]}`;
      const [up = null, down = null] = guardedParts([raised, lowered, changed.met - raised - lowered], words.held);
      return [share(parts.rules, name, given.changed, changed), [parts.rules, name, given.raised, null, null, null, null, up], [parts.rules, name, given.lowered, null, null, null, null, down]] satisfies readonly Line[];
    }),
    ...decisions.flatMap(({ cls, days: figure }) => days(parts.decisions, cls, figure)),
    ...delays.flatMap(({ cls, days: figure, inside, waiting, causes: found, leftOut }) => [
      ...days(parts.delays, cls, figure),
      share(parts.delays, cls, given.inside, inside),
      ...counted(parts.delays, [[cls, given.waiting, waiting], ...leftOut.map(({ reason, count }) => [cls, given[reason], count] as const)]),
      ...counted(parts.breaches, found.map(({ cause, count }) => [cls, causes[cause], count] as const)),
    ]),
    share(parts.diagnosed, given.all, given.soon, diagnosed.soon),
    ...counted(parts.diagnosed, diagnosed.classes.map(({ cls, count }) => [cls, '', count] as const)),
    ...counted(parts.returns, returns.returned.map(({ professional, count }) => [professional === null ? given.nobody : nameIn(content.vocabulary.body.professionals, professional), given.returned, count] as const)),
    ...counted(parts.returns, [[given.all, given.declined, returns.declined]]), ...counted(parts.returns, [[given.all, given.cancelled, returns.cancelled]]), ...counted(parts.returns, [[given.all, given.asked, returns.asked]]),
    ...counted(parts.returns, returns.items.map(({ item, count }) => [item === null ? given.words : nameIn(content.reasons.body.prerequisites, item), given.item, count] as const)),
    ...safeguards.map(({ what, share: figure }) => share(parts.safeguards, words.safeguards[what], given.found, figure)),
    ...unusedLines(openings.get(key)),
  ];
  const remark = (period: QualityPeriod, of: Cell): Cell => [...(period.isRunning ? [words.running] : []), ...(typeof of === 'number' && of > 0 && of < fewCount ? [words.few] : [])].join(', ') || null;

  return [
    [words.whose, whose], [words.asOf, asOf], [words.heldBack], [], words.columns,
    ...periods.flatMap((period) => linesOf(period).map((line): readonly Cell[] => [period.key, period.from, period.until, ...line, remark(period, line[6])])),
  ];
}
