import { parseArgs } from 'node:util';
import { openBenchClinic } from './bench-clinic.ts';
import { type Measurement, tableOf } from './bench-report.ts';
import { benchCohorts } from './cohort-bench.ts';
import { benchDesk } from './desk-bench.ts';
import { benchImport } from './import-bench.ts';
import { benchKeystroke } from './keystroke-bench.ts';
import { type Memory, writeReport } from './write-report.ts';
import { heapInUse, openPeers } from './peers.ts';
import { population } from './population.ts';
import { benchQueue } from './queue-bench.ts';
import { benchRegistry } from './registry-bench.ts';
import { benchSearch } from './search-bench.ts';
import { benchSlots } from './slots-bench.ts';
import { benchStart } from './start-bench.ts';
import { benchTriage } from './triage-bench.ts';
import { benchWeek } from './week-bench.ts';

/**
 * `npm run bench -- [--sizes 1000,10000,100000,1000000] [--only search,registry,cohorts,triage,desk,queue,slots,week,window,import] [--report]`.
 * Each table is printed as it is ready; `--report` also writes `build/docs/bench/`: its first page of a whole run, else a page of the subjects named.
 */
const subjects = ['search', 'registry', 'cohorts', 'triage', 'desk', 'queue', 'slots', 'week', 'window', 'import'] as const;
const { values } = parseArgs({
  options: { sizes: { type: 'string', default: '1000,10000,100000' }, only: { type: 'string', default: subjects.join() }, report: { type: 'boolean', default: false } },
});
const sizes = values.sizes.split(',').map(Number);
const only = values.only.split(',');
const part = subjects.every((subject) => only.includes(subject)) ? null : values.only;
/** Beyond this, a peer that holds everybody in memory takes minutes or more than it is given. */
const mostForPeers = 100_000;
/** Nobody keeps a registry larger than this; a million people are for the search alone. */
const mostForRegistry = 100_000;
/** The size at which a window is opened. */
const windowSize = Math.min(100_000, Math.max(...sizes));

/** Rows of the registry that is taken in. */
const importedRows = 20_000;

const measurements: Measurement[] = [];
const memory: Memory[] = [];
const add = (...found: readonly Measurement[]): void => {
  measurements.push(...found);
  process.stdout.write(`${tableOf(found)}\n\n`);
  // As far as it goes: a run that is stopped leaves what it has measured.
  if (values.report) writeReport(measurements, memory, part);
};

if (only.includes('search')) for (const size of sizes) await searchAt(size);
if (only.includes('registry')) for (const size of sizes.filter((one) => one <= mostForRegistry)) await registryAt(size);
if (only.includes('cohorts')) for (const size of sizes.filter((one) => one <= mostForRegistry)) await cohortsAt(size);
if (only.includes('triage')) add(await benchTriage());
if (only.includes('desk')) add(...(await benchDesk()));
if (only.includes('queue')) add(...(await benchQueue()));
if (only.includes('slots')) add(...(await benchSlots()));
if (only.includes('week')) add(...(await benchWeek()));
if (only.includes('window')) {
  const clinic = await openBenchClinic(windowSize);
  // The window's host opens the same folder.
  await clinic.close();
  add(await benchStart(clinic, windowSize), await benchKeystroke(clinic, windowSize));
}
if (only.includes('import')) add(await benchImport(windowSize, Math.min(importedRows, windowSize)));

async function searchAt(size: number): Promise<void> {
  const before = heapInUse();
  const clinic = await openBenchClinic(size);
  const peers = size <= mostForPeers ? await openPeers([...population(size)].flat()) : [];
  memory.push({ size, megabytes: Math.max(0, heapInUse() - before - peers.reduce((sum, peer) => sum + peer.megabytes, 0)), filledIn: clinic.filledIn, peers: peers.map(({ name, builtIn, megabytes }) => ({ name, builtIn, megabytes })) });
  add(...(await benchSearch(clinic, size, peers)));
  for (const peer of peers) await peer.close();
  await clinic.close();
}

async function registryAt(size: number): Promise<void> {
  const clinic = await openBenchClinic(size);
  add(...(await benchRegistry(clinic, size)));
  await clinic.close();
}

async function cohortsAt(size: number): Promise<void> {
  const clinic = await openBenchClinic(size);
  add(...(await benchCohorts(clinic, size)));
  await clinic.close();
}
