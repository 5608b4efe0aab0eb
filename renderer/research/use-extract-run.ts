import type { ExtractProgress, ExtractRequest } from '#contract/research.ts';
import { api, client } from '../link/client.ts';
import { useFollowedFile } from '../link/use-followed-file.ts';
import type { FollowedWork } from '../link/use-followed-work.ts';

export type ExtractWork = FollowedWork<ExtractRequest, ExtractProgress>;

/** Asking for an extract, following it, and handing its file to the system. */
export function useExtractRun(): ExtractWork {
  return useFollowedFile<ExtractRequest, ExtractProgress>({
    run: (request, signal) => client.research.run(request, { signal }),
    cancel: ({ extractId }) => client.research.cancel({ extractId }),
    queryKey: api.research.key(),
  });
}
