import { z } from 'zod';
import { operation } from './define.ts';
import { roles } from './permissions.ts';
import { bilingual } from './triage.ts';
import { filled, id, isoDate, line } from './values.ts';

/** Training of the people of the clinic: hours of a kind, obtained on a day, good until another; and what it allows. */

const code = z.string().regex(/^[a-z0-9-]{1,40}$/);
const hours = z.number().min(0.25).max(1000);

/** A kind of training. `validMonths` null: for good. `warnDays`: how long before it ends it is told. `source`: what asks for it, of the sources of the list. */
export const credentialKind = z.strictObject({ code, label: bilingual, hours, validMonths: z.int().min(1).max(600).nullable(), warnDays: z.int().min(0).max(730), source: z.string().max(40), isRetired: z.boolean() });
export type CredentialKind = z.infer<typeof credentialKind>;
/** The kinds of a clinic, as one piece of content. */
export const credentialKindsBody = z.strictObject({ kinds: z.array(credentialKind).min(1).max(100) });

/** How somebody stands with a kind on a day: `short` has hours, but not enough. */
export const credentialStandings = ['held', 'expiring', 'expired', 'short', 'none'] as const;
export type CredentialStanding = (typeof credentialStandings)[number];

/** `hours` that count on the day; `until`: the last day it holds, or held. */
const judged = z.object({ kind: code, label: bilingual, standing: z.enum(credentialStandings), hours: z.number(), asked: z.number(), until: isoDate.nullable() });
export type JudgedCredential = z.infer<typeof judged>;

const attestation = z.object({
  id, version: z.int(), kind: code, label: bilingual, hours: z.number(), obtainedOn: isoDate, expiresOn: isoDate.nullable(), issuer: z.string(), recordedBy: z.string(), recordedOn: isoDate,
  /** Taken back: kept, counted no more. */
  withdrawn: z.object({ on: isoDate, by: z.string(), reason: z.string() }).nullable(),
});
export type Attestation = z.infer<typeof attestation>;

const person = z.object({ practitionerId: id, name: z.string(), role: z.enum(roles) });
const changed = z.object({ version: z.int() });
const seen = { credentialId: id, expectedVersion: z.int() };

export const credentials = {
  /** The kinds of training of the clinic, what each allows, and where it comes from. */
  kinds: operation({ access: 'appointment.read', scope: 'clinic' })
    .input(z.object({}))
    .output(z.object({
      version: z.string(), isReviewed: z.boolean(), sources: z.array(z.object({ code: z.string(), label: bilingual })), kinds: z.array(credentialKind).max(100),
      /** Acts that ask for training, by pathway. `isAsked`: not required, whoever lacks it says what they rest on. */
      acts: z.array(z.object({ code: z.string(), label: bilingual, pathway: bilingual, requires: z.array(code), isAsked: z.boolean() })).max(200),
    })),
  /** Adds a kind or changes it: the list becomes the next version. What a pathway asks for is never taken away, only retired. @throws STALE, INVALID */
  saveKind: operation({ access: 'training.manage', scope: 'clinic' }).input(z.object({ expectedVersion: z.string().max(60), isNew: z.boolean(), kind: credentialKind })).output(z.object({ version: z.string() })),
  /** The people of the clinic, and how each stands with every kind today. */
  team: operation({ access: 'training.manage', scope: 'clinic' })
    .input(z.object({}))
    .output(z.object({ today: isoDate, people: z.array(person.extend({ standings: z.array(judged).max(100) })).max(200) })),
  /** What one person has done, the last first, those taken back too; and how they stand. @throws NOT_FOUND */
  ofPerson: operation({ access: 'training.manage', scope: 'clinic' }).input(z.object({ practitionerId: id })).output(z.object({ today: isoDate, person, standings: z.array(judged).max(100), attestations: z.array(attestation).max(500) })),
  /** One's own. Nothing for somebody without a calendar. */
  mine: operation({ access: 'signed-in', scope: 'own' }).input(z.object({})).output(z.object({ today: isoDate, standings: z.array(judged).max(100), attestations: z.array(attestation).max(500) })),
  /** Of everybody: what ends soon or has ended, the first to end first. */
  ending: operation({ access: 'training.manage', scope: 'clinic' }).input(z.object({})).output(z.object({ today: isoDate, rows: z.array(person.extend({ credential: judged })).max(200) })),
  /**
   * Steps done by somebody whose training the act asks for, and is not noted for that day: the last first, in words that name no
   * patient. What is noted since for that day counts no more. `lacks`: how they stand today.
   */
  unnoted: operation({ access: 'training.manage', scope: 'clinic' })
    .input(z.object({}))
    .output(z.object({ total: z.int(), rows: z.array(person.extend({ stepId: id, step: bilingual, act: bilingual, on: isoDate, competence: z.string(), lacks: z.array(judged).max(20) })).max(100) })),
  /** Notes training somebody has done. `expiresOn` null: as the kind says; never later than that. The same id again is answered from the row. @throws NOT_FOUND, INVALID */
  add: operation({ access: 'training.manage', scope: 'clinic' })
    .input(z.object({ credentialId: id, practitionerId: id, kind: code, hours, obtainedOn: isoDate, expiresOn: isoDate.nullable(), issuer: line(160) }))
    .output(changed),
  /** Takes a line back, with why: it stays on file and counts no more. @throws STALE, ILLEGAL_STATE, NOT_FOUND */
  withdraw: operation({ access: 'training.manage', scope: 'clinic' }).input(z.object({ ...seen, reason: filled(300) })).output(changed),
  reinstate: operation({ access: 'training.manage', scope: 'clinic' }).input(z.object(seen)).output(changed),
  /** Who may do an act that asks for these kinds on a day, and what the others lack. Those trained first. */
  whoMay: operation({ access: 'appointment.read', scope: 'clinic' })
    .input(z.object({ requires: z.array(code).min(1).max(20), on: isoDate }))
    .output(z.array(person.extend({ isTrained: z.boolean(), lacks: z.array(judged).max(20) })).max(200)),
};
