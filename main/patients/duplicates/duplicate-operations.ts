import { callerOf, servicesOf } from '../../call-context.ts';
import type { Operations } from '../../operations.ts';

/** Binds `duplicates.*`. */
export function duplicateOperations(os: Operations) {
  const { list, compare, separate, reopen, merge, merges, undoMerge, scan, cancelScan, status } = os.duplicates;
  return {
    list: list.handler(({ context, input }) => servicesOf(context).duplicates.list(callerOf(context), input)),
    compare: compare.handler(({ context, input }) => servicesOf(context).merges.compare(callerOf(context), input)),
    separate: separate.handler(({ context, input }) => servicesOf(context).duplicates.separate(callerOf(context), input)),
    reopen: reopen.handler(({ context, input }) => servicesOf(context).duplicates.reopen(callerOf(context), input)),
    merge: merge.handler(({ context, input }) => servicesOf(context).merges.merge(callerOf(context), input)),
    merges: merges.handler(({ context, input }) => servicesOf(context).merges.merges(callerOf(context), input)),
    undoMerge: undoMerge.handler(({ context, input }) => servicesOf(context).merges.undoMerge(callerOf(context), input)),
    scan: scan.handler(({ context, input }) => servicesOf(context).duplicates.scan(callerOf(context), input)),
    cancelScan: cancelScan.handler(({ context, input }) => servicesOf(context).duplicates.cancelScan(callerOf(context), input)),
    status: status.handler(({ context }) => servicesOf(context).duplicates.status(callerOf(context))),
  };
}
