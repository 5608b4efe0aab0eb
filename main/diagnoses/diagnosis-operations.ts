import { callerOf, servicesOf } from '../call-context.ts';
import type { Operations } from '../operations.ts';

/** Binds `diagnoses.*`. */
export function diagnosisOperations(os: Operations) {
  return {
    list: os.diagnoses.list.handler(({ context, input }) => servicesOf(context).diagnoses.list(callerOf(context), input)),
    catalogue: os.diagnoses.catalogue.handler(({ context }) => servicesOf(context).diagnoses.catalogue()),
    save: os.diagnoses.save.handler(({ context, input }) => servicesOf(context).diagnoses.save(callerOf(context), input)),
    withdraw: os.diagnoses.withdraw.handler(({ context, input }) => servicesOf(context).diagnoses.withdraw(callerOf(context), input)),
    allergies: os.diagnoses.allergies.handler(({ context, input }) => servicesOf(context).diagnoses.allergies(callerOf(context), input)),
    addAllergy: os.diagnoses.addAllergy.handler(({ context, input }) => servicesOf(context).diagnoses.addAllergy(callerOf(context), input)),
    withdrawAllergy: os.diagnoses.withdrawAllergy.handler(({ context, input }) => servicesOf(context).diagnoses.withdrawAllergy(callerOf(context), input)),
    stateNoAllergy: os.diagnoses.stateNoAllergy.handler(({ context, input }) => servicesOf(context).diagnoses.stateNoAllergy(callerOf(context), input)),
  };
}
