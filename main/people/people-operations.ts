import { callerOf, servicesOf } from '../call-context.ts';
import type { Operations } from '../operations.ts';

/** Binds `people.*`. */
export function peopleOperations(os: Operations) {
  return {
    professionals: os.people.professionals.handler(({ context }) => servicesOf(context).people.professionals(callerOf(context))),
    weeklyHours: os.people.weeklyHours.handler(({ context, input }) => servicesOf(context).people.weeklyHours(callerOf(context), input)),
    setWeeklyHours: os.people.setWeeklyHours.handler(({ context, input }) => servicesOf(context).people.setWeeklyHours(callerOf(context), input)),
    searchReferrers: os.people.searchReferrers.handler(({ context, input }) => servicesOf(context).people.searchReferrers(callerOf(context), input)),
    addReferrer: os.people.addReferrer.handler(({ context, input }) => servicesOf(context).people.addReferrer(callerOf(context), input)),
  };
}

/** Binds `referrers.*`. */
export function referrerOperations(os: Operations) {
  return {
    list: os.referrers.list.handler(({ context, input }) => servicesOf(context).referrers.list(callerOf(context), input)),
    save: os.referrers.save.handler(({ context, input }) => servicesOf(context).referrers.save(callerOf(context), input)),
    setRetired: os.referrers.setRetired.handler(({ context, input }) => servicesOf(context).referrers.setRetired(callerOf(context), input)),
  };
}
