import type { Log } from '../ports.ts';

/** An open clinic, as far as its messages go. */
interface WithMessages {
  readonly services: { readonly messageSending: { readonly sendDue: () => Promise<unknown> } };
}

/** How often a host asks whether messages are due. */
const everyMilliseconds = 60_000;

/**
 * Asks the open clinic, every minute, to send what is due; a clinic that has switched nothing on sends nothing. It never keeps the
 * process alive.
 *
 * @returns the end of the asking
 */
export function startMessageSchedule(openClinic: () => WithMessages | null, log: Log): () => void {
  const ask = async (): Promise<void> => {
    try {
      await openClinic()?.services.messageSending.sendDue();
    } catch (error) {
      // Closed meanwhile, or a disk that is full: the next minute asks again.
      log.error('messages.schedule', error);
    }
  };
  const timer = setInterval(() => void ask(), everyMilliseconds);
  timer.unref();
  return () => clearInterval(timer);
}
