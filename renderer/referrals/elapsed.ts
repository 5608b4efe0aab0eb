import type { TFunction } from 'i18next';
import { Temporal } from 'temporal-polyfill';
import { now } from '../text/format.ts';

/** A length of time in its two largest units. */
export interface Elapsed {
  readonly days: number;
  readonly hours: number;
  readonly minutes: number;
}

/** Time between two instants, never negative. */
export function elapsedBetween(from: Temporal.Instant, to: Temporal.Instant): Elapsed {
  const minutes = Math.max(Math.floor((to.epochMilliseconds - from.epochMilliseconds) / 60_000), 0);
  return { days: Math.floor(minutes / 1440), hours: Math.floor(minutes / 60) % 24, minutes: minutes % 60 };
}

/** "41 min", "5 h 10", "3 j 22 h". */
export function writeElapsed({ days, hours, minutes }: Elapsed, t: TFunction<'referrals'>): string {
  if (days > 0) return t('elapsed.days', { days, hours });
  return hours > 0 ? t('elapsed.hours', { hours, minutes: String(minutes).padStart(2, '0') }) : t('elapsed.minutes', { minutes });
}

/** How long ago an instant is. */
export function waitedSince(instant: string, t: TFunction<'referrals'>): string {
  return writeElapsed(elapsedBetween(Temporal.Instant.from(instant), now()), t);
}

/** How long after one instant another came. */
export function waitedBetween(from: string, to: string, t: TFunction<'referrals'>): string {
  return writeElapsed(elapsedBetween(Temporal.Instant.from(from), Temporal.Instant.from(to)), t);
}
