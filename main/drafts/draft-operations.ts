import { callerOf, servicesOf } from '../call-context.ts';
import type { Operations } from '../operations.ts';

/** Binds `drafts.*`. */
export function draftOperations(os: Operations) {
  return {
    find: os.drafts.find.handler(({ context, input }) => servicesOf(context).drafts.find(callerOf(context), input)),
    save: os.drafts.save.handler(({ context, input }) => servicesOf(context).drafts.save(callerOf(context), input)),
    discard: os.drafts.discard.handler(({ context, input }) => servicesOf(context).drafts.discard(callerOf(context), input)),
  };
}
