import { callerOf, servicesOf } from '../../call-context.ts';
import type { Operations } from '../../operations.ts';

/** Binds `waiting.*`. */
export function waitingOperations(os: Operations) {
  return {
    list: os.waiting.list.handler(({ context }) => servicesOf(context).waiting.list(callerOf(context))),
    add: os.waiting.add.handler(({ context, input }) => servicesOf(context).waiting.add(callerOf(context), input)),
    remove: os.waiting.remove.handler(({ context, input }) => servicesOf(context).waiting.remove(callerOf(context), input)),
    freed: os.waiting.freed.handler(({ context }) => servicesOf(context).waiting.freed(callerOf(context))),
    matches: os.waiting.matches.handler(({ context, input }) => servicesOf(context).waiting.matches(callerOf(context), input)),
    holds: os.waiting.holds.handler(({ context }) => servicesOf(context).waiting.holds(callerOf(context))),
    hold: os.waiting.hold.handler(({ context, input }) => servicesOf(context).waiting.hold(callerOf(context), input)),
    release: os.waiting.release.handler(({ context, input }) => servicesOf(context).waiting.release(callerOf(context), input)),
  };
}
