import { callerOf, servicesOf } from '../call-context.ts';
import type { Operations } from '../operations.ts';

/** Binds `referrals.*`. */
export function referralOperations(os: Operations) {
  return {
    vocabulary: os.referrals.vocabulary.handler(({ context }) => servicesOf(context).triageDesk.vocabulary(callerOf(context))),
    findingsOnFile: os.referrals.findingsOnFile.handler(({ context, input }) => servicesOf(context).resultFindings.onFile(callerOf(context), input)),
    readLetter: os.referrals.readLetter.handler(({ context, input }) => servicesOf(context).triageDesk.readLetter(callerOf(context), input)),
    propose: os.referrals.propose.handler(({ context, input }) => servicesOf(context).triageDesk.propose(callerOf(context), input)),
    queue: os.referrals.queue.handler(({ context, input }) => servicesOf(context).triageDesk.queue(callerOf(context), input)),
    counts: os.referrals.counts.handler(({ context }) => servicesOf(context).triageDesk.counts(callerOf(context))),
    open: os.referrals.open.handler(({ context, input }) => servicesOf(context).triageDesk.open(callerOf(context), input)),
    enter: os.referrals.enter.handler(({ context, input }) => servicesOf(context).referrals.enter(callerOf(context), input)),
    complete: os.referrals.complete.handler(({ context, input }) => servicesOf(context).referrals.complete(callerOf(context), input)),
    accept: os.referrals.accept.handler(({ context, input }) => servicesOf(context).referrals.accept(callerOf(context), input)),
    routing: os.referrals.routing.handler(({ context, input }) => servicesOf(context).routing.routing(callerOf(context), input)),
    override: os.referrals.override.handler(({ context, input }) => servicesOf(context).referrals.override(callerOf(context), input)),
    undoDecision: os.referrals.undoDecision.handler(({ context, input }) => servicesOf(context).deskWork.undoDecision(callerOf(context), input)),
    claim: os.referrals.claim.handler(({ context, input }) => servicesOf(context).deskWork.claim(callerOf(context), input)),
    release: os.referrals.release.handler(({ context, input }) => servicesOf(context).deskWork.release(callerOf(context), input)),
    colleagues: os.referrals.colleagues.handler(({ context }) => servicesOf(context).opinions.colleagues()),
    assign: os.referrals.assign.handler(({ context, input }) => servicesOf(context).deskWork.assign(callerOf(context), input)),
    askOpinion: os.referrals.askOpinion.handler(({ context, input }) => servicesOf(context).opinions.ask(callerOf(context), input)),
    giveOpinion: os.referrals.giveOpinion.handler(({ context, input }) => servicesOf(context).opinions.give(callerOf(context), input)),
    withdrawOpinion: os.referrals.withdrawOpinion.handler(({ context, input }) => servicesOf(context).opinions.withdraw(callerOf(context), input)),
    return: os.referrals.return.handler(({ context, input }) => servicesOf(context).deskWork.return(callerOf(context), input)),
    ask: os.referrals.ask.handler(({ context, input }) => servicesOf(context).deskWork.ask(callerOf(context), input)),
    end: os.referrals.end.handler(({ context, input }) => servicesOf(context).deskWork.end(callerOf(context), input)),
    reopen: os.referrals.reopen.handler(({ context, input }) => servicesOf(context).deskWork.reopen(callerOf(context), input)),
    pause: os.referrals.pause.handler(({ context, input }) => servicesOf(context).deskWork.pause(callerOf(context), input)),
    resume: os.referrals.resume.handler(({ context, input }) => servicesOf(context).deskWork.resume(callerOf(context), input)),
    forecast: os.referrals.forecast.handler(({ context }) => servicesOf(context).triageDesk.forecast(callerOf(context))),
    endAsking: os.referrals.endAsking.handler(({ context, input }) => servicesOf(context).deskWork.endAsking(callerOf(context), input)),
    attend: os.referrals.attend.handler(({ context, input }) => servicesOf(context).triageDesk.attend(callerOf(context), input)),
    delays: os.referrals.delays.handler(({ context }) => servicesOf(context).delaySettings.delays()),
    setDelays: os.referrals.setDelays.handler(({ context, input }) => servicesOf(context).delaySettings.setDelays(callerOf(context), input)),
    recordEmergencyCall: os.referrals.recordEmergencyCall.handler(({ context, input }) =>
      servicesOf(context).referrals.recordEmergencyCall(callerOf(context), input),
    ),
  };
}
