import { callerOf, servicesOf } from '../call-context.ts';
import type { Operations } from '../operations.ts';

/** Binds `timeline.*`. */
export function timelineOperations(os: Operations) {
  return { open: os.timeline.open.handler(({ context, input }) => servicesOf(context).timeline.open(callerOf(context), input)) };
}
