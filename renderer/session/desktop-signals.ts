import { desktopSignalEvent, type DesktopSignalDetail } from '#contract/desktop-signals.ts';
import { keepDrafts } from '../drafts/kept-drafts.ts';
import { lockPage, locked } from './lock.ts';
import { isSignedIn } from './session-state.ts';

/** Answers the desktop host: keeps what is being typed, and locks where it says so. In a browser nothing raises this. */
export function answerDesktop(): void {
  window.addEventListener(desktopSignalEvent, (event) => {
    if (event instanceof CustomEvent) void answer(event.detail as DesktopSignalDetail);
  });
}

async function answer({ signal, done }: DesktopSignalDetail): Promise<void> {
  try {
    await keepDrafts();
    if (signal === 'lock' && isSignedIn()) {
      lockPage();
      await locked();
    }
  } finally {
    done();
  }
}
