import type { Role } from '#contract/permissions.ts';
import type { CallerSummary } from '#contract/session.ts';
import type { Language } from '#contract/values.ts';
import { type Grants, grantsOf } from './permission-rules.ts';

/** Whoever asks: a person who has signed in, or the command line. */
export interface Caller {
  readonly userId: string;
  readonly practitionerId: string | null;
  readonly displayName: string;
  readonly login: string;
  readonly roles: readonly Role[];
  readonly grants: Grants;
  readonly language: Language;
  readonly theme: CallerSummary['theme'];
}

/** The caller as the page sees them. */
export function summarizeCaller(caller: Caller): CallerSummary {
  const { userId, practitionerId, displayName, login, language, theme } = caller;
  const granted = Object.keys(caller.grants) as CallerSummary['permissions'];
  const scope = Object.values(caller.grants).some((reach) => reach !== 'aggregate') ? 'clinic' : 'aggregate';
  return { userId, practitionerId, displayName, login, roles: [...caller.roles], permissions: granted, scope, language, theme };
}

/** The command line acts as this built-in person, with an explicit list of what it may do. */
export const commandLineCaller: Caller = {
  userId: 'system:command-line',
  practitionerId: null,
  displayName: 'Système (ligne de commande)',
  login: 'command-line',
  roles: [],
  grants: { 'patient.read': 'clinic', 'patient.clinical.read': 'clinic', 'patient.clinical.write': 'clinic', 'referral.read': 'clinic', 'appointment.read': 'clinic', 'appointment.book': 'clinic', 'import.run': 'clinic', 'export.identified': 'clinic' },
  language: 'fr',
  theme: 'system',
};

/** A caller from an account's row and roles. */
export function callerFrom(account: { id: string; practitionerId: string | null; displayName: string; login: string; language: string; theme: string; roles: readonly Role[] }): Caller {
  return {
    userId: account.id,
    practitionerId: account.practitionerId,
    displayName: account.displayName,
    login: account.login,
    roles: account.roles,
    grants: grantsOf(account.roles),
    language: account.language === 'en' ? 'en' : 'fr',
    theme: account.theme === 'light' || account.theme === 'dark' ? account.theme : 'system',
  };
}
