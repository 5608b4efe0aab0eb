import { callerOf, servicesOf } from '../../call-context.ts';
import type { Operations } from '../../operations.ts';

/** Binds `sites.*`. */
export function siteOperations(os: Operations) {
  return {
    list: os.sites.list.handler(({ context }) => servicesOf(context).sites.list()),
    save: os.sites.save.handler(({ context, input }) => servicesOf(context).sites.save(callerOf(context), input)),
    setRetired: os.sites.setRetired.handler(({ context, input }) => servicesOf(context).sites.setRetired(callerOf(context), input)),
  };
}
