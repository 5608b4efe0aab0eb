import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { app, BrowserWindow, Menu, protocol, session as electronSession } from 'electron';
import { createApp, isDeliveryAddress, type Session } from '../app.ts';
import { systemClock } from '../platform/clock.ts';
import { defaultDataDirectory } from '../platform/data-directory.ts';
import { newId } from '../platform/ids.ts';
import { openFileLog } from '../platform/log.ts';
import { confineNavigation, denyPermissions } from './navigation.ts';
import { isPageUrl, pageScheme, pageUrl } from './page-address.ts';
import { saveDeliveriesOnly } from './save-dialog.ts';
import { servePorts } from './port-host.ts';
import { windowOptions } from './window-options.ts';

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

// Chromium's own files (no page data: the page's session is in memory) stay apart from the clinics.
app.setPath('userData', join(dataDirectory, 'desktop'));
app.enableSandbox();
protocol.registerSchemesAsPrivileged([
  { scheme: pageScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
]);

if (app.requestSingleInstanceLock()) {
  // Awaiting here at the top of an ES module would never return: Electron waits for the module before it is ready.
  app.whenReady().then(start).catch(fail);
} else {
  app.quit();
}

async function start(): Promise<void> {
  const ports = { clock: systemClock, newId, log: openFileLog(dataDirectory), dataDirectory, pageDirectory: join(built, 'renderer') };
  const directory = typeof options.clinic === 'string' ? { directory: resolve(options.clinic) } : {};
  const relais = createApp(ports, { ...directory, demonstration: options.demo === true });
  await relais.prepare();
  const partition = electronSession.fromPartition('relais', { cache: false });
  denyPermissions(partition);
  saveDeliveriesOnly(partition, app.getPath('documents'));
  const sessions = new Map<number, Session>();
  partition.protocol.handle(pageScheme, (request) => {
    // Files come in by `POST /intake` and go out by `GET /delivery/<id>`, as in the loopback host; only the page of the
    // one window there is asks for either.
    const [session, ...others] = sessions.values();
    const isPage = isPageUrl(request.headers.get('origin') ?? pageUrl);
    if (!isPage || !session || others.length > 0) return relais.resources(request);
    if (isDeliveryAddress(request.url)) return relais.deliveries(request, session);
    return request.method === 'POST' ? relais.intake(request, session) : relais.resources(request);
  });
  servePorts(relais, (contentsId) => sessions.get(contentsId));

  const openWindow = (): void => {
    const window = new BrowserWindow(windowOptions(join(built, 'preload', 'preload.cjs'), 'relais'));
    const { id } = window.webContents;
    const session = relais.newSession();
    sessions.set(id, session);
    confineNavigation(window.webContents);
    window.once('ready-to-show', () => { window.show(); });
    window.once('closed', () => {
      sessions.delete(id);
      relais.forgetSession(session);
    });
    window.loadURL(pageUrl).catch(fail);
  };

  app.on('second-instance', () => {
    const [window] = BrowserWindow.getAllWindows();
    if (window?.isMinimized()) window.restore();
    window?.focus();
  });
  app.on('window-all-closed', () => { app.quit(); });
  quitAfter(() => relais.close());
  Menu.setApplicationMenu(process.platform === 'darwin' ? Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'windowMenu' }]) : null);
  openWindow();
}

/** Holds every way of quitting (window, menu, Ctrl+C) until the clinic is saved and closed. */
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
  process.stderr.write(`Relais: ${error instanceof Error ? error.message : String(error)}\n`);
  app.exit(1);
}
