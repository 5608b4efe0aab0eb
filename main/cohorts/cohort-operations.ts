import { callerOf, servicesOf } from '../call-context.ts';
import { mediaTypes } from '../delivery/file-delivery.ts';
import type { Operations } from '../operations.ts';

/** Binds `cohorts.*`. */
export function cohortOperations(os: Operations) {
  return {
    vocabulary: os.cohorts.vocabulary.handler(({ context }) => servicesOf(context).cohorts.vocabulary(callerOf(context))),
    list: os.cohorts.list.handler(({ context }) => servicesOf(context).cohorts.list(callerOf(context))),
    save: os.cohorts.save.handler(({ context, input }) => servicesOf(context).cohorts.save(callerOf(context), input)),
    remove: os.cohorts.remove.handler(({ context, input }) => servicesOf(context).cohorts.remove(callerOf(context), input)),
    count: os.cohorts.count.handler(({ context, input }) => servicesOf(context).cohorts.count(callerOf(context), input)),
    figures: os.cohorts.figures.handler(({ context, input }) => servicesOf(context).cohortFigures.figures(callerOf(context), input)),
    page: os.cohorts.page.handler(({ context, input }) => servicesOf(context).cohorts.page(callerOf(context), input)),
  };
}

/** Binds `comparison.*`. */
export function comparisonOperations(os: Operations) {
  return {
    read: os.comparison.read.handler(({ context, input }) => servicesOf(context).comparison.read(callerOf(context), input)),
    file: os.comparison.file.handler(async ({ context, input }) => {
      const { comparison, files } = servicesOf(context);
      const { name, content } = await comparison.file(callerOf(context), input);
      return files.deliver(context.session, { name, mediaType: mediaTypes.csv }, content);
    }),
  };
}

/** Binds `quality.*`. */
export function qualityOperations(os: Operations) {
  return {
    list: os.quality.list.handler(({ context }) => servicesOf(context).quality.list(callerOf(context))),
    page: os.quality.page.handler(({ context, input }) => servicesOf(context).quality.page(callerOf(context), input)),
    verify: os.quality.verify.handler(({ context, input }) => servicesOf(context).quality.verify(callerOf(context), input)),
    reopen: os.quality.reopen.handler(({ context, input }) => servicesOf(context).quality.reopen(callerOf(context), input)),
  };
}

/** Binds `recalls.*`. */
export function recallOperations(os: Operations) {
  return {
    create: os.recalls.create.handler(({ context, input }) => servicesOf(context).recalls.create(callerOf(context), input)),
    assign: os.recalls.assign.handler(({ context, input }) => servicesOf(context).recalls.assign(callerOf(context), input)),
    setResponsible: os.recalls.setResponsible.handler(({ context, input }) => servicesOf(context).recalls.setResponsible(callerOf(context), input)),
    list: os.recalls.list.handler(({ context, input }) => servicesOf(context).recalls.list(callerOf(context), input)),
    createFor: os.recalls.createFor.handler(({ context, input }) => servicesOf(context).recalls.createFor(callerOf(context), input)),
    follow: os.recalls.follow.handler(({ context, input }) => servicesOf(context).followLists.follow(callerOf(context), input)),
    standing: os.recalls.standing.handler(({ context, input }) => servicesOf(context).followLists.standing(callerOf(context), input)),
    noteContact: os.recalls.noteContact.handler(({ context, input }) => servicesOf(context).followLists.noteContact(callerOf(context), input)),
    withdrawContact: os.recalls.withdrawContact.handler(({ context, input }) => servicesOf(context).followLists.withdrawContact(callerOf(context), input)),
    depart: os.recalls.depart.handler(({ context, input }) => servicesOf(context).followLists.depart(callerOf(context), input)),
    returned: os.recalls.returned.handler(({ context, input }) => servicesOf(context).followLists.returned(callerOf(context), input)),
    defineLost: os.recalls.defineLost.handler(({ context, input }) => servicesOf(context).followLists.defineLost(callerOf(context), input)),
    close: os.recalls.close.handler(({ context, input }) => servicesOf(context).recalls.close(callerOf(context), input)),
  };
}
