import { type TableSeparator, tableSeparators } from '#contract/table-imports.ts';

/** Which character separates the cells of a text. Pure. */

const judgedLines = 60;

/** Excel writes this line itself (`sep=;`); it is no row. */
export function separatorLine(text: string): TableSeparator | null {
  const found = /^\uFEFF?"?sep=(.)"?\r?\n/i.exec(text)?.[1];
  return tableSeparators.find((one) => one === found) ?? null;
}

/**
 * The separator that cuts the first lines into the same number of cells most often; of those that tie, the one that
 * cuts finest. A text nothing cuts is one column, whatever separates.
 */
export function guessSeparator(text: string): TableSeparator {
  const said = separatorLine(text);
  if (said) return said;
  // A comma between digits is rather a decimal one.
  const withoutDecimals = text.replace(/(?<=\d),(?=\d)/g, '');
  const scores = tableSeparators.map((separator) => ({ separator, score: separator === ',' ? evenness(withoutDecimals, ',') || evenness(text, ',') / 2 : evenness(text, separator) }));
  return scores.reduce((best, one) => (one.score > best.score ? one : best)).separator;
}

/** Share of lines with the most frequent number of cells, weighed by that number; 0 when nothing is cut. */
function evenness(text: string, separator: string): number {
  const counts = cellCounts(text, separator);
  const frequency = new Map<number, number>();
  for (const count of counts) frequency.set(count, (frequency.get(count) ?? 0) + 1);
  const [cells = 1, lines = 0] = [...frequency].sort(([oneCells, one], [otherCells, other]) => other - one || otherCells - oneCells)[0] ?? [];
  return cells <= 1 ? 0 : (lines / Math.max(counts.length, 1)) * Math.log2(cells + 1);
}

/** Cells of each of the first lines, quotes respected. */
function cellCounts(text: string, separator: string): readonly number[] {
  const counts: number[] = [];
  let cells = 1;
  let quoted = false;
  let isBlank = true;
  for (const character of text) {
    if (character === '"') quoted = !quoted;
    else if (!quoted && (character === '\n' || character === '\r')) {
      if (!isBlank) counts.push(cells);
      if (counts.length >= judgedLines) return counts;
      cells = 1;
      isBlank = true;
      continue;
    } else if (!quoted && character === separator) cells += 1;
    isBlank = false;
  }
  if (!isBlank && counts.length === 0) counts.push(cells);
  return counts;
}
