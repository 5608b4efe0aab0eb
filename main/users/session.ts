import type { Caller } from './caller.ts';

/**
 * One window or one browser: who is signed in there. Held in memory by the host. `caller` is null whenever nothing may
 * be done, so that what forgets to ask refuses.
 */
export interface Session {
  caller: Caller | null;
  /** Somebody signed in who must first give their password again, or choose one. */
  held?: Held | null;
  /** The present sign-in. */
  entry?: Entry | null;
}

export interface Held {
  readonly caller: Caller;
  readonly until: 'unlocked' | 'password-chosen';
}

export interface Entry {
  readonly id: string;
  readonly since: string;
  /** Wrong tries between the last sign-in and this one. */
  readonly failuresBefore: number;
}

/** Whoever is signed in, able to act or not. */
export function personOf(session: Session): Caller | null {
  return session.caller ?? session.held?.caller ?? null;
}

/** Nobody is signed in here any more. */
export function vacate(session: Session): void {
  session.caller = null;
  session.held = null;
  session.entry = null;
}
