import { callerOf, servicesOf } from '../../call-context.ts';
import type { Operations } from '../../operations.ts';

/** Binds `remoteVisits.*`. */
export function remoteVisitOperations(os: Operations) {
  return {
    check: os.remoteVisits.check.handler(({ context, input }) => servicesOf(context).remoteVisits.check(callerOf(context), input)),
    fallBack: os.remoteVisits.fallBack.handler(({ context, input }) => servicesOf(context).remoteVisits.fallBack(callerOf(context), input)),
    toBook: os.remoteVisits.toBook.handler(({ context, input }) => servicesOf(context).remoteVisits.toBook(callerOf(context), input)),
    drop: os.remoteVisits.drop.handler(({ context, input }) => servicesOf(context).remoteVisits.drop(callerOf(context), input)),
  };
}
