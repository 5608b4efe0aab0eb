import { callerOf, servicesOf } from '../../call-context.ts';
import type { Operations } from '../../operations.ts';

/** Binds `attachments.*`. */
export function attachmentOperations(os: Operations) {
  return {
    list: os.attachments.list.handler(({ context, input }) => servicesOf(context).attachments.list(callerOf(context), input)),
    add: os.attachments.add.handler(({ context, input }) => servicesOf(context).attachments.add(callerOf(context), input)),
    rename: os.attachments.rename.handler(({ context, input }) => servicesOf(context).attachments.rename(callerOf(context), input)),
    remove: os.attachments.remove.handler(({ context, input }) => servicesOf(context).attachments.remove(callerOf(context), input)),
    restore: os.attachments.restore.handler(({ context, input }) => servicesOf(context).attachments.restore(callerOf(context), input)),
    open: os.attachments.open.handler(async ({ context, input }) => {
      const { attachments, files } = servicesOf(context);
      const { name, mediaType, content } = await attachments.open(callerOf(context), input);
      return files.deliverSealed(context.session, { name, mediaType }, await files.seal(content));
    }),
  };
}
