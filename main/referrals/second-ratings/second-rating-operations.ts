import { callerOf, servicesOf } from '../../call-context.ts';
import type { Operations } from '../../operations.ts';

/** Binds `secondRatings.*`. */
export function secondRatingOperations(os: Operations) {
  const { samples, raters, eligible, draw, end, differing, mine, read, rate, takeBack } = os.secondRatings;
  return {
    samples: samples.handler(({ context }) => servicesOf(context).secondRatings.samples(callerOf(context))),
    raters: raters.handler(({ context }) => servicesOf(context).secondRatings.raters(callerOf(context))),
    eligible: eligible.handler(({ context, input }) => servicesOf(context).secondRatings.eligible(callerOf(context), input)),
    draw: draw.handler(({ context, input }) => servicesOf(context).secondRatings.draw(callerOf(context), input)),
    end: end.handler(({ context, input }) => servicesOf(context).secondRatings.end(callerOf(context), input)),
    differing: differing.handler(({ context, input }) => servicesOf(context).secondRatings.differing(callerOf(context), input)),
    mine: mine.handler(({ context }) => servicesOf(context).secondRatings.mine(callerOf(context))),
    read: read.handler(({ context, input }) => servicesOf(context).secondRatings.read(callerOf(context), input)),
    rate: rate.handler(({ context, input }) => servicesOf(context).secondRatings.rate(callerOf(context), input)),
    takeBack: takeBack.handler(({ context, input }) => servicesOf(context).secondRatings.takeBack(callerOf(context), input)),
  };
}
