import { homedir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createApp } from '../app.ts';
import { usualDemonstrationPatients } from '../clinics/clinic-host.ts';
import { systemClock } from '../platform/clock.ts';
import { StoreUnreadableError } from '../platform/database/open-database.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import { dataDirectoryOf } from '../platform/data-directory.ts';
import { newId } from '../platform/ids.ts';
import { openFileLog } from '../platform/log.ts';
import { serveUntilStopped } from './serve.ts';

/** The loopback host as a program: prints one line with the address when ready, closes cleanly when asked to stop. */
const values = readOptions();
const port = Number(values.port);
if (!Number.isInteger(port) || port < 0 || port > 65_535) stopWith('--port : 0 – 65535');

const demonstrationPatients = Number(values['demo-patients']);
if (!Number.isInteger(demonstrationPatients) || demonstrationPatients < 0 || demonstrationPatients > 20_000) stopWith('--demo-patients : 0 – 20000');

const dataDirectory = values.data ?? dataDirectoryOf({ platform: process.platform, home: homedir(), environment: process.env });
const app = createApp(
  { clock: systemClock, newId, log: openFileLog(dataDirectory), dataDirectory, pageDirectory: join(import.meta.dirname, '../../dist/renderer') },
  { ...(values.clinic ? { directory: values.clinic } : {}), demonstration: values.demo, demonstrationPatients },
);
try {
  await app.prepare();
} catch (error) {
  if (!(error instanceof DeclaredError || error instanceof StoreUnreadableError)) throw error;
  await app.close();
  stopWith('--demo : ce dossier contient une vraie clinique, ou la démonstration ne s’ouvre pas / this folder holds a real clinic, or the demonstration does not open');
}
await serveUntilStopped(app, { port, ready: (host) => void process.stdout.write(`Relais: ${host.address}\n`) });
process.exit(0);

function readOptions() {
  try {
    return parseArgs({
      options: { clinic: { type: 'string' }, demo: { type: 'boolean', default: false }, port: { type: 'string', default: '0' }, data: { type: 'string' }, 'demo-patients': { type: 'string', default: String(usualDemonstrationPatients) } },
    }).values;
  } catch {
    return stopWith('options : [--demo] [--clinic DIR] [--port P] [--data DIR] [--demo-patients N]');
  }
}

/** Misuse: one sentence, exit 2. */
function stopWith(sentence: string): never {
  process.stderr.write(`Relais: ${sentence}\n`);
  process.exit(2);
}
