import { callerOf, servicesOf } from '../../call-context.ts';
import { mediaTypes } from '../../delivery/file-delivery.ts';
import type { Operations } from '../../operations.ts';

/** Binds `dayLists.*`. */
export function dayListOperations(os: Operations) {
  return {
    makePdf: os.dayLists.makePdf.handler(async ({ context, input }) => {
      const { dayLists, files } = servicesOf(context);
      const { name, content } = await dayLists.makePdf(callerOf(context), input);
      return files.deliver(context.session, { name, mediaType: mediaTypes.pdf }, content);
    }),
    notePrinted: os.dayLists.notePrinted.handler(({ context, input }) => servicesOf(context).dayLists.notePrinted(callerOf(context), input)),
  };
}
