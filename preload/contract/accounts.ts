import { z } from 'zod';
import { operation } from './define.ts';
import { roles } from './permissions.ts';
import { administratorInput, recoverySheet } from './session.ts';
import { filled, id, instant, language, spokenLanguages } from './values.ts';

const heldRoles = z.array(z.enum(roles)).min(1).max(6);
const version = z.int();
const password = z.string().min(1).max(200);
const chosenPassword = z.string().min(12).max(200);

/** Somebody with an account, as whoever manages people sees them. */
export const account = z.object({
  userId: id,
  givenName: z.string(),
  familyName: z.string(),
  displayName: z.string(),
  login: z.string(),
  roles: z.array(z.enum(roles)),
  language,
  /** Spoken with patients; empty also for somebody without a calendar. */
  languages: spokenLanguages,
  lastSignedInAt: instant.nullable(),
  /** `no-password`: nothing opens the store for them; a new temporary password mends it. */
  state: z.enum(['active', 'temporary-password', 'no-password', 'disabled']),
  version,
});
export type Account = z.infer<typeof account>;

/** A password made by the program, shown once, to be changed at the first sign-in. */
const withTemporaryPassword = z.object({ account, temporaryPassword: z.string() });

/** One window or browser somebody is signed in with. */
export const openSession = z.object({ sessionId: id, since: instant, locked: z.boolean(), current: z.boolean() });

export const accounts = {
  list: operation({ access: 'people.manage', scope: 'clinic' }).output(z.array(account).max(500)),
  /** @throws DUPLICATE `login` */
  add: operation({ access: 'people.manage', scope: 'clinic' })
    .input(z.object({ userId: id, givenName: filled(80), familyName: filled(80), login: administratorInput.shape.login, roles: heldRoles, language, languages: spokenLanguages.default([]) }))
    .output(withTemporaryPassword),
  /** Names and roles, and, where given, the languages spoken with patients. @throws ILLEGAL_STATE `last-administrator` */
  change: operation({ access: 'people.manage', scope: 'clinic' })
    .input(z.object({ userId: id, givenName: filled(80), familyName: filled(80), roles: heldRoles, languages: spokenLanguages.optional(), expectedVersion: version }))
    .output(account),
  /** Takes the key away and ends the sessions. @throws ILLEGAL_STATE `last-administrator` | `self` */
  disable: operation({ access: 'people.manage', scope: 'clinic' }).input(z.object({ userId: id, expectedVersion: version })).output(account),
  enable: operation({ access: 'people.manage', scope: 'clinic' }).input(z.object({ userId: id, expectedVersion: version })).output(withTemporaryPassword),
  /** A new temporary password; the old one stops working and the sessions end. */
  resetPassword: operation({ access: 'people.manage', scope: 'clinic' }).input(z.object({ userId: id, expectedVersion: version })).output(withTemporaryPassword),

  /** One's own account. */
  mine: operation({ access: 'signed-in', scope: 'own' }).output(
    z.object({ failuresBefore: z.int(), sessions: z.array(openSession).max(200), hasPassword: z.boolean() }),
  ),
  /** @throws WRONG_CREDENTIALS; INVALID `WEAK_PASSWORD` | `SAME_PASSWORD` */
  changePassword: operation({ access: 'signed-in', scope: 'own' })
    .input(z.object({ current: password, password: chosenPassword }))
    .output(z.object({ changedAt: instant })),
  /** Ends one of one's own sessions, or all but this one. */
  endSessions: operation({ access: 'signed-in', scope: 'own' })
    .input(z.object({ sessionId: id.nullable() }))
    .output(z.object({ ended: z.int() })),

  /** The clinic's own keys and the idle lock. */
  keys: operation({ access: 'settings.manage', scope: 'clinic' }).output(
    z.object({
      hasPassphrase: z.boolean(),
      clinicCode: z.string(),
      engine: z.enum(['sqlite', 'postgres']),
      idleMinutes: z.int(),
      /** A recovery sheet was made and nobody has read it back from paper yet. */
      recoverySheetUnchecked: z.boolean(),
    }),
  ),
  /** Makes or replaces the passphrase of the server and the command line. @throws INVALID `WEAK_PASSWORD` */
  setPassphrase: operation({ access: 'settings.manage', scope: 'clinic' }).input(z.object({ passphrase: chosenPassword })).output(z.object({ changedAt: instant })),
  /** A new recovery sheet; the old one opens nothing from now on. */
  renewRecoveryKey: operation({ access: 'settings.manage', scope: 'clinic' }).output(recoverySheet),
  /** Two groups of the last sheet were typed back from the paper. */
  confirmRecoverySheet: operation({ access: 'settings.manage', scope: 'clinic' }).output(z.object({ checkedAt: instant })),
  setIdleMinutes: operation({ access: 'settings.manage', scope: 'clinic' })
    .input(z.object({ minutes: z.int().min(1).max(120) }))
    .output(z.object({ minutes: z.int() })),
};
