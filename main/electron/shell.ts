import { join } from 'node:path';
import { app, Menu, session as electronSession, shell } from 'electron';
import { type App, isDeliveryAddress, type Session } from '../app.ts';
import type { Clock, Log } from '../ports.ts';
import { createClinicWindow, rememberPlaceNow, windowStateFile, zoomBy } from './clinic-window.ts';
import { offerContextMenu } from './context-menu.ts';
import { desktopSettings, type DesktopSettings, firstDesktopSettings } from './desktop-settings.ts';
import { jsonFile } from './json-file.ts';
import { type MenuActions, menuTemplate } from './menu.ts';
import { denyPermissions } from './navigation.ts';
import { isPageUrl, pageScheme, pageUrl } from './page-address.ts';
import { recoverPage } from './page-recovery.ts';
import { signalPage } from './page-signals.ts';
import { servePorts } from './port-host.ts';
import { followSessionEnd, followSystemLock, lockWindow } from './presence.ts';
import { saveDeliveriesOnly } from './save-dialog.ts';
import { savePagePdf } from './save-pdf.ts';
import { languageOf, shellWords, type ShellWords } from './shell-words.ts';
import { checkSpelling, mayDownloadDictionary } from './spelling.ts';
import { lookForUpdateWith, updateKeyOf } from './update-desk.ts';
import { workstationKeep } from './workstation-keep.ts';

/** The page's session: its name without `persist:` keeps it in memory. */
const partitionName = 'relais';

/** How often a new version is looked for, where the clinic has turned that on. */
const updateEveryMilliseconds = 24 * 60 * 60 * 1000;

export interface ShellDependencies {
  readonly clock: Clock;
  readonly log: Log;
  readonly dataDirectory: string;
  /** Path of the built preload. */
  readonly preload: string;
}

/**
 * Opens the clinic's window and everything around it: the page and its files, the port, the menu, the system's lock.
 *
 * @returns `keep`: has the page keep what is typed, and notes where the window is, before the host ends
 */
export async function openShell(relais: App, { clock, log, dataDirectory, preload }: ShellDependencies): Promise<{ keep: () => Promise<void> }> {
  const folder = join(dataDirectory, 'desktop');
  const keyKeep = workstationKeep(join(folder, 'workstation.key'));
  if (keyKeep && !relais.host.open) {
    relais.sessions.keepOpen = await relais.workstation.openAtStart(keyKeep).catch((error: unknown) => {
      log.error('workstation.not-opened', error);
      return false;
    });
  }
  const settingsFile = jsonFile<DesktopSettings>(join(folder, 'settings.json'), desktopSettings, firstDesktopSettings);
  const state = windowStateFile(folder);
  const partition = electronSession.fromPartition(partitionName, { cache: false });
  denyPermissions(partition);
  saveDeliveriesOnly(partition, app.getPath('documents'));
  checkSpelling(partition, settingsFile.read().spelling);

  const session = relais.newSession();
  partition.protocol.handle(pageScheme, (request) => answerPage(relais, session, request));
  const window = createClinicWindow({ preload, partition: partitionName, state });
  const contentsId = window.webContents.id;

  const words = (): ShellWords => shellWords(session.caller?.language ?? session.held?.caller.language ?? languageOf(app.getPreferredSystemLanguages()));
  const lock = (): void => void lockWindow(relais, window, session).catch((error: unknown) => { log.error('page.not-locked', error); });
  const quit = (): void => { app.quit(); };

  const keep = async (): Promise<void> => {
    if (window.isDestroyed()) return;
    rememberPlaceNow(window, state);
    await signalPage(window.webContents, 'keep');
  };

  const actions: MenuActions = {
    print: () => { window.webContents.print({ printBackground: true }); },
    savePdf: () => void savePagePdf(window, { words: words(), folder: app.getPath('documents'), day: clock.now().slice(0, 10), log }),
    lock,
    zoom: (change) => { zoomBy(window, change, state); },
    setSpelling: (language, on) => {
      const change = async (): Promise<void> => {
        const settings = settingsFile.read();
        const others = settings.spelling.filter((one) => one !== language);
        const spelling = on && (await mayDownloadDictionary(window, words())) ? [...others, language] : others;
        settingsFile.write({ ...settings, spelling });
        checkSpelling(partition, spelling);
        showMenu();
      };
      void change().catch((error: unknown) => { log.error('spelling.not-set', error); });
    },
    openLogs: () => void shell.openPath(join(dataDirectory, 'logs')),
    setWorkstation: (on) => {
      const { caller } = session;
      if (!keyKeep || !caller) return;
      const work = on ? relais.workstation.turnOn(caller, keyKeep) : relais.workstation.turnOff(caller, keyKeep);
      work.then(() => { relais.sessions.keepOpen = on; }).catch((error: unknown) => { log.error('workstation.not-set', error); }).finally(() => { showMenu(); });
    },
    setUpdates: (on) => {
      settingsFile.write({ ...settingsFile.read(), updates: on });
      showMenu();
    },
    checkUpdates: () => { update(false); },
  };
  const updateKey = app.isPackaged ? updateKeyOf(app.getAppPath()) : undefined;
  const update = (quiet: boolean): void => {
    if (updateKey === undefined || !settingsFile.read().updates) return;
    const close = async (): Promise<void> => {
      await keep();
      await relais.close();
    };
    lookForUpdateWith({ relais, session, window, words: words(), publicKey: updateKey, close, log }, quiet).catch((error: unknown) => { log.error('update.failed', error); });
  };
  const showMenu = (): void => {
    const menuState = {
      settings: settingsFile.read(), signedIn: session.caller !== null, manages: session.caller?.grants['settings.manage'] !== undefined,
      workstation: keyKeep && relais.workstation.isOn(keyKeep), canUpdate: updateKey !== undefined,
    };
    Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(words(), actions, menuState, process.platform)));
  };
  const showMenuIfChanged = onChange(() => JSON.stringify([words().file, session.caller?.userId, session.caller?.grants['settings.manage']]), showMenu);

  servePorts(relais, (id) => (id === contentsId && !window.isDestroyed() ? session : undefined), showMenuIfChanged);
  recoverPage(window, { words, clock, log, quit });
  offerContextMenu(window.webContents, words);
  followSystemLock(lock, quit);
  followSessionEnd(window, quit);
  app.on('second-instance', () => {
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  });
  // The one window is the application: closing it ends the host as quitting does, once what is typed is kept.
  window.on('close', (event) => {
    event.preventDefault();
    quit();
  });
  showMenu();
  window.loadURL(pageUrl).catch((error: unknown) => { log.error('page.not-loaded', error); });
  update(true);
  setInterval(() => { update(true); }, updateEveryMilliseconds).unref();
  return { keep };
}

/** Files come in by `POST /intake` and go out by `GET /delivery/<id>`, as in the loopback host; only the page asks for either. */
function answerPage(relais: App, session: Session, request: Request): Promise<Response> {
  if (!isPageUrl(request.headers.get('origin') ?? pageUrl)) return relais.resources(request);
  if (isDeliveryAddress(request.url)) return relais.deliveries(request, session);
  return request.method === 'POST' ? relais.intake(request, session) : relais.resources(request);
}

/** Calls `act` whenever what `look` sees is not what it saw before. */
function onChange(look: () => string, act: () => void): () => void {
  let seen = look();
  return () => {
    const now = look();
    if (now === seen) return;
    seen = now;
    act();
  };
}
