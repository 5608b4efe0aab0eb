import type { Chart } from './document-blocks.ts';

/** A chart of a printed page. Pure: the same figures give the same drawing. */

interface ChartInk {
  readonly ink: string;
  readonly quiet: string;
  readonly line: string;
  readonly accent: string;
}

/** Units of the drawing: the axis at the left, periods beneath, names of the lines under them. */
const width = 620;
const left = 44;
const right = 12;
const top = 10;
const height = 150;
const foot = 16;
const legendLine = 15;
/** Lines are told apart by stroke and by mark, not by colour alone. */
const strokes = ['', '7 3', '2 3', '9 3 2 3', '1 4'];
const steps = 4;

/** Lines over periods with their names beneath, as SVG without a script or an address. */
export function chartSvg({ periods, series, unit }: Chart, { ink, quiet, line, accent }: ChartInk): string {
  const most = unit === 'share' ? 1 : roundedUp(Math.max(1, ...series.flatMap(({ values }) => values.map((value) => value ?? 0))));
  const step = (width - left - right) / Math.max(1, periods.length);
  const x = (index: number): number => round(left + step * (index + 0.5));
  const y = (value: number): number => round(top + (1 - Math.min(value, most) / most) * height);
  const said = (value: number): string => (unit === 'share' ? `${Math.round(value * 100)} %` : String(Math.round(value)));
  const grid = Array.from({ length: steps + 1 }, (_, index) => (most * index) / steps).map(
    (value) => `<line x1="${left}" x2="${width - right}" y1="${y(value)}" y2="${y(value)}" stroke="${line}" stroke-width="0.6"/><text x="${left - 5}" y="${y(value) + 3}" text-anchor="end" font-size="9" fill="${quiet}">${said(value)}</text>`,
  );
  // Every name where there is room, else every second, third…
  const every = Math.ceil(36 / step);
  const names = periods.map((name, index) => (index % every === 0 ? `<text x="${x(index)}" y="${top + height + foot - 3}" text-anchor="middle" font-size="9" fill="${quiet}">${escaped(name)}</text>` : ''));
  const lines = series.map(({ values }, place) => {
    const colour = place === 0 ? accent : ink;
    const runs = runsOf(values).filter((run) => run.length > 1).map((run) => `<path d="M${run.map(({ index, value }) => `${x(index)} ${y(value)}`).join(' L')}" fill="none" stroke="${colour}" stroke-width="1.6"${dash(place)}/>`);
    const dots = periods.length > 30 ? [] : runsOf(values).flat().map(({ index, value }) => `<circle cx="${x(index)}" cy="${y(value)}" r="2.4" fill="${place === 0 ? colour : '#FFFFFF'}" stroke="${colour}" stroke-width="1.2"/>`);
    return [...runs, ...dots].join('');
  });
  const legend = series.map(({ name }, place) => {
    const at = top + height + foot + legendLine * (place + 0.7);
    return `<line x1="${left}" x2="${left + 28}" y1="${at}" y2="${at}" stroke="${place === 0 ? accent : ink}" stroke-width="1.6"${dash(place)}/><text x="${left + 36}" y="${at + 3}" font-size="9.5" fill="${ink}">${escaped(name)}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${top + height + foot + legendLine * series.length + 6}">${[...grid, ...names, ...lines, ...legend].join('')}</svg>`;
}

/** The figures that follow one another without a gap. */
function runsOf(values: readonly (number | null)[]): readonly (readonly { readonly index: number; readonly value: number }[])[] {
  const runs: { index: number; value: number }[][] = [[]];
  values.forEach((value, index) => {
    if (value === null) runs.push([]);
    else runs.at(-1)?.push({ index, value });
  });
  return runs;
}

const dash = (place: number): string => {
  const pattern = strokes[place % strokes.length];
  return pattern ? ` stroke-dasharray="${pattern}"` : '';
};

const round = (value: number): number => Math.round(value * 10) / 10;

/** The next number that reads well on an axis of four steps. */
export function roundedUp(value: number): number {
  const unit = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 4, 5, 8, 10].map((times) => times * unit).find((candidate) => candidate >= value) ?? 10 * unit;
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
