import { callerOf, servicesOf } from '../../call-context.ts';
import type { Operations } from '../../operations.ts';

/** Binds `slots.*`. */
export function slotOperations(os: Operations) {
  return {
    best: os.slots.best.handler(({ context, input }) => servicesOf(context).slots.best(callerOf(context), input)),
    preferences: os.slots.preferences.handler(({ context, input }) => servicesOf(context).slots.preferences(callerOf(context), input)),
    setPreferences: os.slots.setPreferences.handler(({ context, input }) => servicesOf(context).slots.setPreferences(callerOf(context), input)),
  };
}
