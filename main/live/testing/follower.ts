import type { LiveChange } from '#contract/live.ts';
import type { OpenClinic } from '../../clinics/open-clinic.ts';
import type { Caller } from '../../users/caller.ts';

/** A page that follows, as a test reads it. */
export interface TestPage {
  /** Everything it was told so far, the greeting apart. */
  readonly told: readonly LiveChange[];
  /** Resolves when the stream has ended by itself. */
  readonly ended: Promise<void>;
  /** Locks or signs out the session, or gives it to somebody. */
  seat(caller: Caller | null): void;
  /** The page goes away. */
  close(): Promise<void>;
}

/** Opens a page of somebody's and waits until it follows. */
export async function openPage({ services }: Pick<OpenClinic, 'services'>, caller: Caller): Promise<TestPage> {
  let present: Caller | null = caller;
  const leaving = new AbortController();
  const told: LiveChange[] = [];
  const stream = services.live.follow(() => present, leaving.signal);
  await stream.next();
  const ended = (async () => {
    for await (const change of stream) told.push(change);
  })();
  return {
    told,
    ended,
    seat: (next) => {
      present = next;
    },
    close: async () => {
      leaving.abort();
      await ended;
    },
  };
}
