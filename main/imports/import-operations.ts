import { callerOf, servicesOf } from '../call-context.ts';
import type { Operations } from '../operations.ts';

/** Binds `imports.*`. */
export function importOperations(os: Operations) {
  return {
    run: os.imports.run.handler(({ context, input }) => servicesOf(context).imports.run(callerOf(context), input)),
    cancel: os.imports.cancel.handler(({ context, input }) => servicesOf(context).imports.cancel(callerOf(context), input)),
    undo: os.imports.undo.handler(({ context, input }) => servicesOf(context).undoImports.undo(callerOf(context), input)),
    list: os.imports.list.handler(({ context, input }) => servicesOf(context).imports.list(callerOf(context), input)),
  };
}
