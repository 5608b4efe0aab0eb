import { callerOf, servicesOf } from '../call-context.ts';
import type { Operations } from '../operations.ts';

/** Binds `pathwayEditor.*`. */
export function pathwayEditorOperations(os: Operations) {
  const { pathwayEditor } = os;
  return {
    versions: pathwayEditor.versions.handler(({ context, input }) => servicesOf(context).pathwayEditor.versions(input)),
    read: pathwayEditor.read.handler(({ context, input }) => servicesOf(context).pathwayEditor.read(input)),
    choices: pathwayEditor.choices.handler(({ context }) => servicesOf(context).pathwayEditor.choices()),
    tryOut: pathwayEditor.tryOut.handler(({ context, input }) => servicesOf(context).pathwayEditor.tryOut(input)),
    save: pathwayEditor.save.handler(({ context, input }) => servicesOf(context).pathwayEditor.save(callerOf(context), input)),
    begin: pathwayEditor.begin.handler(({ context, input }) => servicesOf(context).pathwayEditor.begin(input)),
    retire: pathwayEditor.retire.handler(({ context, input }) => servicesOf(context).pathwayEditor.retire(callerOf(context), input)),
    offer: pathwayEditor.offer.handler(({ context, input }) => servicesOf(context).pathwayEditor.offer(callerOf(context), input)),
    use: pathwayEditor.use.handler(({ context, input }) => servicesOf(context).pathwayEditor.use(callerOf(context), input)),
    behind: pathwayEditor.behind.handler(({ context, input }) => servicesOf(context).pathwayEditor.behind(callerOf(context), input)),
    previewMigration: pathwayEditor.previewMigration.handler(({ context, input }) => servicesOf(context).pathwayMigrations.preview(callerOf(context), input)),
    migrate: pathwayEditor.migrate.handler(({ context, input }) => servicesOf(context).pathwayMigrations.migrate(callerOf(context), input)),
  };
}

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
    undo: os.pathways.undo.handler(({ context, input }) => servicesOf(context).pathwayUndo.undo(callerOf(context), input)),
    suspend: os.pathways.suspend.handler(({ context, input }) => servicesOf(context).pathways.suspend(callerOf(context), input)),
    resume: os.pathways.resume.handler(({ context, input }) => servicesOf(context).pathways.resume(callerOf(context), input)),
    leave: os.pathways.leave.handler(({ context, input }) => servicesOf(context).pathways.leave(callerOf(context), input)),
    withdraw: os.pathways.withdraw.handler(({ context, input }) => servicesOf(context).pathways.withdraw(callerOf(context), input)),
  };
}
