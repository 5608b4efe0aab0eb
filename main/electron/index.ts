import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { app, protocol } from 'electron';
import { createApp } from '../app.ts';
import { systemClock } from '../platform/clock.ts';
import { defaultDataDirectory } from '../platform/data-directory.ts';
import { newId } from '../platform/ids.ts';
import { openFileLog } from '../platform/log.ts';
import { pageScheme } from './page-address.ts';
import { openShell } from './shell.ts';

/** Host A: the desktop. `electron . [--demo] [--clinic DIR]` */

// The built files: `dist/main/index.js` (this one), `dist/preload/preload.cjs`, `dist/renderer/`.
const built = join(import.meta.dirname, '..');
// Electron's and Chromium's own arguments stand among ours, hence not strict.
const { values: options } = parseArgs({
  args: process.argv.slice(1),
  options: { demo: { type: 'boolean' }, clinic: { type: 'string' } },
  strict: false,
});
const dataDirectory = defaultDataDirectory();
const log = openFileLog(dataDirectory);

// Chromium's own files (no page data: the page's session is in memory) stay apart from the clinics.
app.setPath('userData', join(dataDirectory, 'desktop'));
app.enableSandbox();
protocol.registerSchemesAsPrivileged([
  { scheme: pageScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
]);
// Told to the log, reduced as every error is; the default would show a dialog with the message.
process.on('uncaughtException', (error) => { log.error('host.uncaught', error); });
process.on('unhandledRejection', (error) => { log.error('host.unhandled', error); });

if (app.requestSingleInstanceLock()) {
  // Awaiting here at the top of an ES module would never return: Electron waits for the module before it is ready.
  app.whenReady().then(start).catch(fail);
} else {
  app.quit();
}

async function start(): Promise<void> {
  const ports = { clock: systemClock, newId, log, dataDirectory, pageDirectory: join(built, 'renderer') };
  const directory = typeof options.clinic === 'string' ? { directory: resolve(options.clinic) } : {};
  const relais = createApp(ports, { ...directory, demonstration: options.demo === true });
  await relais.prepare();
  const { keep } = await openShell(relais, { clock: systemClock, log, dataDirectory, preload: join(built, 'preload', 'preload.cjs') });
  quitAfter(async () => {
    await keep();
    await relais.close();
  });
}

/** Holds every way of quitting (window, menu, Ctrl+C, shutdown) until what is typed is kept, and the clinic closed. */
function quitAfter(close: () => Promise<void>): void {
  let closing = false;
  app.on('before-quit', (event) => {
    event.preventDefault();
    if (closing) return;
    closing = true;
    close().then(() => { app.exit(0); }, fail);
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => { app.quit(); });
}

/** What stops the host before there is a page to say it on. */
function fail(error: unknown): void {
  log.error('host.failed', error);
  process.stderr.write(`Relais: ${error instanceof Error ? error.message : String(error)}\n`);
  app.exit(1);
}
