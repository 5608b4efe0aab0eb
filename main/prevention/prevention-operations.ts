import { callerOf, servicesOf } from '../call-context.ts';
import type { Operations } from '../operations.ts';

/** Binds `prevention.*`. */
export function preventionOperations(os: Operations) {
  return {
    vaccinations: os.prevention.vaccinations.handler(({ context, input }) => servicesOf(context).vaccinations.list(callerOf(context), input)),
    vaccines: os.prevention.vaccines.handler(({ context }) => servicesOf(context).vaccinations.catalogue()),
    saveVaccination: os.prevention.saveVaccination.handler(({ context, input }) => servicesOf(context).vaccinations.save(callerOf(context), input)),
    withdrawVaccination: os.prevention.withdrawVaccination.handler(({ context, input }) => servicesOf(context).vaccinations.withdraw(callerOf(context), input)),
    checklist: os.prevention.checklist.handler(({ context, input }) => servicesOf(context).checklist.open(callerOf(context), input)),
    stateCheck: os.prevention.stateCheck.handler(({ context, input }) => servicesOf(context).checklist.state(callerOf(context), input)),
    withdrawCheck: os.prevention.withdrawCheck.handler(({ context, input }) => servicesOf(context).checklist.withdraw(callerOf(context), input)),
    holds: os.prevention.holds.handler(({ context, input }) => servicesOf(context).holds.open(callerOf(context), input)),
    keepHolds: os.prevention.keepHolds.handler(({ context, input }) => servicesOf(context).holds.keep(callerOf(context), input)),
    withdrawHolds: os.prevention.withdrawHolds.handler(({ context, input }) => servicesOf(context).holds.withdraw(callerOf(context), input)),
  };
}
