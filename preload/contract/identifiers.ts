import { z } from 'zod';
import { id, line, partialDate } from './values.ts';

/** Numbers a person is known by, as rows of their record. */

/** A number as kept. */
export const identifier = z.object({
  id,
  system: z.string(),
  value: z.string(),
  use: z.string().nullable(),
  /** Who gave it out, where the system does not say. */
  issuer: z.string().nullable(),
  validFrom: z.string().nullable(),
  validTo: z.string().nullable(),
  /** A matricule INS fetched from the national service for an identity that was verified. */
  insQualified: z.boolean(),
});

/** A number as a form sends it. The page makes the id of a new row. */
export const identifierInput = z.object({
  id,
  system: z.string().min(1).max(400),
  value: line(100),
  use: line(40).nullable(),
  issuer: line(120).nullable(),
  validFrom: z.union([partialDate, z.string().max(40)]).nullable(),
  validTo: z.union([partialDate, z.string().max(40)]).nullable(),
  insQualified: z.boolean(),
});
export type IdentifierInput = z.infer<typeof identifierInput>;

export const nirFinding = z.enum(['FORMAT', 'KEY', 'SEX_MISMATCH', 'BIRTH_YEAR_MISMATCH', 'BIRTH_MONTH_MISMATCH', 'BIRTH_PLACE_MISMATCH', 'PROVISIONAL', 'ALREADY_USED']);

/** What checking a NIR against the rest of the identity says. Errors block, warnings are shown. */
export const nirCheck = z.object({
  /** Fifteen characters; null when it is none. */
  normalized: z.string().nullable(),
  errors: z.array(nirFinding),
  warnings: z.array(nirFinding),
});
export type NirCheck = z.infer<typeof nirCheck>;
