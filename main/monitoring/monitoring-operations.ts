import { callerOf, servicesOf } from '../call-context.ts';
import type { Operations } from '../operations.ts';

/** Binds `monitoring.*`. */
export function monitoringOperations(os: Operations) {
  return {
    open: os.monitoring.open.handler(({ context, input }) => servicesOf(context).monitoring.open(callerOf(context), input)),
    entry: os.monitoring.entry.handler(({ context, input }) => servicesOf(context).monitoredResults.entry(callerOf(context), input)),
    record: os.monitoring.record.handler(({ context, input }) => servicesOf(context).monitoredResults.record(callerOf(context), input)),
    typed: os.monitoring.typed.handler(({ context, input }) => servicesOf(context).monitoredResults.typed(callerOf(context), input)),
    correct: os.monitoring.correct.handler(({ context, input }) => servicesOf(context).monitoredResults.correct(callerOf(context), input)),
    withdraw: os.monitoring.withdraw.handler(({ context, input }) => servicesOf(context).monitoredResults.withdraw(callerOf(context), input)),
    late: os.monitoring.late.handler(({ context, input }) => servicesOf(context).monitoring.late(callerOf(context), input)),
    note: os.monitoring.note.handler(({ context, input }) => servicesOf(context).monitoring.note(callerOf(context), input)),
    schedule: os.monitoring.schedule.handler(({ context }) => servicesOf(context).monitoring.schedule()),
    chooseSchedule: os.monitoring.chooseSchedule.handler(({ context, input }) => servicesOf(context).monitoring.chooseSchedule(callerOf(context), input)),
  };
}
