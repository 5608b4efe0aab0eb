import { useCallback, useEffect, useRef } from 'react';

/** The same function at every drawing, that does what the latest one given does: for parts that are drawn again only when what they are given changes. Not to be called while drawing. */
export function useStable<Arguments extends readonly unknown[], Result>(work: (...given: Arguments) => Result): (...given: Arguments) => Result {
  const latest = useRef(work);
  useEffect(() => {
    latest.current = work;
  });
  return useCallback((...given: Arguments) => latest.current(...given), []);
}
