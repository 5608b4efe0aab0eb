import type { ImportReport } from '#contract/imports.ts';
import type { OpenClinic } from '../clinics/open-clinic.ts';
import { fileSource } from '../platform/store/input-file.ts';
import type { Caller } from '../users/caller.ts';
import type { ImportStep } from './batch-import.ts';

/**
 * What the command line runs: the same import as the page's, in this process. Exit codes are the command's: 0 when
 * `rejected` is empty, 1 otherwise.
 *
 * @param options.shouldStop asked between transactions (Ctrl+C); what was taken stays and the report says `cancelled`
 * @throws UnreadableFileError before anything is written, for a path that is no readable file
 */
export async function importFiles(
  clinic: OpenClinic,
  caller: Caller,
  paths: readonly string[],
  onProgress: (step: ImportStep) => void = () => undefined,
  options: { readonly shouldStop?: () => boolean } = {},
): Promise<ImportReport> {
  const sources = [];
  for (const path of paths) sources.push(await fileSource(path));
  return clinic.services.imports.importSources(caller.userId, sources, { onProgress, ...options });
}
