import { callerOf, servicesOf } from '../call-context.ts';
import type { Operations } from '../operations.ts';

/** Binds `access.*`. */
export function accessOperations(os: Operations) {
  return {
    door: os.access.door.handler(({ context, input }) => servicesOf(context).patients.door(callerOf(context), input)),
    openByException: os.access.openByException.handler(({ context, input }) => servicesOf(context).access.openByException(callerOf(context), input)),
    standing: os.access.standing.handler(({ context, input }) => servicesOf(context).access.standing(callerOf(context), input)),
    restrict: os.access.restrict.handler(({ context, input }) => servicesOf(context).access.restrict(callerOf(context), input)),
    lift: os.access.lift.handler(({ context, input }) => servicesOf(context).access.lift(callerOf(context), input)),
    setStance: os.access.setStance.handler(({ context, input }) => servicesOf(context).access.setStance(callerOf(context), input)),
    colleagues: os.access.colleagues.handler(({ context }) => servicesOf(context).access.colleagues(callerOf(context))),
  };
}
