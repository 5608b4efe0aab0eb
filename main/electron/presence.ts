import { type BrowserWindow, powerMonitor } from 'electron';
import type { App, Session } from '../app.ts';
import { signalPage } from './page-signals.ts';

/**
 * Locks the page, keeping first what is typed. A page that does not answer is locked all the same: main refuses it, and it
 * learns so at its next call.
 */
export async function lockWindow(relais: App, window: BrowserWindow, session: Session): Promise<void> {
  await signalPage(window.webContents, 'lock');
  if (session.caller) await relais.sessions.lock(session);
}

/** The page locks with the computer: its screen locked, suspended, handed to another person. */
export function followSystemLock(lock: () => void, quit: () => void): void {
  powerMonitor.on('lock-screen', lock);
  powerMonitor.on('suspend', lock);
  powerMonitor.on('user-did-resign-active', lock);
  // The system is going down: it waits for us on Linux and macOS; on Windows the window is told (below).
  (powerMonitor as NodeJS.EventEmitter).on('shutdown', (event: { preventDefault: () => void } | undefined) => {
    event?.preventDefault();
    quit();
  });
}

/** Windows is ending the session: what is typed is kept while it still lets us. */
export function followSessionEnd(window: BrowserWindow, quit: () => void): void {
  window.on('session-end', quit);
}
