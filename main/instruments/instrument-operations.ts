import { callerOf, servicesOf } from '../call-context.ts';
import type { Operations } from '../operations.ts';

/** Binds `instruments.*`. */
export function instrumentOperations(os: Operations) {
  return {
    list: os.instruments.list.handler(({ context }) => servicesOf(context).instruments.list(callerOf(context))),
    score: os.instruments.score.handler(({ context, input }) => servicesOf(context).instruments.score(callerOf(context), input)),
  };
}
