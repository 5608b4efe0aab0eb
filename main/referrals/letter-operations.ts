import { callerOf, servicesOf } from '../call-context.ts';
import { mediaTypes } from '../delivery/file-delivery.ts';
import type { Operations } from '../operations.ts';

/** Binds `letters.*`. */
export function letterOperations(os: Operations) {
  return {
    list: os.letters.list.handler(({ context, input }) => servicesOf(context).letters.list(callerOf(context), input)),
    draft: os.letters.draft.handler(({ context, input }) => servicesOf(context).letters.draft(callerOf(context), input)),
    write: os.letters.write.handler(async ({ context, input }) => {
      const { letters, files } = servicesOf(context);
      const { name, content } = await letters.write(callerOf(context), input);
      return files.deliver(context.session, { name, mediaType: mediaTypes.pdf }, content);
    }),
    withdraw: os.letters.withdraw.handler(({ context, input }) => servicesOf(context).letters.withdraw(callerOf(context), input)),
    letterhead: os.letters.letterhead.handler(({ context }) => servicesOf(context).letters.letterhead(callerOf(context))),
    setLetterhead: os.letters.setLetterhead.handler(({ context, input }) => servicesOf(context).letters.setLetterhead(callerOf(context), input)),
    templates: os.letters.templates.handler(({ context }) => servicesOf(context).letterTemplates.templates(callerOf(context))),
    templateVersions: os.letters.templateVersions.handler(({ context, input }) => servicesOf(context).letterTemplates.templateVersions(callerOf(context), input)),
    previewTemplate: os.letters.previewTemplate.handler(({ context, input }) => servicesOf(context).letterTemplates.previewTemplate(callerOf(context), input)),
    saveTemplate: os.letters.saveTemplate.handler(({ context, input }) => servicesOf(context).letterTemplates.saveTemplate(callerOf(context), input)),
  };
}
