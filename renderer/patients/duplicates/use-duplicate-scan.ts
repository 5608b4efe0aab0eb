import type { ScanProgress } from '#contract/duplicates.ts';
import { api, client } from '../../link/client.ts';
import { type FollowedWork, useFollowedWork } from '../../link/use-followed-work.ts';

/** Looking for duplicates among those of an import, or (null) of the clinic, followed to its end. */
export function useDuplicateScan(): FollowedWork<string | null, ScanProgress> {
  return useFollowedWork<string | null, ScanProgress>({
    run: (importId, signal) => client.duplicates.scan({ importId }, { signal }),
    cancel: ({ scanId }) => client.duplicates.cancelScan({ scanId }),
    queryKey: api.duplicates.key(),
  });
}
