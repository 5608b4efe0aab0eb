import { Temporal } from 'temporal-polyfill';

/**
 * The last moment, at or before `now`, at which a daily backup was due: today's hour in the clinic's zone, or yesterday's.
 *
 * @param hour 0–23 of the wall clock; where a change of time skips it, the first moment after
 */
export function lastDue(now: string, zone: string, hour: number): string {
  const here = Temporal.Instant.from(now).toZonedDateTimeISO(zone);
  const at = (date: Temporal.PlainDate): Temporal.Instant => date.toZonedDateTime({ timeZone: zone, plainTime: { hour } }).toInstant();
  const today = at(here.toPlainDate());
  const due = Temporal.Instant.compare(today, Temporal.Instant.from(now)) <= 0 ? today : at(here.toPlainDate().subtract({ days: 1 }));
  return due.toString({ smallestUnit: 'millisecond' });
}

/** How long after a failed try the next one is made. */
const retryMilliseconds = 60 * 60 * 1000;

export interface BackupMoments {
  readonly now: string;
  readonly zone: string;
  readonly hour: number | null;
  /** When the clinic was made: nothing was due before. */
  readonly since: string;
  readonly lastScheduledAt: string | null;
  readonly lastTriedAt: string | null;
}

/** Whether a scheduled backup is to be written now: its hour has come, or was missed while the clinic was closed. */
export function isBackupDue({ now, zone, hour, since, lastScheduledAt, lastTriedAt }: BackupMoments): boolean {
  if (hour === null) return false;
  const due = lastDue(now, zone, hour);
  if (due <= since || (lastScheduledAt !== null && lastScheduledAt >= due && lastScheduledAt <= now)) return false;
  // A clock set back since must not put the next try off for ever.
  const sinceTry = lastTriedAt === null ? Infinity : Temporal.Instant.from(now).epochMilliseconds - Temporal.Instant.from(lastTriedAt).epochMilliseconds;
  return sinceTry < 0 || sinceTry >= retryMilliseconds;
}

/** Scheduled backups to remove: all but the newest `keep`. Those made by hand or before an update are never removed. */
export function superseded<T extends { readonly name: string; readonly createdAt: string; readonly origin: string }>(backups: readonly T[], keep: number): readonly T[] {
  return backups
    .filter((backup) => backup.origin === 'scheduled')
    .sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1))
    .slice(keep);
}
