import { callerOf, servicesOf } from '../call-context.ts';
import type { Operations } from '../operations.ts';

/** Binds `exports.*`. */
export function exportOperations(os: Operations) {
  return {
    preview: os.exports.preview.handler(({ context, input }) => servicesOf(context).exports.preview(callerOf(context), input)),
    run: os.exports.run.handler(({ context, input }) => servicesOf(context).exports.run(context.session, callerOf(context), input)),
    cancel: os.exports.cancel.handler(({ context, input }) => servicesOf(context).exports.cancel(callerOf(context), input)),
    list: os.exports.list.handler(({ context, input }) => servicesOf(context).exports.list(callerOf(context), input)),
  };
}
