import type { ExportRequest } from '#contract/exports.ts';
import { api, client } from '../link/client.ts';
import { type FollowedFile, useFollowedFile } from '../link/use-followed-file.ts';

export type ExportRun = FollowedFile<ExportRequest>;

/** Asking for an export, following it, and handing its file to the system. */
export function useExportRun(): ExportRun {
  return useFollowedFile({
    run: (request: ExportRequest, signal) => client.exports.run(request, { signal }),
    cancel: ({ exportId }) => client.exports.cancel({ exportId }),
    countOf: ({ counts }) => Object.values(counts).reduce((sum, count) => sum + count, 0),
    queryKey: api.exports.key(),
  });
}
