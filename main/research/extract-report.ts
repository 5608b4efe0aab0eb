import type { ExtractPeople, ExtractScope } from '#contract/research.ts';
import type { Language } from '#contract/values.ts';
import type { Cell } from '../exports/table-rows.ts';
import { type ToldOutline, toldParts } from './anonymity-rules.ts';
import { diagnosisGroups } from './diagnosis-groups.ts';
import { dictionaryWords, extractTables, reportWords as words, tableNames } from './extract-tables.ts';
import type { LineTable } from './source-lines.ts';

/** What goes with the tables: what each column means, and what was left out and why. */

/** The data dictionary, a line a column. */
export function dictionaryLines(language: Language): readonly (readonly Cell[])[] {
  return tableNames.flatMap((name) => {
    const { file, about, columns } = extractTables[name];
    return [[file[language], null, null, about[language]], ...Object.entries(columns).map(([column, { kind, [language]: meaning }]) => [file[language], column, dictionaryWords.kinds[kind][language], meaning])];
  });
}

/** Lines of a table: written, and left out by reason. */
export interface LineCounts {
  written: number;
  rare: number;
  uncoded: number;
  undated: number;
  broader: number;
}

interface Reported {
  readonly study: { readonly name: string; readonly approval: string; readonly smallestCell: number };
  readonly scope: ExtractScope;
  readonly people: ExtractPeople;
  readonly outlines: readonly ToldOutline[];
  readonly lines: ReadonlyMap<LineTable, LineCounts>;
  readonly language: Language;
  readonly today: string;
}

/**
 * The report, as lines of three cells. Counts below the study's smallest are not told, nor any from which one of them could
 * be worked out.
 */
export function reportLines({ study, scope, people, outlines, lines, language, today }: Reported): readonly (readonly Cell[])[] {
  const smallest = study.smallestCell;
  const count = (number: number | null): Cell => number ?? words.hidden[language];
  const left = ['refused', 'withdrawn', 'unasked', 'closed'] as const;
  const toldLeft = toldParts(left.map((reason) => people[reason]), smallest);
  const groups = scope.kind === 'diagnosis' ? diagnosisGroups.filter(({ code }) => scope.groups.includes(code)).map(({ label }) => label[language]) : [];
  return [
    [words.study[language], study.name, null],
    ...(study.approval === '' ? [] : [[words.approval[language], study.approval, null]]),
    [words.madeOn[language], today, null],
    [words.choice[language], [words.choices[scope.kind][language], ...groups].join('; '), null],
    [words.smallest[language], words.smallestMeaning[language], smallest],
    // How many were chosen less how many are in it is how many were left out.
    [words.people[language], words.chosen[language], count(toldLeft.isWholeTold ? people.chosen : null)],
    [words.people[language], words.included[language], people.included],
    ...left.map((reason, index): readonly Cell[] => [words.left[language], words.reasons[reason][language], count(toldLeft.parts[index] ?? null)]),
    ...figures(words.sex[language], outlines.map(({ sex }) => sex), language),
    ...figures(words.age[language], outlines.map(({ ageBand }) => ageBand), language),
    ...figures(words.region[language], outlines.map(({ region }) => region), language),
    ...[...lines].flatMap(([table, counts]) => linesOf(extractTables[table].file[language], counts, smallest, language)),
    ...words.methods[language].map((method): readonly Cell[] => [words.method[language], method, null]),
  ];
}

/** Of what is told of people, nobody stands alone: each value is told of enough of them already. */
function figures(heading: string, values: readonly (string | null)[], language: Language): readonly (readonly Cell[])[] {
  return [...Map.groupBy(values, (value) => value ?? words.notTold[language])].sort(([one], [other]) => (one < other ? -1 : 1)).map(([value, same]) => [heading, value, same.length]);
}

function linesOf(file: string, { written, rare, uncoded, undated, broader }: LineCounts, smallest: number, language: Language): readonly (readonly Cell[])[] {
  const count = (number: number | null | undefined): Cell => number ?? words.hidden[language];
  const left = toldParts([rare, uncoded, undated], smallest).parts;
  const reasons = [words.rare[language], words.uncoded[language], words.undated[language]];
  return [
    [words.rows[language], `${file}: ${words.written[language]}`, written],
    [words.rows[language], `${file}: ${words.broader[language]}`, count(toldParts([broader], smallest).parts[0])],
    ...reasons.map((reason, index): readonly Cell[] => [words.leftRows[language], `${file}: ${reason}`, count(left[index])]),
  ];
}
