import type { Clock } from '../ports.ts';

/** The machine's clock: the only place of `main` that reads it. */
export const systemClock: Clock = { now: () => new Date().toISOString() };

/** An instant some milliseconds later (or earlier), in the same form. */
export function addMilliseconds(instant: string, milliseconds: number): string {
  return new Date(Date.parse(instant) + milliseconds).toISOString();
}
