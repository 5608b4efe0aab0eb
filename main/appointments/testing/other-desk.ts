import { parentPort, workerData } from 'node:worker_threads';
import { openClinic } from '../../clinics/open-clinic.ts';
import type { Inputs } from '#contract/index.ts';
import { newId } from '../../platform/ids.ts';
import { memoryLog } from '../../platform/log.ts';
import { readKeyring } from '../../platform/store/keyring-file.ts';
import { openStore } from '../../platform/store/store.ts';
import type { Caller } from '../../users/caller.ts';

/** What a desk in a thread of its own is given: the clinic's folder and key, and what to book when told to. */
export interface DeskWork {
  readonly directory: string;
  readonly dataKey: Uint8Array;
  readonly caller: Caller;
  readonly now: string;
  readonly bookings: readonly Inputs['appointments']['book'][];
}

/** A second desk: opens the clinic through its own connection, says `ready`, and books all at once at the first message. */
const { directory, dataKey, caller, now, bookings } = workerData as DeskWork;
const store = await openStore(directory, readKeyring(directory), dataKey, { lock: false });
const { services } = await openClinic(store, { clock: { now: () => now }, newId, log: memoryLog(), dataDirectory: directory, pageDirectory: directory });

parentPort?.once('message', () => {
  void Promise.allSettled(bookings.map((booking) => services.booking.book(caller, booking))).then(async (outcomes) => {
    await store.close();
    parentPort?.postMessage(outcomes.map((outcome) => (outcome.status === 'fulfilled' ? 'BOOKED' : String((outcome.reason as { code?: unknown }).code ?? outcome.reason))));
  });
});
parentPort?.postMessage('ready');
