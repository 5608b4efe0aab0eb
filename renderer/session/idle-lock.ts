import { useEffect } from 'react';
import { now } from '../text/format.ts';
import { lockPage } from './lock.ts';

const signs = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;
const checkMilliseconds = 5_000;

/** Locks the page after so many minutes without a key, a click or a movement; null: never. A computer that slept is seen on waking. */
export function useIdleLock(minutes: number | null): void {
  useEffect(() => {
    if (minutes === null) return;
    let last = now().epochMilliseconds;
    const noteLife = (): void => {
      last = now().epochMilliseconds;
    };
    const check = (): void => {
      if (now().epochMilliseconds - last >= minutes * 60_000) lockPage();
    };
    const timer = setInterval(check, checkMilliseconds);
    document.addEventListener('visibilitychange', check);
    for (const sign of signs) window.addEventListener(sign, noteLife, { capture: true, passive: true });
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', check);
      for (const sign of signs) window.removeEventListener(sign, noteLife, { capture: true });
    };
  }, [minutes]);
}
