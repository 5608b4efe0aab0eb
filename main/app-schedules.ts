import type { OpenClinic } from './clinics/open-clinic.ts';
import { startRepeating } from './platform/repeat-schedule.ts';
import type { Log } from './ports.ts';

const minute = 60_000;

/** What a host asks of the open clinic by itself; a clinic that has switched nothing on does nothing. */
const asked: readonly { readonly event: string; readonly everyMilliseconds: number; readonly work: (clinic: OpenClinic) => Promise<unknown> }[] = [
  { event: 'backup.schedule', everyMilliseconds: minute, work: ({ services }) => services.backups.runIfDue() },
  { event: 'messages.schedule', everyMilliseconds: minute, work: ({ services }) => services.messageSending.sendDue() },
  { event: 'calendar-push.schedule', everyMilliseconds: 5 * minute, work: ({ services }) => services.push.pushAll() },
  { event: 'ruleset.schedule', everyMilliseconds: minute, work: ({ services }) => services.rulesets.resumeProposing() },
];

/** Starts them all. @returns their end */
export function startSchedules(openClinic: () => OpenClinic | null, log: Log): () => void {
  const ends = asked.map((one) => startRepeating({ ...one, openClinic, log }));
  return () => ends.forEach((end) => end());
}
