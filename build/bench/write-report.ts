import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { arch, cpus, platform, totalmem } from 'node:os';
import { join } from 'node:path';
import { chartOf, type Measurement, tableOf } from './bench-report.ts';

/** What holding this many people takes: of Relais, and of each peer. */
export interface Memory {
  readonly size: number;
  readonly megabytes: number;
  /** Seconds to put everybody on file; `null` when the clinic was kept from an earlier run. */
  readonly filledIn: number | null;
  readonly peers: readonly { readonly name: string; readonly builtIn: number; readonly megabytes: number }[];
}

const folder = join(import.meta.dirname, '..', 'docs', 'bench');

/**
 * Writes the tables and the chart of a run into `build/docs/bench/`: a whole run as its first page, one of some subjects
 * (`part`, their names) as a page of its own, beside it.
 */
export function writeReport(measurements: readonly Measurement[], memory: readonly Memory[], part: string | null): void {
  mkdirSync(folder, { recursive: true });
  const machine = `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GB, ${platform()} ${arch()}, Node ${process.versions.node}`;
  const notes = [...new Map(measurements.flatMap(({ job, note }) => (note ? [[job, note] as const] : [])))];
  const report = [
    part === null ? '# Speed of Relais' : `# Speed of Relais: ${part}`, '',
    `Made by \`npm run bench --${part === null ? '' : ` --only ${part}`} --report\`. Contestants take turns within one run, on the same people, so that ratios hold where times depend on the machine: figures of one run on a shared machine, to be read as ratios.`, '',
    `Machine: ${machine}.`, '',
    ...(part === null ? [...otherPages(), '![Median times](chart.svg)', ''] : []),
    tableOf(measurements), '',
    ...notes.map(([job, note]) => `- ${job}: ${note}`), '',
    ...(memory.length === 0 ? [] : memoryLines(memory)),
  ];
  writeFileSync(join(folder, part === null ? 'README.md' : `${part.replaceAll(',', '-')}.md`), report.join('\n'));
  if (part === null) writeFileSync(join(folder, 'chart.svg'), chartOf(measurements));
}

/** Runs of some subjects, kept beside. */
function otherPages(): readonly string[] {
  const pages = readdirSync(folder).filter((name) => name.endsWith('.md') && name !== 'README.md');
  return pages.length === 0 ? [] : [`Other runs: ${pages.map((name) => `[${name.slice(0, -3)}](${name})`).join(', ')}.`, ''];
}

function memoryLines(memory: readonly Memory[]): readonly string[] {
  return [
    '## What holding the people takes', '',
    'Relais keeps an encrypted file and a cache of its pages (a tenth of the file, from 64 to 256 MB); the peers keep everybody in memory, in clear, and read them all in at each start.', '',
    '| people | who | seconds to take them in | MB of heap |', '|---:|---|---:|---:|',
    ...memory.flatMap(({ size, megabytes, filledIn, peers }) => [
      `| ${size} | Relais | ${filledIn === null ? 'kept from before' : `${filledIn.toFixed(1)} (once)`} | ${megabytes} |`,
      ...peers.map((peer) => `| | ${peer.name} | ${peer.builtIn.toFixed(1)} (each start) | ${peer.megabytes} |`),
    ]), '',
  ];
}
