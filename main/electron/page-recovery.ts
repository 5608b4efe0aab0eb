import { type BrowserWindow, dialog } from 'electron';
import type { Clock, Log } from '../ports.ts';
import { pageUrl } from './page-address.ts';
import type { ShellWords } from './shell-words.ts';

/** Crashes within this time that are mended without a word; the next one is told. */
const quiet = { crashes: 2, withinMilliseconds: 60_000 };

/** A page whose process has died is loaded again, its person still signed in; one that hangs is asked about. */
export function recoverPage(window: BrowserWindow, { words, clock, log, quit }: { words: () => ShellWords; clock: Clock; log: Log; quit: () => void }): void {
  const contents = window.webContents;
  let crashes: number[] = [];
  let asking = false;
  const load = (): void => void contents.loadURL(pageUrl).catch((error: unknown) => { log.error('page.not-loaded', error); });

  contents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit') return;
    log.warn('page.gone', { reason, exitCode });
    const now = Date.parse(clock.now());
    crashes = [...crashes.filter((at) => now - at < quiet.withinMilliseconds), now];
    if (crashes.length <= quiet.crashes) {
      load();
      return;
    }
    crashes = [];
    const { crashTitle, crashDetail, reload, quit: quitWord } = words();
    void dialog.showMessageBox(window, { type: 'error', message: crashTitle, detail: crashDetail, buttons: [reload, quitWord], defaultId: 0, noLink: true }).then(({ response }) => {
      if (response === 0) load();
      else quit();
    });
  });

  contents.on('unresponsive', () => {
    if (asking) return;
    asking = true;
    log.warn('page.unresponsive');
    const { hangTitle, hangDetail, reload, wait } = words();
    void dialog.showMessageBox(window, { type: 'warning', message: hangTitle, detail: hangDetail, buttons: [wait, reload], defaultId: 0, cancelId: 0, noLink: true }).then(({ response }) => {
      asking = false;
      if (response === 1) contents.forcefullyCrashRenderer();
    });
  });
}
