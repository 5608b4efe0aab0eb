import { callerOf, servicesOf } from '../call-context.ts';
import type { Operations } from '../operations.ts';

/** Binds `indicators.*`. */
export function indicatorOperations(os: Operations) {
  return {
    access: os.indicators.access.handler(({ context }) => servicesOf(context).indicators.access(callerOf(context))),
  };
}
