/** Tries after which a message is given up: about half a day apart in all. */
export const mostTries = 5;

const waits = [5, 15, 60, 240] as const;

/** Minutes before the next try, after so many that failed. */
export function retryAfterMinutes(tries: number): number {
  return waits[Math.min(Math.max(tries, 1), waits.length) - 1] ?? 240;
}
