import { callerOf, servicesOf } from '../../call-context.ts';
import type { Operations } from '../../operations.ts';

/** Binds `visitTypes.*`. */
export function visitTypeOperations(os: Operations) {
  return {
    list: os.visitTypes.list.handler(({ context }) => servicesOf(context).visitTypes.list()),
    save: os.visitTypes.save.handler(({ context, input }) => servicesOf(context).visitTypes.save(callerOf(context), input)),
    setRetired: os.visitTypes.setRetired.handler(({ context, input }) => servicesOf(context).visitTypes.setRetired(callerOf(context), input)),
  };
}
