import { backupJobKind } from './backup/backup-job.ts';
import { exportJobKind } from './exports/export-service.ts';
import { importJobKind } from './imports/import-service.ts';
import { checkJobKind, readJobKind, runJobKind } from './imports/table/table-jobs.ts';
import { undoJobKind } from './imports/undo/undo-service.ts';
import { scanJobKind } from './patients/duplicates/duplicate-service.ts';
import { recordCopyJobKind } from './record-copies/record-copy-service.ts';
import { refreshJobKind, replayJobKind } from './referrals/workbench/replay-service.ts';
import { extractJobKind } from './research/extract-service.ts';
import type { Services } from './services.ts';

/** What the long-work thread can do, by the kind of the job. */

export interface JobHooks {
  readonly onProgress: (step: unknown) => void;
  readonly shouldStop: () => boolean;
}

export const longWorkJobs: Readonly<Record<string, (services: Services, input: unknown, hooks: JobHooks) => Promise<unknown>>> = {
  [backupJobKind]: (services, input) => services.backups.runJob(input),
  [exportJobKind]: (services, input, hooks) => services.exports.runJob(input, hooks),
  [extractJobKind]: (services, input, hooks) => services.researchExtracts.runJob(input, hooks),
  [recordCopyJobKind]: (services, input) => services.recordCopies.runJob(input),
  [replayJobKind]: (services, input, hooks) => services.ruleReplays.runReplay(input, hooks),
  [refreshJobKind]: (services, _input, hooks) => services.ruleReplays.runRefresh(hooks),
  [scanJobKind]: (services, input, hooks) => services.duplicates.runScan(input, hooks),
  [importJobKind]: (services, input, hooks) => services.imports.importIntake(input, hooks),
  [readJobKind]: (services, input) => services.tableImports.readHeld(input),
  [checkJobKind]: (services, input, hooks) => services.tableImports.checkHeld(input, hooks),
  [undoJobKind]: (services, input, hooks) => services.undoImports.undoBatch(input, hooks),
  [runJobKind]: (services, input, hooks) => services.tableImports.runHeld(input, hooks),
};
