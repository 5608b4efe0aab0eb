import { callerOf, servicesOf } from '../call-context.ts';
import type { Operations } from '../operations.ts';

/** Binds `live.*`. */
export function liveOperations(os: Operations) {
  return {
    changes: os.live.changes.handler(({ context, signal }) => {
      callerOf(context);
      const clinic = context.clinic();
      // Whoever is signed in there now, as long as it is in the same clinic: roles may change, a lock leaves nobody.
      return servicesOf(context).live.follow(() => (context.clinic() === clinic ? context.session.caller : null), signal);
    }),
  };
}
