import { callerOf, servicesOf } from '../call-context.ts';
import type { Operations } from '../operations.ts';

/** Binds `workshops.*`. */
export function workshopOperations(os: Operations) {
  return {
    list: os.workshops.list.handler(({ context, input }) => servicesOf(context).workshops.list(callerOf(context), input)),
    choices: os.workshops.choices.handler(({ context, input }) => servicesOf(context).workshops.choices(callerOf(context), input)),
    plan: os.workshops.plan.handler(({ context, input }) => servicesOf(context).workshops.plan(callerOf(context), input)),
    hold: os.workshops.hold.handler(({ context, input }) => servicesOf(context).workshops.hold(callerOf(context), input)),
    cancel: os.workshops.cancel.handler(({ context, input }) => servicesOf(context).workshops.cancel(callerOf(context), input)),
    takeBack: os.workshops.takeBack.handler(({ context, input }) => servicesOf(context).workshops.takeBack(callerOf(context), input)),
    replace: os.workshops.replace.handler(({ context, input }) => servicesOf(context).ledger.replace(callerOf(context), input)),
    fees: os.workshops.fees.handler(({ context }) => servicesOf(context).ledger.fees()),
    saveFee: os.workshops.saveFee.handler(({ context, input }) => servicesOf(context).ledger.saveFee(callerOf(context), input)),
    prepare: os.workshops.prepare.handler(({ context, input }) => servicesOf(context).ledger.prepare(callerOf(context), input)),
    ledger: os.workshops.ledger.handler(({ context, input }) => servicesOf(context).ledger.ledger(input)),
    moveLine: os.workshops.moveLine.handler(({ context, input }) => servicesOf(context).ledger.moveLine(callerOf(context), input)),
    correct: os.workshops.correct.handler(({ context, input }) => servicesOf(context).ledger.correct(callerOf(context), input)),
    file: os.workshops.file.handler(async ({ context, input }) => {
      const services = servicesOf(context);
      const { file, content } = await services.ledger.file(callerOf(context), input);
      return services.files.deliver(context.session, file, content);
    }),
  };
}
