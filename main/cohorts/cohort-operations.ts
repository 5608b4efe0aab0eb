import { callerOf, servicesOf } from '../call-context.ts';
import type { Operations } from '../operations.ts';

/** Binds `cohorts.*`. */
export function cohortOperations(os: Operations) {
  return {
    vocabulary: os.cohorts.vocabulary.handler(({ context }) => servicesOf(context).cohorts.vocabulary(callerOf(context))),
    list: os.cohorts.list.handler(({ context }) => servicesOf(context).cohorts.list(callerOf(context))),
    save: os.cohorts.save.handler(({ context, input }) => servicesOf(context).cohorts.save(callerOf(context), input)),
    remove: os.cohorts.remove.handler(({ context, input }) => servicesOf(context).cohorts.remove(callerOf(context), input)),
    count: os.cohorts.count.handler(({ context, input }) => servicesOf(context).cohorts.count(callerOf(context), input)),
    page: os.cohorts.page.handler(({ context, input }) => servicesOf(context).cohorts.page(callerOf(context), input)),
  };
}
