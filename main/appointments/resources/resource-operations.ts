import { callerOf, servicesOf } from '../../call-context.ts';
import type { Operations } from '../../operations.ts';

/** Binds `resources.*`. */
export function resourceOperations(os: Operations) {
  return {
    list: os.resources.list.handler(({ context }) => servicesOf(context).resources.list()),
    free: os.resources.free.handler(({ context, input }) => servicesOf(context).resources.free(input)),
    save: os.resources.save.handler(({ context, input }) => servicesOf(context).resources.save(callerOf(context), input)),
    setRetired: os.resources.setRetired.handler(({ context, input }) => servicesOf(context).resources.setRetired(callerOf(context), input)),
  };
}
