import type { ClinicHost } from '../clinics/clinic-host.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import type { Ports } from '../ports.ts';
import type { Caller } from './caller.ts';
import { requireAcceptablePassword } from './acceptable-password.ts';
import type { Session } from './session.ts';
import type { SessionService } from './session-service.ts';

/** One's own account: password, sessions, what was tried under one's name. */
export function createOwnAccountService(host: ClinicHost, sessions: SessionService, ports: Ports) {
  return {
    overview: (caller: Caller, current: Session) => ({
      failuresBefore: current.entry?.failuresBefore ?? 0,
      hasPassword: host.chosen?.keyring.slots.some((slot) => slot.kind === 'user' && slot.userId === caller.userId) ?? false,
      sessions: sessions.sessionsOf(caller.userId).flatMap((session) =>
        session.entry ? [{ sessionId: session.entry.id, since: session.entry.since, locked: session.held?.until === 'unlocked', current: session === current }] : [],
      ),
    }),

    /** @throws DeclaredError `WRONG_CREDENTIALS`; `INVALID` `WEAK_PASSWORD` | `SAME_PASSWORD` */
    changePassword: async (caller: Caller, input: { current: string; password: string }) => {
      await requireAcceptablePassword(input.password, [caller.login, caller.displayName, host.chosen?.keyring.clinicName ?? '']);
      if (input.current === input.password) throw new DeclaredError('INVALID', { issues: [{ path: 'password', code: 'SAME_PASSWORD' }] });
      await sessions.checkPassword(caller, input.current);
      await sessions.replacePassword({ id: caller.userId, login: caller.login }, input.password, 'account.password-changed');
      return { changedAt: ports.clock.now() };
    },

    /** Ends one of one's own sessions, or (null) all but the present one. */
    endSessions: (caller: Caller, current: Session, sessionId: string | null) => {
      if (sessionId === null) return { ended: sessions.endSessionsOf(caller.userId, current) };
      const named = sessions.sessionsOf(caller.userId).find((session) => session.entry?.id === sessionId);
      if (!named || named === current) throw new DeclaredError('NOT_FOUND');
      sessions.end(named);
      return { ended: 1 };
    },
  };
}
