import { callerOf, servicesOf } from '../call-context.ts';
import type { Operations } from '../operations.ts';

/** Binds `referrals.*`. */
export function referralOperations(os: Operations) {
  return {
    vocabulary: os.referrals.vocabulary.handler(({ context }) => servicesOf(context).triageDesk.vocabulary(callerOf(context))),
    propose: os.referrals.propose.handler(({ context, input }) => servicesOf(context).triageDesk.propose(callerOf(context), input)),
    queue: os.referrals.queue.handler(({ context, input }) => servicesOf(context).triageDesk.queue(callerOf(context), input)),
    counts: os.referrals.counts.handler(({ context }) => servicesOf(context).triageDesk.counts(callerOf(context))),
    open: os.referrals.open.handler(({ context, input }) => servicesOf(context).triageDesk.open(callerOf(context), input)),
    enter: os.referrals.enter.handler(({ context, input }) => servicesOf(context).referrals.enter(callerOf(context), input)),
    complete: os.referrals.complete.handler(({ context, input }) => servicesOf(context).referrals.complete(callerOf(context), input)),
    accept: os.referrals.accept.handler(({ context, input }) => servicesOf(context).referrals.accept(callerOf(context), input)),
    override: os.referrals.override.handler(({ context, input }) => servicesOf(context).referrals.override(callerOf(context), input)),
    recordEmergencyCall: os.referrals.recordEmergencyCall.handler(({ context, input }) =>
      servicesOf(context).referrals.recordEmergencyCall(callerOf(context), input),
    ),
  };
}
