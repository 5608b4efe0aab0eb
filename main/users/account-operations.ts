import { callerOf } from '../call-context.ts';
import type { Operations } from '../operations.ts';

/** Binds `accounts.*`: the people of the clinic, one's own account, the clinic's keys. */
export function accountOperations(os: Operations) {
  return {
    list: os.accounts.list.handler(({ context }) => context.accounts.people.list()),
    add: os.accounts.add.handler(({ context, input }) => context.accounts.people.add(callerOf(context), input)),
    change: os.accounts.change.handler(({ context, input }) => context.accounts.people.change(callerOf(context), input)),
    disable: os.accounts.disable.handler(({ context, input }) => context.accounts.people.disable(callerOf(context), input)),
    enable: os.accounts.enable.handler(({ context, input }) => context.accounts.people.enable(callerOf(context), input)),
    resetPassword: os.accounts.resetPassword.handler(({ context, input }) => context.accounts.people.resetPassword(callerOf(context), input)),

    mine: os.accounts.mine.handler(({ context }) => context.accounts.own.overview(callerOf(context), context.session)),
    changePassword: os.accounts.changePassword.handler(({ context, input }) => context.accounts.own.changePassword(callerOf(context), input)),
    endSessions: os.accounts.endSessions.handler(({ context, input }) => context.accounts.own.endSessions(callerOf(context), context.session, input.sessionId)),

    keys: os.accounts.keys.handler(({ context }) => context.accounts.keys.overview()),
    setPassphrase: os.accounts.setPassphrase.handler(({ context, input }) => context.accounts.keys.setPassphrase(callerOf(context), input.passphrase)),
    renewRecoveryKey: os.accounts.renewRecoveryKey.handler(({ context }) => context.accounts.keys.renewRecoveryKey(callerOf(context))),
    confirmRecoverySheet: os.accounts.confirmRecoverySheet.handler(({ context }) => context.accounts.keys.confirmRecoverySheet(callerOf(context))),
    setIdleMinutes: os.accounts.setIdleMinutes.handler(({ context, input }) => context.accounts.keys.setIdleMinutes(callerOf(context), input.minutes)),
  };
}
