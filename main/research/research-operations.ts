import { callerOf, servicesOf } from '../call-context.ts';
import type { Operations } from '../operations.ts';

/** Binds `research.*`. */
export function researchOperations(os: Operations) {
  return {
    consent: os.research.consent.handler(({ context, input }) => servicesOf(context).researchConsents.read(callerOf(context), input)),
    recordConsent: os.research.recordConsent.handler(({ context, input }) => servicesOf(context).researchConsents.record(callerOf(context), input)),
    studies: os.research.studies.handler(({ context }) => servicesOf(context).researchExtracts.studies(callerOf(context))),
    createStudy: os.research.createStudy.handler(({ context, input }) => servicesOf(context).researchExtracts.createStudy(callerOf(context), input)),
    preview: os.research.preview.handler(({ context, input }) => servicesOf(context).researchExtracts.preview(callerOf(context), input)),
    run: os.research.run.handler(({ context, input }) => servicesOf(context).researchExtracts.run(context.session, callerOf(context), input)),
    cancel: os.research.cancel.handler(({ context, input }) => servicesOf(context).researchExtracts.cancel(callerOf(context), input)),
    extracts: os.research.extracts.handler(({ context }) => servicesOf(context).researchExtracts.extracts(callerOf(context))),
  };
}
