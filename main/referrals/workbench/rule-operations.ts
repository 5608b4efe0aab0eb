import { callerOf, servicesOf } from '../../call-context.ts';
import type { Operations } from '../../operations.ts';

/** Binds `rules.*`. */
export function ruleOperations(os: Operations) {
  const { versions, read, readBack, save, replay, cancelReplay, replayed, replayCases, putInForce } = os.rules;
  return {
    versions: versions.handler(({ context }) => servicesOf(context).rulesets.versions()),
    read: read.handler(({ context, input }) => servicesOf(context).rulesets.read(input)),
    readBack: readBack.handler(({ context, input }) => servicesOf(context).rulesets.readBack(input)),
    save: save.handler(({ context, input }) => servicesOf(context).rulesets.save(callerOf(context), input)),
    replay: replay.handler(({ context, input }) => servicesOf(context).ruleReplays.replay(callerOf(context), input)),
    cancelReplay: cancelReplay.handler(({ context, input }) => servicesOf(context).ruleReplays.cancelReplay(input)),
    replayed: replayed.handler(({ context, input }) => servicesOf(context).ruleReplays.replayed(input)),
    replayCases: replayCases.handler(({ context, input }) => servicesOf(context).ruleReplays.replayCases(callerOf(context), input)),
    putInForce: putInForce.handler(({ context, input }) => servicesOf(context).rulesets.putInForce(callerOf(context), input)),
  };
}
