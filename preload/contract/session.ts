import { z } from 'zod';
import { operation } from './define.ts';
import { permissions, roles, scopes } from './permissions.ts';
import { filled, id, instant, language, timeZone } from './values.ts';

export const theme = z.enum(['system', 'light', 'dark']);

/** A person who has signed in, as the page sees them: buttons are drawn from `permissions`, rules stay in main. */
export const callerSummary = z.object({
  userId: id,
  practitionerId: id.nullable(),
  displayName: z.string(),
  login: z.string(),
  roles: z.array(z.enum(roles)),
  permissions: z.array(z.enum(permissions)),
  scope: z.enum(scopes),
  language,
  theme,
});
export type CallerSummary = z.infer<typeof callerSummary>;

export const clinicSettings = z.enum(['private-office', 'hospital-clinic', 'home-care']);
export const clinicSummary = z.object({
  id,
  name: z.string(),
  setting: clinicSettings,
  country: z.enum(['CA', 'FR']),
  region: z.string().nullable(),
  timeZone,
  language,
  demonstration: z.boolean(),
});
export type ClinicSummary = z.infer<typeof clinicSummary>;

/** A clinic found on this computer; its name is the only thing known before the key is given. */
export const knownClinic = z.object({ id, name: z.string(), demonstration: z.boolean() });

export const sessionStatus = z.object({
  /**
   * `first-administrator`: a clinic made by the command line has nobody yet who could sign in. `change-password`: signed
   * in with a temporary password. `locked`: the person's password is asked again; their page is kept.
   */
  phase: z.enum(['choose-clinic', 'first-administrator', 'signed-out', 'change-password', 'signed-in', 'locked']),
  clinics: z.array(knownClinic),
  /** True where this host may create a clinic (desktop or an unconfigured server). */
  mayCreate: z.boolean(),
  clinic: clinicSummary.pick({ id: true, name: true, demonstration: true }).nullable(),
  /** Complete once signed in (locked or not). */
  openClinic: clinicSummary.nullable(),
  /** Who is signed in, who locked, or who has a password to choose. */
  caller: callerSummary.nullable(),
  /** Minutes without a key or a click after which the page locks; null: never. */
  idleMinutes: z.int().nullable(),
  now: instant,
});
export type SessionStatus = z.infer<typeof sessionStatus>;

export const administratorInput = z.object({
  givenName: filled(80),
  familyName: filled(80),
  login: z.string().trim().toLowerCase().regex(/^[a-z0-9][a-z0-9._-]{1,39}$/),
  password: z.string().min(12).max(200),
  /** What the administrator also is; the administrator role alone gives no clinical access. */
  roles: z.array(z.enum(roles)).max(5),
});
export type AdministratorInput = z.infer<typeof administratorInput>;

export const createClinicInput = z.object({
  name: filled(120),
  setting: clinicSettings,
  country: z.enum(['CA', 'FR']),
  region: z.string().max(10).nullable(),
  timeZone,
  language,
  administrator: administratorInput,
});
export type CreateClinicInput = z.infer<typeof createClinicInput>;

/** A recovery key as typed from its sheet: eight groups, spaces and hyphens as one likes. */
export const typedRecoveryKey = z.string().trim().min(40).max(80);
const password = z.string().min(1).max(200);
const chosenPassword = z.string().min(12).max(200);

/** The sheet of a recovery key, given once. */
export const recoverySheet = z.object({ recoveryKey: z.array(z.string().length(5)).length(8), clinicCode: z.string(), createdAt: instant });
export type RecoverySheet = z.infer<typeof recoverySheet>;

/** What opens a backup: somebody's password, the clinic's passphrase, or the recovery key from its sheet. */
export const backupSecret = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('password'), login: filled(80), password }),
  z.object({ kind: z.literal('passphrase'), passphrase: password }),
  z.object({ kind: z.literal('recovery'), typed: typedRecoveryKey }),
]);

/** What trying a backup showed, before anything is restored. */
export const rehearsal = z.object({
  clinicName: z.string(),
  createdAt: instant,
  engine: z.enum(['sqlite', 'postgres']),
  patients: z.int(),
  people: z.int(),
  appointments: z.int(),
  rows: z.int(),
  migrationsApplied: z.int(),
  /** This computer has the same clinic: it will be renamed, not overwritten. */
  setsAside: z.boolean(),
});
export type Rehearsal = z.infer<typeof rehearsal>;

export const passwordStrength = z.object({
  /** 0 (guessed at once) to 4 (strong). */
  score: z.int().min(0).max(4),
  acceptable: z.boolean(),
  /** Keys of the catalogue `session`, e.g. `password.advice.tooShort`. */
  advice: z.array(z.enum(['too-short', 'common', 'name', 'keyboard', 'repeats', 'dates', 'add-words'])),
});

export const session = {
  status: operation({ access: 'public', scope: 'own' }).output(sessionStatus),
  /** Chooses one of the clinics of this computer (the key is given at sign-in). */
  chooseClinic: operation({ access: 'public', scope: 'own' }).input(z.object({ clinicId: id })).output(sessionStatus),
  /** Back to the list of clinics; closes the store if nobody else is signed in. */
  leaveClinic: operation({ access: 'public', scope: 'own' }).output(sessionStatus),
  judgePassword: operation({ access: 'public', scope: 'own' })
    .input(z.object({ password: z.string().max(200), about: z.array(z.string().max(120)).max(6) }))
    .output(passwordStrength),
  /** Creates the clinic, its key and its first administrator, who is signed in. The recovery key is given this once. */
  createClinic: operation({ access: 'public', scope: 'own' })
    .input(createClinicInput)
    .output(recoverySheet.extend({ status: sessionStatus })),
  /** The first person of a clinic made by the command line; refused once anybody exists. */
  createAdministrator: operation({ access: 'public', scope: 'own' }).input(administratorInput).output(sessionStatus),
  /** Opens the fictional clinic (made on first use) and signs in as one of its people. */
  openDemonstration: operation({ access: 'public', scope: 'own' })
    .input(z.object({ persona: z.enum(['rheumatologist', 'ips', 'nurse', 'secretary', 'physiotherapist', 'programme-lead', 'coordinator', 'oncologist', 'community-nurse']).optional() }))
    .output(sessionStatus),
  signIn: operation({ access: 'public', scope: 'own' })
    .input(z.object({ login: filled(80), password }))
    .output(sessionStatus),
  /** Also from a locked page, or instead of choosing a password. */
  signOut: operation({ access: 'public', scope: 'own' }).output(sessionStatus),
  /** Refuses every other operation of this window or browser until `unlock`; the store stays open. */
  lock: operation({ access: 'signed-in', scope: 'own' }).output(sessionStatus),
  /** The password of the person who locked; wrong tries count as those of signing in. */
  unlock: operation({ access: 'public', scope: 'own' }).input(z.object({ password: z.string().max(200) })).output(sessionStatus),
  /** Replaces the temporary password one has just signed in with. */
  choosePassword: operation({ access: 'public', scope: 'own' }).input(z.object({ password: chosenPassword })).output(sessionStatus),
  /** Forgotten password: the recovery key opens the store, gives this person a new password and signs them in. */
  recover: operation({ access: 'public', scope: 'own' })
    .input(z.object({ login: filled(80), recoveryKey: typedRecoveryKey, password: chosenPassword }))
    .output(sessionStatus),
  /** Tries a backup let in by `POST /intake/backup`; nothing of it is kept. Only where a clinic may be created. */
  rehearseRestore: operation({ access: 'public', scope: 'own' }).input(z.object({ intakeId: id, secret: backupSecret })).output(rehearsal),
  /** Restores it into a new folder, lists it and chooses it. */
  restoreClinic: operation({ access: 'public', scope: 'own' }).input(z.object({ intakeId: id, secret: backupSecret })).output(sessionStatus),
  setPreferences: operation({ access: 'signed-in', scope: 'own' })
    .input(z.object({ language: language.optional(), theme: theme.optional() }))
    .output(callerSummary),
};
