import { callerOf, servicesOf } from '../call-context.ts';
import type { Operations } from '../operations.ts';

/** Binds `acuteCare.*`. */
export function acuteCareOperations(os: Operations) {
  const { ofPatient, save, withdraw } = os.acuteCare;
  return {
    ofPatient: ofPatient.handler(({ context, input }) => servicesOf(context).acuteEvents.ofPatient(callerOf(context), input)),
    save: save.handler(({ context, input }) => servicesOf(context).acuteEvents.save(callerOf(context), input)),
    withdraw: withdraw.handler(({ context, input }) => servicesOf(context).acuteEvents.withdraw(callerOf(context), input)),
  };
}
