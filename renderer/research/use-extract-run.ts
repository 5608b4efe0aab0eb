import type { ExtractRequest } from '#contract/research.ts';
import { api, client } from '../link/client.ts';
import { type FollowedFile, useFollowedFile } from '../link/use-followed-file.ts';

export type ExtractWork = FollowedFile<ExtractRequest>;

/** Asking for an extract, following it, and handing its file to the system. */
export function useExtractRun(): ExtractWork {
  return useFollowedFile({
    run: (request: ExtractRequest, signal) => client.research.run(request, { signal }),
    cancel: ({ extractId }) => client.research.cancel({ extractId }),
    countOf: ({ people }) => people.included,
    queryKey: api.research.key(),
  });
}
