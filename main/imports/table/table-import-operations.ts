import { callerOf, servicesOf } from '../../call-context.ts';
import type { Operations } from '../../operations.ts';

/** Binds `tableImports.*`. */
export function tableImportOperations(os: Operations) {
  const { tableImports } = os;
  return {
    begin: tableImports.begin.handler(({ context, input }) => servicesOf(context).tableImports.begin(callerOf(context), input)),
    reread: tableImports.reread.handler(({ context, input }) => servicesOf(context).tableImports.reread(callerOf(context), input)),
    open: tableImports.open.handler(({ context, input }) => servicesOf(context).tableImports.open(callerOf(context), input)),
    unfinished: tableImports.unfinished.handler(({ context }) => servicesOf(context).tableImports.unfinished(callerOf(context))),
    keep: tableImports.keep.handler(({ context, input }) => servicesOf(context).tableImports.keep(callerOf(context), input)),
    discard: tableImports.discard.handler(({ context, input }) => servicesOf(context).tableImports.discard(callerOf(context), input)),
    check: tableImports.check.handler(({ context, input }) => servicesOf(context).tableImports.check(callerOf(context), input)),
    rows: tableImports.rows.handler(({ context, input }) => servicesOf(context).tableImports.rows(callerOf(context), input)),
    decide: tableImports.decide.handler(({ context, input }) => servicesOf(context).tableImports.decide(callerOf(context), input)),
    correct: tableImports.correct.handler(({ context, input }) => servicesOf(context).tableImports.correct(callerOf(context), input)),
    run: tableImports.run.handler(({ context, input }) => servicesOf(context).tableImports.run(callerOf(context), input)),
    rejectedFile: tableImports.rejectedFile.handler(({ context, input }) => servicesOf(context).tableImports.rejectedFile(context.session, callerOf(context), input)),
    mappingFile: tableImports.mappingFile.handler(({ context, input }) => servicesOf(context).tableImports.mappingFile(context.session, callerOf(context), input)),
    mappings: tableImports.mappings.handler(({ context }) => servicesOf(context).tableImports.mappings(callerOf(context))),
    remember: tableImports.remember.handler(({ context, input }) => servicesOf(context).tableImports.remember(callerOf(context), input)),
    forget: tableImports.forget.handler(({ context, input }) => servicesOf(context).tableImports.forget(callerOf(context), input)),
  };
}
