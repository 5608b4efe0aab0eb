import type { Log } from '../ports.ts';

/** Work a host asks of the open clinic again and again. */
export interface RepeatedWork<Clinic> {
  readonly openClinic: () => Clinic | null;
  readonly everyMilliseconds: number;
  readonly work: (clinic: Clinic) => Promise<unknown>;
  readonly log: Log;
  /** What a failure is written down as. */
  readonly event: string;
}

/**
 * Asks for the work at each interval, while a clinic is open. It never keeps the process alive; what is still at work is not asked
 * for twice, and what failed (closed meanwhile, a disk that is full) is asked for again the next time.
 *
 * @returns the end of the asking
 */
export function startRepeating<Clinic>({ openClinic, everyMilliseconds, work, log, event }: RepeatedWork<Clinic>): () => void {
  let isAtWork = false;
  const ask = async (): Promise<void> => {
    const clinic = openClinic();
    if (!clinic || isAtWork) return;
    isAtWork = true;
    try {
      await work(clinic);
    } catch (error) {
      log.error(event, error);
    } finally {
      isAtWork = false;
    }
  };
  const timer = setInterval(() => void ask(), everyMilliseconds);
  timer.unref();
  return () => clearInterval(timer);
}
