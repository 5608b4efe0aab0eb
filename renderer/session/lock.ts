import type { SessionStatus } from '#contract/session';
import { keepDrafts } from '../drafts/kept-drafts.ts';
import { client } from '../link/client.ts';
import { onReconnect } from '../link/connection.ts';
import { hasCode } from '../link/failure.ts';
import { setPageLocked } from '../link/lock-gate.ts';
import { adoptStatus } from './session-state.ts';

/** Main has not heard yet of a page that has locked itself. */
let telling: Promise<void> | null = null;

/** Veils the page at once, then has main refuse this session; over a cut link, as soon as it is back. */
export function lockPage(): void {
  // Asked for before the veil, behind which calls wait: what was typed last is kept however the lock ends.
  void keepDrafts();
  setPageLocked(true);
  telling ??= tellMain().finally(() => {
    telling = null;
  });
}

/** Resolves once main has heard of the lock. */
export async function locked(): Promise<void> {
  await telling;
}

/** Gives the password of the person who locked; the page comes back as it was. */
export async function unlockPage(password: string): Promise<SessionStatus> {
  // A page main does not know to be locked would open to any password.
  await telling;
  return client.session.unlock({ password });
}

async function tellMain(): Promise<void> {
  for (;;) {
    try {
      adoptStatus(await client.session.lock());
      return;
    } catch (error) {
      if (!hasCode(error, 'UNAVAILABLE')) {
        // Locked already, or signed out elsewhere: main says which.
        adoptStatus(await client.session.status());
        return;
      }
      await reconnected();
    }
  }
}

function reconnected(): Promise<void> {
  return new Promise((resolve) => {
    const stop = onReconnect(() => {
      stop();
      resolve();
    });
  });
}
