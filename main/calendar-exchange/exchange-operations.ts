import { callerOf, servicesOf } from '../call-context.ts';
import { mediaTypes } from '../delivery/file-delivery.ts';
import type { Operations } from '../operations.ts';

/** Binds `calendars.*`. */
export function calendarOperations(os: Operations) {
  return {
    visitsFile: os.calendars.visitsFile.handler(async ({ context, input }) => {
      const { exchange, files } = servicesOf(context);
      const { name, content } = await exchange.visitsFile(callerOf(context), input);
      return files.deliver(context.session, { name, mediaType: mediaTypes.ics }, content);
    }),
    professionalFile: os.calendars.professionalFile.handler(async ({ context, input }) => {
      const { exchange, files } = servicesOf(context);
      const { name, content } = await exchange.professionalFile(callerOf(context), input);
      return files.deliver(context.session, { name, mediaType: mediaTypes.ics }, content);
    }),
    ofProfessional: os.calendars.ofProfessional.handler(({ context, input }) => servicesOf(context).exchange.ofProfessional(callerOf(context), input)),
    openFeed: os.calendars.openFeed.handler(({ context, input }) => servicesOf(context).exchange.openFeed(callerOf(context), input)),
    closeFeed: os.calendars.closeFeed.handler(({ context, input }) => servicesOf(context).exchange.closeFeed(callerOf(context), input)),
    readBusy: os.calendars.readBusy.handler(({ context, input }) => servicesOf(context).exchange.readBusy(callerOf(context), input)),
    pushSettings: os.calendars.pushSettings.handler(({ context }) => servicesOf(context).push.settings(callerOf(context))),
    setPush: os.calendars.setPush.handler(({ context, input }) => servicesOf(context).push.setOn(callerOf(context), input)),
    pushTarget: os.calendars.pushTarget.handler(({ context, input }) => servicesOf(context).push.target(callerOf(context), input)),
    setPushTarget: os.calendars.setPushTarget.handler(({ context, input }) => servicesOf(context).push.setTarget(callerOf(context), input)),
    removePushTarget: os.calendars.removePushTarget.handler(({ context, input }) => servicesOf(context).push.removeTarget(callerOf(context), input)),
    pushNow: os.calendars.pushNow.handler(({ context, input }) => servicesOf(context).push.pushNow(callerOf(context), input)),
    removeBusy: os.calendars.removeBusy.handler(({ context, input }) => servicesOf(context).exchange.removeBusy(callerOf(context), input)),
  };
}
