import { z } from 'zod';
import { operation } from './define.ts';
import { cursor, filled, id, line } from './values.ts';

/** Somebody outside the clinic who sends it patients, as the directory keeps them. */
export const referrerEntry = z.object({
  practitionerId: id,
  familyName: z.string(),
  givenName: z.string(),
  displayName: z.string(),
  organization: z.string().nullable(),
  phone: z.string().nullable(),
  fax: z.string().nullable(),
  email: z.string().nullable(),
  /** The number of their licence, by which a batch of requests knows them. */
  licence: z.string().nullable(),
  /** Other numbers that came with an import, as received: never changed here. */
  identifiers: z.array(z.object({ system: z.string(), value: z.string() })).max(20),
  /** Requests that name them, of the records the caller reads. */
  requests: z.int(),
  /** No longer offered; still named on the requests they sent. */
  retired: z.boolean(),
  version: z.int(),
});
export type ReferrerEntry = z.infer<typeof referrerEntry>;

const told = z.object({ practitionerId: id, expectedVersion: z.int() });

export const referrers = {
  /** The directory by name, those whose name or place has, for each word typed, a word that starts so; accents forgiven. */
  list: operation({ access: 'referral.enter', scope: 'clinic' })
    .input(z.object({ text: line(120), retired: z.boolean(), after: cursor.nullable() }))
    .output(z.object({ rows: z.array(referrerEntry).max(50), next: cursor.nullable() })),
  /** Corrects one. */
  save: operation({ access: 'referral.enter', scope: 'clinic' })
    .input(told.extend({ familyName: filled(80), givenName: line(80), organization: line(160), phone: line(40), fax: line(40), email: line(120), /** Absent: as it is. */ licence: line(40).optional() }))
    .output(z.object({ version: z.int() })),
  /** Takes one out of what is offered, or back into it. */
  setRetired: operation({ access: 'referrer.manage', scope: 'clinic' }).input(told.extend({ retired: z.boolean() })).output(z.object({ version: z.int() })),
};
