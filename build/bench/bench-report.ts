import type { Timing } from './measure.ts';

/** One table of the report: a job at a size, who did it and how fast. */
export interface Measurement {
  /** What somebody waits for: "Search, beginning of a name". */
  readonly job: string;
  /** People on file, rows imported, requests sorted … */
  readonly size: number;
  /** The contestant the others are compared with: its floor, where it has one. */
  readonly reference: string;
  readonly timings: readonly Timing[];
  /** What the reader must know to judge the figures. */
  readonly note?: string;
}

const digits = (value: number): string => (value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(3));
const whole = new Intl.NumberFormat('en-CA');

/** The measurements as a Markdown table: medians, 95th percentiles in milliseconds, and ratios of medians to the reference. */
export function tableOf(measurements: readonly Measurement[]): string {
  const rows = measurements.flatMap(({ job, size, reference, timings }) => {
    const base = timings.find(({ name }) => name === reference)?.median;
    return timings.map(({ name, rounds, median, p95 }, index) =>
      [index === 0 ? job : '', index === 0 ? whole.format(size) : '', name, digits(median), digits(p95), base ? `${(median / base).toFixed(2)} ×` : '', String(rounds)].join(' | '));
  });
  return ['| job | size | who | median ms | p95 ms | to the reference | rounds |', '|---|---:|---|---:|---:|---:|---:|', ...rows.map((row) => `| ${row} |`)].join('\n');
}

const width = 760;
const left = 250;
const barHeight = 14;

/** The same as bars on a logarithmic scale, one SVG; readable without colour: every bar carries its name and figure. */
export function chartOf(measurements: readonly Measurement[]): string {
  const all = measurements.flatMap(({ timings }) => timings.map(({ median }) => median));
  const lowest = Math.floor(Math.log10(Math.max(1e-4, Math.min(...all))));
  const highest = Math.ceil(Math.log10(Math.max(...all)));
  const x = (milliseconds: number): number => left + ((Math.log10(Math.max(milliseconds, 10 ** lowest)) - lowest) / Math.max(1, highest - lowest)) * (width - left - 110);
  const parts: string[] = [];
  let y = 34;
  for (const { job, size, timings, reference } of measurements) {
    parts.push(`<text x="8" y="${y}" font-weight="600">${escape(`${job}, ${whole.format(size)}`)}</text>`);
    y += 8;
    for (const { name, median } of timings) {
      const end = x(median);
      const tone = name === reference ? '#848B95' : name.startsWith('Relais') ? '#0B6E6E' : '#C9CDD2';
      parts.push(`<text x="${left - 8}" y="${y + 11}" text-anchor="end">${escape(name)}</text>`);
      parts.push(`<rect x="${left}" y="${y}" width="${Math.max(2, end - left).toFixed(1)}" height="${barHeight - 3}" fill="${tone}"/>`);
      parts.push(`<text x="${(Math.max(left + 2, end) + 6).toFixed(1)}" y="${y + 10}">${digits(median)} ms</text>`);
      y += barHeight;
    }
    y += 22;
  }
  const axis = Array.from({ length: highest - lowest + 1 }, (_, step) => 10 ** (lowest + step)).map(
    (value) => `<line x1="${x(value)}" x2="${x(value)}" y1="22" y2="${y - 20}" stroke="#E3E5E8"/><text x="${x(value)}" y="16" text-anchor="middle" fill="#59626E">${value} ms</text>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${y}" font-family="Inter, system-ui, sans-serif" font-size="11" fill="#1B1F24" role="img" aria-label="Median times, logarithmic scale">`,
    `<rect width="${width}" height="${y}" fill="#FFFFFF"/>`, ...axis, ...parts, '</svg>', '',
  ].join('\n');
}

const escape = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
