import { callerOf, servicesOf } from '../call-context.ts';
import type { Operations } from '../operations.ts';

/** Binds `credentials.*`. */
export function credentialOperations(os: Operations) {
  return {
    kinds: os.credentials.kinds.handler(({ context }) => servicesOf(context).credentials.kinds()),
    saveKind: os.credentials.saveKind.handler(({ context, input }) => servicesOf(context).credentials.saveKind(callerOf(context), input)),
    team: os.credentials.team.handler(({ context }) => servicesOf(context).credentials.team()),
    ofPerson: os.credentials.ofPerson.handler(({ context, input }) => servicesOf(context).credentials.ofPerson(input)),
    mine: os.credentials.mine.handler(({ context }) => servicesOf(context).credentials.mine(callerOf(context))),
    ending: os.credentials.ending.handler(({ context }) => servicesOf(context).credentials.ending()),
    unnoted: os.credentials.unnoted.handler(({ context }) => servicesOf(context).credentials.unnoted()),
    add: os.credentials.add.handler(({ context, input }) => servicesOf(context).credentials.add(callerOf(context), input)),
    withdraw: os.credentials.withdraw.handler(({ context, input }) => servicesOf(context).credentials.withdraw(callerOf(context), input)),
    reinstate: os.credentials.reinstate.handler(({ context, input }) => servicesOf(context).credentials.reinstate(callerOf(context), input)),
    whoMay: os.credentials.whoMay.handler(({ context, input }) => servicesOf(context).credentials.whoMay(input)),
  };
}
