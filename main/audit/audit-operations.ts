import { callerOf, servicesOf } from '../call-context.ts';
import type { Operations } from '../operations.ts';

/** Binds `audit.*`. */
export function auditOperations(os: Operations) {
  return {
    verify: os.audit.verify.handler(({ context }) => servicesOf(context).audit.verify(callerOf(context))),
    report: os.audit.report.handler(({ context, input }) => servicesOf(context).audit.report(callerOf(context), input)),
    findPatients: os.audit.findPatients.handler(({ context, input }) => servicesOf(context).audit.findPatients(callerOf(context), input)),
    openings: os.audit.openings.handler(({ context, input }) => servicesOf(context).access.openings(callerOf(context), input)),
    reviewOpening: os.audit.reviewOpening.handler(({ context, input }) => servicesOf(context).access.reviewOpening(callerOf(context), input)),
    people: os.audit.people.handler(({ context }) => servicesOf(context).audit.people(callerOf(context))),
  };
}
