import { callerOf, servicesOf } from '../call-context.ts';
import type { Operations } from '../operations.ts';

/** Binds `assessments.*`. */
export function assessmentOperations(os: Operations) {
  return {
    list: os.assessments.list.handler(({ context, input }) => servicesOf(context).assessments.list(callerOf(context), input)),
    begin: os.assessments.begin.handler(({ context, input }) => servicesOf(context).assessments.begin(callerOf(context), input)),
    open: os.assessments.open.handler(({ context, input }) => servicesOf(context).assessments.open(callerOf(context), input)),
    save: os.assessments.save.handler(({ context, input }) => servicesOf(context).assessments.save(callerOf(context), input)),
    work: os.assessments.work.handler(({ context, input }) => servicesOf(context).assessments.work(callerOf(context), input)),
    sign: os.assessments.sign.handler(({ context, input }) => servicesOf(context).assessments.sign(callerOf(context), input)),
    amend: os.assessments.amend.handler(({ context, input }) => servicesOf(context).assessments.amend(callerOf(context), input)),
    discard: os.assessments.discard.handler(({ context, input }) => servicesOf(context).assessments.discard(callerOf(context), input)),
  };
}
