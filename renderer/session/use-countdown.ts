import { useEffect, useState } from 'react';
import { toFailure } from '../link/failure.ts';

/** Seconds main asks one to wait before the next try; 0 for any other error. */
function retryAfter(error: unknown): number {
  if (!error) return 0;
  const { data } = toFailure(error);
  if (typeof data !== 'object' || data === null || !('retryAfterSeconds' in data)) return 0;
  return typeof data.retryAfterSeconds === 'number' ? data.retryAfterSeconds : 0;
}

/** Whole seconds left of what a refusal asked one to wait, counted again whenever `startedAt` changes. */
export function useCountdown(error: unknown, startedAt: number): number {
  const seconds = retryAfter(error);
  const [elapsed, setElapsed] = useState({ startedAt, seconds: 0 });
  useEffect(() => {
    if (seconds <= 0) return;
    const timer = setInterval(() => {
      setElapsed((previous) => ({ startedAt, seconds: previous.startedAt === startedAt ? previous.seconds + 1 : 1 }));
    }, 1000);
    return () => clearInterval(timer);
  }, [seconds, startedAt]);
  return Math.max(seconds - (elapsed.startedAt === startedAt ? elapsed.seconds : 0), 0);
}
