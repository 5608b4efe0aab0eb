import { callerOf, servicesOf } from '../../call-context.ts';
import { mediaTypes } from '../../delivery/file-delivery.ts';
import type { Operations } from '../../operations.ts';

/** Binds `triageQuality.*`. */
export function triageQualityOperations(os: Operations) {
  const { read, reasons, unused, file } = os.triageQuality;
  return {
    read: read.handler(({ context, input }) => servicesOf(context).triageQuality.read(callerOf(context), input)),
    reasons: reasons.handler(({ context, input }) => servicesOf(context).triageQuality.reasons(callerOf(context), input)),
    unused: unused.handler(({ context, input }) => servicesOf(context).triageQuality.unused(callerOf(context), input)),
    file: file.handler(async ({ context, input }) => {
      const { triageQuality, files } = servicesOf(context);
      const { name, content } = await triageQuality.file(callerOf(context), input);
      return files.deliver(context.session, { name, mediaType: mediaTypes.csv }, content);
    }),
  };
}
