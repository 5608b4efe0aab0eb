import { parentPort, workerData } from 'node:worker_threads';
import { backupJobKind } from './backup/backup-job.ts';
import { openClinic } from './clinics/open-clinic.ts';
import { exportJobKind } from './exports/export-service.ts';
import { importJobKind } from './imports/import-service.ts';
import { checkJobKind, readJobKind, runJobKind } from './imports/table/table-jobs.ts';
import { undoJobKind } from './imports/undo/undo-service.ts';
import { scanJobKind } from './patients/duplicates/duplicate-service.ts';
import { recordCopyJobKind } from './record-copies/record-copy-service.ts';
import { refreshJobKind, replayJobKind } from './referrals/workbench/replay-service.ts';
import { extractJobKind } from './research/extract-service.ts';
import { systemClock } from './platform/clock.ts';
import { newId } from './platform/ids.ts';
import type { FromWorker, LongWorkOrder, ToWorker } from './platform/long-work/long-work-messages.ts';
import { redactError } from './platform/redact.ts';
import { readKeyring } from './platform/store/keyring-file.ts';
import { openStore } from './platform/store/store.ts';
import type { Log } from './ports.ts';
import type { Services } from './services.ts';

/**
 * The long-work thread: opens the clinic on a connection of its own, does one job, closes and ends. It holds the same
 * services as its host; the host keeps the clinic's lock.
 */

interface JobHooks {
  readonly onProgress: (step: unknown) => void;
  readonly shouldStop: () => boolean;
}

const jobs: Readonly<Record<string, (services: Services, input: unknown, hooks: JobHooks) => Promise<unknown>>> = {
  [backupJobKind]: (services, input) => services.backups.runJob(input),
  [exportJobKind]: (services, input, hooks) => services.exports.runJob(input, hooks),
  [extractJobKind]: (services, input, hooks) => services.researchExtracts.runJob(input, hooks),
  [recordCopyJobKind]: (services, input) => services.recordCopies.runJob(input),
  [replayJobKind]: (services, input, hooks) => services.ruleReplays.runReplay(input, hooks),
  [refreshJobKind]: (services, _input, hooks) => services.ruleReplays.runRefresh(hooks),
  [scanJobKind]: (services, input, hooks) => services.duplicates.runScan(input, hooks),
  [importJobKind]: (services, input, hooks) => services.imports.importIntake(input, hooks),
  [readJobKind]: (services, input) => services.tableImports.readHeld(input),
  [checkJobKind]: (services, input, hooks) => services.tableImports.checkHeld(input, hooks),
  [undoJobKind]: (services, input, hooks) => services.undoImports.undoBatch(input, hooks),
  [runJobKind]: (services, input, hooks) => services.tableImports.runHeld(input, hooks),
};

const port = parentPort;
if (!port) throw new Error('the long-work thread is started by its host');
const say = (message: FromWorker): void => port.postMessage(message);

/** The host writes the log; an error crosses as what may be written of it. */
const log: Log = {
  info: (event, facts = {}) => say({ kind: 'log', level: 'info', event, facts }),
  warn: (event, facts = {}) => say({ kind: 'log', level: 'warn', event, facts }),
  error: (event, error, facts = {}) => say({ kind: 'log', level: 'warn', event, facts: { ...facts, error: JSON.stringify(redactError(error)) } }),
};

let stopAsked = false;
port.on('message', (message: ToWorker) => {
  stopAsked ||= message.kind === 'stop';
});

const { directory, dataKey, dataDirectory, job } = workerData as LongWorkOrder;
const work = jobs[job.kind];
if (!work) throw new Error('no such job');
const store = await openStore(directory, readKeyring(directory), dataKey, { lock: false });
try {
  const ports = { clock: systemClock, newId, log, dataDirectory, pageDirectory: '' };
  store.unitOfWork.changes.watchHere((changes) => say({ kind: 'changes', changes }));
  const { services } = await openClinic(store, ports, { readonly: true });
  const result = await work(services, job.input, { onProgress: (step) => say({ kind: 'step', step }), shouldStop: () => stopAsked });
  say({ kind: 'done', result });
} finally {
  await store.close();
  port.close();
}
