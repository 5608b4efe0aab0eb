import { callerOf, servicesOf } from '../call-context.ts';
import type { Operations } from '../operations.ts';

/** Binds `prevention.*`. */
export function preventionOperations(os: Operations) {
  return {
    vaccinations: os.prevention.vaccinations.handler(({ context, input }) => servicesOf(context).vaccinations.list(callerOf(context), input)),
    vaccines: os.prevention.vaccines.handler(({ context }) => servicesOf(context).vaccinations.catalogue()),
    saveVaccination: os.prevention.saveVaccination.handler(({ context, input }) => servicesOf(context).vaccinations.save(callerOf(context), input)),
    withdrawVaccination: os.prevention.withdrawVaccination.handler(({ context, input }) => servicesOf(context).vaccinations.withdraw(callerOf(context), input)),
  };
}
