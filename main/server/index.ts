import { homedir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createApp } from '../app.ts';
import { systemClock } from '../platform/clock.ts';
import { dataDirectoryOf } from '../platform/data-directory.ts';
import { newId } from '../platform/ids.ts';
import { openFileLog } from '../platform/log.ts';
import { serveUntilStopped } from './serve.ts';

/** The loopback host as a program: prints one line with the address when ready, closes cleanly when asked to stop. */
const { values } = parseArgs({
  options: {
    clinic: { type: 'string' },
    demo: { type: 'boolean', default: false },
    port: { type: 'string', default: '0' },
    data: { type: 'string' },
  },
});

const dataDirectory = values.data ?? dataDirectoryOf({ platform: process.platform, home: homedir(), environment: process.env });
const app = createApp(
  { clock: systemClock, newId, log: openFileLog(dataDirectory), dataDirectory, pageDirectory: join(import.meta.dirname, '../../dist/renderer') },
  { ...(values.clinic ? { directory: values.clinic } : {}), demonstration: values.demo },
);
await serveUntilStopped(app, { port: Number(values.port), ready: (host) => void process.stdout.write(`Relais: ${host.address}\n`) });
process.exit(0);
