import { parentPort, workerData } from 'node:worker_threads';
import { openClinic } from './clinics/open-clinic.ts';
import { longWorkJobs } from './long-work-jobs.ts';
import { systemClock } from './platform/clock.ts';
import { isDeclaredError } from './platform/declared-error.ts';
import { newId } from './platform/ids.ts';
import type { FromWorker, LongWorkOrder, ToWorker } from './platform/long-work/long-work-messages.ts';
import { redactError } from './platform/redact.ts';
import { readKeyring } from './platform/store/keyring-file.ts';
import { openStore } from './platform/store/store.ts';
import type { Log } from './ports.ts';

/**
 * The long-work thread: opens the clinic on a connection of its own, does one job, closes and ends. It holds the same
 * services as its host; the host keeps the clinic's lock.
 */

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
const work = longWorkJobs[job.kind];
if (!work) throw new Error('no such job');
const store = await openStore(directory, readKeyring(directory), dataKey, { lock: false });
try {
  const ports = { clock: systemClock, newId, log, dataDirectory, pageDirectory: '' };
  store.unitOfWork.changes.watchHere((changes) => say({ kind: 'changes', changes }));
  const { services } = await openClinic(store, ports, { readonly: true });
  const result = await work(services, job.input, { onProgress: (step) => say({ kind: 'step', step }), shouldStop: () => stopAsked });
  say({ kind: 'done', result });
} catch (error) {
  // An expected outcome is answered as one; a surprise ends the thread and is logged by the host.
  if (!isDeclaredError(error)) throw error;
  say({ kind: 'refused', code: error.code, data: error.data });
} finally {
  await store.close();
  port.close();
}
