import { callerOf, servicesOf } from '../call-context.ts';
import type { Operations } from '../operations.ts';

/** Binds `recordCopies.*`. */
export function recordCopyOperations(os: Operations) {
  return {
    make: os.recordCopies.make.handler(({ context, input }) => servicesOf(context).recordCopies.make(context.session, callerOf(context), input)),
    list: os.recordCopies.list.handler(({ context, input }) => servicesOf(context).recordCopies.list(callerOf(context), input)),
  };
}
