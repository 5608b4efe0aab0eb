import { callerOf, servicesOf } from '../call-context.ts';
import type { Operations } from '../operations.ts';

/** Binds `backups.*`. */
export function backupOperations(os: Operations) {
  return {
    overview: os.backups.overview.handler(({ context }) => servicesOf(context).backups.overview(callerOf(context))),
    run: os.backups.run.handler(({ context }) => servicesOf(context).backups.run(callerOf(context))),
    verify: os.backups.verify.handler(({ context, input }) => servicesOf(context).backups.verify(callerOf(context), input)),
    setSettings: os.backups.setSettings.handler(({ context, input }) => servicesOf(context).backups.setSettings(callerOf(context), input)),
  };
}
