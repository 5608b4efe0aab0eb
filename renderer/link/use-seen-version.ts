import { useState } from 'react';
import { hasCode, toFailure } from './failure.ts';

/**
 * The version of a record that somebody began to write on: it stays theirs while they type, although the page shows what
 * others change meanwhile, so that a conflict is refused and told. Once told, the next try is about what they were told of.
 *
 * @returns the version to send, and what takes the error of a refusal
 */
export function useSeenVersion(version: number): readonly [number, (error: unknown) => void] {
  const [seen, setSeen] = useState(version);
  return [
    seen,
    (error) => {
      const told = toldVersion(error);
      if (told !== null) setSeen(told);
    },
  ];
}

/** The version a refusal told of, or null. */
export function toldVersion(error: unknown): number | null {
  if (!hasCode(error, 'STALE')) return null;
  const { data } = toFailure(error);
  return typeof data === 'object' && data !== null && 'version' in data && typeof data.version === 'number' ? data.version : null;
}
