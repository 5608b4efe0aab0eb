import type { Operations } from '../operations.ts';

/** Binds `session.*`. These work with or without an open clinic. */
export function sessionOperations(os: Operations) {
  return {
    status: os.session.status.handler(({ context }) => context.sessions.status(context.session)),
    chooseClinic: os.session.chooseClinic.handler(({ context, input }) => context.sessions.chooseClinic(context.session, input.clinicId)),
    leaveClinic: os.session.leaveClinic.handler(({ context }) => context.sessions.leaveClinic(context.session)),
    judgePassword: os.session.judgePassword.handler(({ context, input }) => context.sessions.judgePassword(input.password, input.about)),
    createClinic: os.session.createClinic.handler(({ context, input }) => context.sessions.createClinic(context.session, input)),
    createAdministrator: os.session.createAdministrator.handler(({ context, input }) => context.sessions.createAdministrator(context.session, input)),
    openDemonstration: os.session.openDemonstration.handler(({ context, input }) => context.sessions.openDemonstration(context.session, input.persona)),
    signIn: os.session.signIn.handler(({ context, input }) => context.sessions.signIn(context.session, input.login, input.password)),
    signOut: os.session.signOut.handler(({ context }) => context.sessions.signOut(context.session)),
    lock: os.session.lock.handler(({ context }) => context.sessions.lock(context.session)),
    unlock: os.session.unlock.handler(({ context, input }) => context.sessions.unlock(context.session, input.password)),
    choosePassword: os.session.choosePassword.handler(({ context, input }) => context.sessions.choosePassword(context.session, input.password)),
    recover: os.session.recover.handler(({ context, input }) => context.sessions.recover(context.session, input)),
    rehearseRestore: os.session.rehearseRestore.handler(({ context, input }) => context.accounts.restores.rehearse(input.intakeId, input.secret)),
    restoreClinic: os.session.restoreClinic.handler(async ({ context, input }) => {
      await context.accounts.restores.restore(input.intakeId, input.secret);
      return context.sessions.status(context.session);
    }),
    setPreferences: os.session.setPreferences.handler(({ context, input }) => context.sessions.setPreferences(context.session, input)),
  };
}
