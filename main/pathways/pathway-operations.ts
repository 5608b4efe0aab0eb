import { callerOf, servicesOf } from '../call-context.ts';
import type { Operations } from '../operations.ts';

/** Binds `pathways.*`. */
export function pathwayOperations(os: Operations) {
  return {
    definitions: os.pathways.definitions.handler(({ context }) => servicesOf(context).pathways.definitions()),
    board: os.pathways.board.handler(({ context, input }) => servicesOf(context).pathwayBoard.board(callerOf(context), input)),
    column: os.pathways.column.handler(({ context, input }) => servicesOf(context).pathwayBoard.column(callerOf(context), input)),
    ofPatient: os.pathways.ofPatient.handler(({ context, input }) => servicesOf(context).pathways.ofPatient(callerOf(context), input)),
    propose: os.pathways.propose.handler(({ context, input }) => servicesOf(context).pathways.propose(callerOf(context), input)),
    noteFacts: os.pathways.noteFacts.handler(({ context, input }) => servicesOf(context).pathways.noteFacts(callerOf(context), input)),
    include: os.pathways.include.handler(({ context, input }) => servicesOf(context).pathways.include(callerOf(context), input)),
    advance: os.pathways.advance.handler(({ context, input }) => servicesOf(context).pathways.advance(callerOf(context), input)),
    suspend: os.pathways.suspend.handler(({ context, input }) => servicesOf(context).pathways.suspend(callerOf(context), input)),
    resume: os.pathways.resume.handler(({ context, input }) => servicesOf(context).pathways.resume(callerOf(context), input)),
    leave: os.pathways.leave.handler(({ context, input }) => servicesOf(context).pathways.leave(callerOf(context), input)),
    withdraw: os.pathways.withdraw.handler(({ context, input }) => servicesOf(context).pathways.withdraw(callerOf(context), input)),
  };
}
