/**
 * What the desktop host tells its page, and waits for: `keep` what is being typed, `lock` the page after that. It goes
 * through an event the host raises in the page, so that nothing of the host is exposed to it; a page that raises it itself
 * only saves or locks itself.
 */
export const desktopSignalEvent = 'relais:desktop';
export type DesktopSignal = 'keep' | 'lock';

/** Detail of the event; `done` is called once the page has done it. */
export interface DesktopSignalDetail {
  readonly signal: DesktopSignal;
  readonly done: () => void;
}
