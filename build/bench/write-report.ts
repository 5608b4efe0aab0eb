import { mkdirSync, writeFileSync } from 'node:fs';
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

/** Writes the tables and the chart of a run into `build/docs/bench/`. */
export function writeReport(measurements: readonly Measurement[], memory: readonly Memory[]): void {
  mkdirSync(folder, { recursive: true });
  const machine = `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GB, ${platform()} ${arch()}, Node ${process.versions.node}`;
  const notes = [...new Map(measurements.flatMap(({ job, note }) => (note ? [[job, note] as const] : [])))];
  const report = [
    '# Speed of Relais', '',
    'Made by `npm run bench -- --report`. Contestants take turns within one run, on the same people, so that ratios hold where times depend on the machine: figures of one run on a shared machine, to be read as ratios.', '',
    `Machine: ${machine}.`, '',
    '![Median times](chart.svg)', '',
    tableOf(measurements), '',
    ...notes.map(([job, note]) => `- ${job}: ${note}`), '',
    '## What holding the people takes', '',
    'Relais keeps an encrypted file and a cache of its pages (64 MB at most); the peers keep everybody in memory, in clear, and read them all in at each start.', '',
    '| people | who | seconds to take them in | MB of heap |', '|---:|---|---:|---:|',
    ...memory.flatMap(({ size, megabytes, filledIn, peers }) => [
      `| ${size} | Relais | ${filledIn === null ? 'kept from before' : `${filledIn.toFixed(1)} (once)`} | ${megabytes} |`,
      ...peers.map((peer) => `| | ${peer.name} | ${peer.builtIn.toFixed(1)} (each start) | ${peer.megabytes} |`),
    ]), '',
  ];
  writeFileSync(join(folder, 'README.md'), report.join('\n'));
  writeFileSync(join(folder, 'chart.svg'), chartOf(measurements));
}
