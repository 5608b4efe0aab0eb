import { addMilliseconds } from '../platform/clock.ts';
import type { Clock } from '../ports.ts';

/** Failures since the last success, by login; kept in memory by the host. */
export interface SignInAttempts {
  /** Seconds until the next try counts; 0: now. */
  secondsToWait(login: string): number;
  /** Failures of a login since its last success. */
  failures(login: string): number;
  /** Counts a failure. After five: one minute, then two, four … */
  fail(login: string): void;
  /** Forgets the failures of a login, and says how many there were. */
  succeed(login: string): number;
}

const freeFailures = 5;
const longestPower = 8;

export function createSignInAttempts(clock: Clock): SignInAttempts {
  const failures = new Map<string, { readonly count: number; readonly blockedUntil: string }>();
  return {
    secondsToWait: (login) => {
      const known = failures.get(login);
      if (!known || known.count < freeFailures) return 0;
      return Math.max(0, Math.ceil((Date.parse(known.blockedUntil) - Date.parse(clock.now())) / 1000));
    },
    failures: (login) => failures.get(login)?.count ?? 0,
    fail: (login) => {
      const count = (failures.get(login)?.count ?? 0) + 1;
      const minutes = count < freeFailures ? 0 : 2 ** Math.min(count - freeFailures, longestPower);
      failures.set(login, { count, blockedUntil: addMilliseconds(clock.now(), minutes * 60_000) });
    },
    succeed: (login) => {
      const count = failures.get(login)?.count ?? 0;
      failures.delete(login);
      return count;
    },
  };
}
