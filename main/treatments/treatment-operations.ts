import { callerOf, servicesOf } from '../call-context.ts';
import type { Operations } from '../operations.ts';

/** Binds `treatments.*`. */
export function treatmentOperations(os: Operations) {
  return {
    list: os.treatments.list.handler(({ context, input }) => servicesOf(context).treatments.list(callerOf(context), input)),
    renewals: os.treatments.renewals.handler(({ context, input }) => servicesOf(context).treatments.renewals(callerOf(context), input)),
    catalogue: os.treatments.catalogue.handler(({ context }) => servicesOf(context).treatments.catalogue()),
    check: os.treatments.check.handler(({ context, input }) => servicesOf(context).treatments.check(callerOf(context), input)),
    add: os.treatments.add.handler(({ context, input }) => servicesOf(context).treatments.add(callerOf(context), input)),
    changeDose: os.treatments.changeDose.handler(({ context, input }) => servicesOf(context).treatments.changeDose(callerOf(context), input)),
    stop: os.treatments.stop.handler(({ context, input }) => servicesOf(context).treatments.stop(callerOf(context), input)),
    correct: os.treatments.correct.handler(({ context, input }) => servicesOf(context).treatments.correct(callerOf(context), input)),
    withdraw: os.treatments.withdraw.handler(({ context, input }) => servicesOf(context).treatments.withdraw(callerOf(context), input)),
    addEvent: os.treatments.addEvent.handler(({ context, input }) => servicesOf(context).treatments.addEvent(callerOf(context), input)),
    withdrawEvent: os.treatments.withdrawEvent.handler(({ context, input }) => servicesOf(context).treatments.withdrawEvent(callerOf(context), input)),
    cover: os.treatments.cover.handler(({ context, input }) => servicesOf(context).treatments.cover(callerOf(context), input)),
  };
}
