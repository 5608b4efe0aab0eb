import { callerOf, servicesOf } from '../call-context.ts';
import type { Operations } from '../operations.ts';

/** Binds `plans.*`. */
export function planOperations(os: Operations) {
  return {
    templates: os.plans.templates.handler(({ context }) => servicesOf(context).plans.templates()),
    templateVersions: os.plans.templateVersions.handler(({ context, input }) => servicesOf(context).planTemplates.versions(input)),
    readTemplate: os.plans.readTemplate.handler(({ context, input }) => servicesOf(context).planTemplates.read(input)),
    tryTemplate: os.plans.tryTemplate.handler(({ context, input }) => servicesOf(context).planTemplates.tryOut(input)),
    saveTemplate: os.plans.saveTemplate.handler(({ context, input }) => servicesOf(context).planTemplates.save(callerOf(context), input)),
    useTemplate: os.plans.useTemplate.handler(({ context, input }) => servicesOf(context).planTemplates.use(callerOf(context), input)),
    templateChoices: os.plans.templateChoices.handler(({ context }) => servicesOf(context).planTemplates.choices()),
    withdrawTemplate: os.plans.withdrawTemplate.handler(({ context, input }) => servicesOf(context).planTemplates.withdraw(callerOf(context), input)),
    previewMigration: os.plans.previewMigration.handler(({ context, input }) => servicesOf(context).plans.previewMigration(callerOf(context), input)),
    migrate: os.plans.migrate.handler(({ context, input }) => servicesOf(context).plans.migrate(callerOf(context), input)),
    preview: os.plans.preview.handler(({ context, input }) => servicesOf(context).plans.preview(callerOf(context), input)),
    apply: os.plans.apply.handler(({ context, input }) => servicesOf(context).plans.apply(callerOf(context), input)),
    undoApply: os.plans.undoApply.handler(({ context, input }) => servicesOf(context).plans.undoApply(callerOf(context), input)),
    ofPatient: os.plans.ofPatient.handler(({ context, input }) => servicesOf(context).plans.ofPatient(callerOf(context), input)),
    previewMove: os.plans.previewMove.handler(({ context, input }) => servicesOf(context).plans.previewMove(callerOf(context), input)),
    move: os.plans.move.handler(({ context, input }) => servicesOf(context).plans.move(callerOf(context), input)),
    pause: os.plans.pause.handler(({ context, input }) => servicesOf(context).plans.pause(callerOf(context), input)),
    resume: os.plans.resume.handler(({ context, input }) => servicesOf(context).plans.resume(callerOf(context), input)),
    end: os.plans.end.handler(({ context, input }) => servicesOf(context).plans.end(callerOf(context), input)),
    reopen: os.plans.reopen.handler(({ context, input }) => servicesOf(context).plans.reopen(callerOf(context), input)),
    closeStep: os.plans.closeStep.handler(({ context, input }) => servicesOf(context).planSteps.close(callerOf(context), input)),
    reopenStep: os.plans.reopenStep.handler(({ context, input }) => servicesOf(context).planSteps.reopen(callerOf(context), input)),
    linkVisit: os.plans.linkVisit.handler(({ context, input }) => servicesOf(context).planSteps.linkVisit(callerOf(context), input)),
    keepVisit: os.plans.keepVisit.handler(({ context, input }) => servicesOf(context).planSteps.keepVisit(callerOf(context), input)),
    due: os.plans.due.handler(({ context, input }) => servicesOf(context).planSteps.due(callerOf(context), input)),
  };
}
