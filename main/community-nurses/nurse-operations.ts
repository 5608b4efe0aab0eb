import { callerOf, servicesOf } from '../call-context.ts';
import type { Operations } from '../operations.ts';

/** Binds `nurses.*`. */
export function nurseOperations(os: Operations) {
  return {
    list: os.nurses.list.handler(({ context }) => servicesOf(context).nurses.list(callerOf(context))),
    save: os.nurses.save.handler(({ context, input }) => servicesOf(context).nurses.save(callerOf(context), input)),
    rank: os.nurses.rank.handler(({ context, input }) => servicesOf(context).nurses.rank(callerOf(context), input)),
    assign: os.nurses.assign.handler(({ context, input }) => servicesOf(context).nurses.assign(callerOf(context), input)),
    end: os.nurses.end.handler(({ context, input }) => servicesOf(context).nurses.end(callerOf(context), input)),
    ofPatient: os.nurses.ofPatient.handler(({ context, input }) => servicesOf(context).nurses.ofPatient(callerOf(context), input)),
    peopleOf: os.nurses.peopleOf.handler(({ context, input }) => servicesOf(context).nurses.peopleOf(callerOf(context), input)),
  };
}
