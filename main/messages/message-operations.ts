import { callerOf, servicesOf } from '../call-context.ts';
import { mediaTypes } from '../delivery/file-delivery.ts';
import type { Operations } from '../operations.ts';

/** Binds `messageChannels.*`. */
export function messageChannelOperations(os: Operations) {
  return {
    read: os.messageChannels.read.handler(({ context }) => servicesOf(context).messageChannels.read(callerOf(context))),
    saveEmail: os.messageChannels.saveEmail.handler(({ context, input }) => servicesOf(context).messageChannels.saveEmail(callerOf(context), input)),
    saveSms: os.messageChannels.saveSms.handler(({ context, input }) => servicesOf(context).messageChannels.saveSms(callerOf(context), input)),
    test: os.messageChannels.test.handler(({ context, input }) => servicesOf(context).messageChannels.test(callerOf(context), input)),
    switch: os.messageChannels.switch.handler(({ context, input }) => servicesOf(context).messageChannels.switch(callerOf(context), input)),
  };
}

/** Binds `messages.*`. */
export function messageOperations(os: Operations) {
  return {
    list: os.messages.list.handler(({ context, input }) => servicesOf(context).outbox.list(callerOf(context), input)),
    open: os.messages.open.handler(({ context, input }) => servicesOf(context).outbox.open(callerOf(context), input)),
    prepare: os.messages.prepare.handler(({ context }) => servicesOf(context).messagePreparation.prepare(callerOf(context).userId)),
    automation: os.messages.automation.handler(({ context }) => servicesOf(context).messageAutomation.read()),
    stopAutomation: os.messages.stopAutomation.handler(({ context }) => servicesOf(context).messageAutomation.stop(callerOf(context))),
    saveAutomation: os.messages.saveAutomation.handler(({ context, input }) => servicesOf(context).messageAutomation.save(callerOf(context), input)),
    switchAutomation: os.messages.switchAutomation.handler(({ context, input }) => servicesOf(context).messageAutomation.switch(callerOf(context), input)),
    edit: os.messages.edit.handler(({ context, input }) => servicesOf(context).outbox.edit(callerOf(context), input)),
    decide: os.messages.decide.handler(({ context, input }) => servicesOf(context).outbox.decide(callerOf(context), input)),
    print: os.messages.print.handler(async ({ context, input }) => {
      const { messagePapers, files } = servicesOf(context);
      const { name, content } = await messagePapers.print(callerOf(context), input);
      return files.deliver(context.session, { name, mediaType: mediaTypes.pdf }, content);
    }),
    exportFile: os.messages.exportFile.handler(async ({ context, input }) => {
      const { messagePapers, files } = servicesOf(context);
      const { name, content } = await messagePapers.exportFile(callerOf(context), input);
      return files.deliver(context.session, { name, mediaType: mediaTypes.csv }, content);
    }),
    preferences: os.messages.preferences.handler(({ context, input }) => servicesOf(context).outbox.preferences(callerOf(context), input)),
    setPreference: os.messages.setPreference.handler(({ context, input }) => servicesOf(context).outbox.setPreference(callerOf(context), input)),
    ofPatient: os.messages.ofPatient.handler(({ context, input }) => servicesOf(context).outbox.ofPatient(callerOf(context), input)),
    rules: os.messages.rules.handler(({ context }) => servicesOf(context).messageRules.rules(callerOf(context))),
    ruleVersions: os.messages.ruleVersions.handler(({ context, input }) => servicesOf(context).messageRules.ruleVersions(callerOf(context), input)),
    previewRule: os.messages.previewRule.handler(({ context, input }) => servicesOf(context).messageRules.previewRule(callerOf(context), input)),
    saveRule: os.messages.saveRule.handler(({ context, input }) => servicesOf(context).messageRules.saveRule(callerOf(context), input)),
  };
}
