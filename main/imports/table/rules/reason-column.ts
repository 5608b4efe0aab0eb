import type { RowProblem, TableMapping } from '#contract/table-imports.ts';
import { type RowState, warnings } from '#contract/table-reports.ts';
import type { Language } from '#contract/values.ts';
import { foldText } from '../../../patients/patient-name.ts';
import content from '../content/rejected-rows.json' with { type: 'json' };

/** The column Relais adds to rows it did not take, saying why. Pure. */

const titles: ReadonlySet<string> = new Set(Object.values(content.column).map(foldText));

/** Whether a title is that of this column: it holds nothing of the registry, and tells a file that comes back corrected. */
export function isReasonTitle(title: string): boolean {
  return titles.has(foldText(title));
}

/** Why a row was not taken: its line in the file it came from, then each problem with the title of its column. */
export function reasonOf({ line, state, problems }: { readonly line: number; readonly state: RowState; readonly problems: readonly RowProblem[] }, columns: TableMapping['columns'], language: Language): string {
  const isAsked = state === 'undecided' && problems.some(({ code }) => code === 'RESULT_IMPLAUSIBLE');
  const found = problems.filter(({ code }) => !warnings.has(code) || (isAsked && code === 'RESULT_IMPLAUSIBLE')).map(({ code, column }) => {
    const problem = content.problems[code][language];
    const title = column === null ? '' : (columns[column]?.header ?? '');
    return title === '' ? problem : filled(content.problem[language], { column: title, problem });
  });
  const said = state === 'undecided' && !isAsked ? [content.problems.UNDECIDED[language]] : [...new Set(found)];
  return [filled(content.line[language], { line: String(line) }), ...said].join(' ');
}

/** A sentence of the content with its names filled in. */
export function filled(sentence: string, values: Readonly<Record<string, string>>): string {
  return sentence.replace(/\{\{(\w+)\}\}/g, (_whole, name: string) => values[name] ?? '');
}
