import type { Log } from '../ports.ts';

/** How often servers are brought up to date. */
const everyMilliseconds = 5 * 60_000;

/**
 * Pushes the open clinic's calendars every five minutes, where it is switched on. It never keeps the process alive, and a run at
 * work is not begun twice.
 *
 * @returns the end of it
 */
export function startPushSchedule(openClinic: () => { readonly services: { readonly push: { readonly pushAll: () => Promise<void> } } } | null, log: Log): () => void {
  let pushing = false;
  const push = async (): Promise<void> => {
    const clinic = openClinic();
    if (!clinic || pushing) return;
    pushing = true;
    try {
      await clinic.services.push.pushAll();
    } catch (error) {
      // Closed meanwhile: the next time begins again.
      log.error('calendar-push.schedule', error);
    } finally {
      pushing = false;
    }
  };
  const timer = setInterval(() => void push(), everyMilliseconds);
  timer.unref();
  return () => clearInterval(timer);
}
