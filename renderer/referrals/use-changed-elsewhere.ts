import { useIsMutating } from '@tanstack/react-query';
import { useState } from 'react';

interface Shown {
  readonly data: { readonly version: number } | undefined;
  readonly isFetching: boolean;
}

/**
 * Whether what is shown was changed at another desk since it was put in front of somebody, who must not decide on it with a
 * key pressed for what was there before.
 *
 * @returns what says that the change was read (null: there is none), and what says that the next change is one's own
 */
export function useChangedElsewhere({ data, isFetching }: Shown): readonly [(() => void) | null, () => void] {
  const [seen, setSeen] = useState<number | null>(null);
  const [isOwn, setOwn] = useState(false);
  const isSending = useIsMutating() > 0;
  const version = data?.version ?? null;
  // What was remembered from an earlier visit is not what one is shown: the first fresh answer is.
  if (version !== null && seen === null && !isFetching) setSeen(version);
  if (version !== null && seen !== null && version !== seen && isOwn) {
    setSeen(version);
    setOwn(false);
  }
  const isChanged = version !== null && seen !== null && version !== seen && !isOwn && !isSending;
  return [isChanged ? () => setSeen(version) : null, () => setOwn(true)];
}
