import { implement } from '@orpc/server';
import { contract } from '#contract/index.ts';
import { guard } from './access-middleware.ts';
import { requirePlainText } from './plain-text.ts';
import type { CallContext } from './call-context.ts';

/** The implementer of the contract with the guard around every operation; areas bind their handlers to it. */
export function createOperations() {
  return implement(contract)
    .$context<CallContext>()
    .use(({ context, procedure, path, next }, input) =>
      guard({
        context,
        meta: procedure['~orpc'].meta,
        name: path.join('.'),
        next: async () => {
          requirePlainText(input);
          return next();
        },
      }),
    );
}
export type Operations = ReturnType<typeof createOperations>;
