import { callerOf, servicesOf } from '../../call-context.ts';
import type { Operations } from '../../operations.ts';

/** Binds `series.*`. */
export function seriesOperations(os: Operations) {
  return {
    plan: os.series.plan.handler(({ context, input }) => servicesOf(context).series.plan(callerOf(context), input)),
    book: os.series.book.handler(({ context, input }) => servicesOf(context).series.book(callerOf(context), input)),
    open: os.series.open.handler(({ context, input }) => servicesOf(context).series.open(callerOf(context), input)),
    planMove: os.series.planMove.handler(({ context, input }) => servicesOf(context).series.planMove(callerOf(context), input)),
    move: os.series.move.handler(({ context, input }) => servicesOf(context).series.move(callerOf(context), input)),
    cancel: os.series.cancel.handler(({ context, input }) => servicesOf(context).series.cancel(callerOf(context), input)),
    undo: os.series.undo.handler(({ context, input }) => servicesOf(context).series.undo(callerOf(context), input)),
  };
}
