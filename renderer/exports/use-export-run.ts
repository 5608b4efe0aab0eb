import type { ExportProgress, ExportRequest } from '#contract/exports.ts';
import { api, client } from '../link/client.ts';
import { useFollowedFile } from '../link/use-followed-file.ts';
import type { FollowedWork } from '../link/use-followed-work.ts';

export type ExportRun = FollowedWork<ExportRequest, ExportProgress>;

/** Asking for an export, following it, and handing its file to the system. */
export function useExportRun(): ExportRun {
  return useFollowedFile<ExportRequest, ExportProgress>({
    run: (request, signal) => client.exports.run(request, { signal }),
    cancel: ({ exportId }) => client.exports.cancel({ exportId }),
    queryKey: api.exports.key(),
  });
}
