import { createHash } from 'node:crypto';
import type { Identity } from './duplicate-rules.ts';

/** A digest of what makes an identity: when it changes, a verdict no longer holds. Contact details are no part of it. */
export function identityDigest(identity: Identity): string {
  const { familyName, givenName, birthFamilyName, birthDate, administrativeSex, identifiers } = identity;
  const numbers = identifiers.map(({ system, value }) => `${system}|${value}`).sort();
  return createHash('sha256').update(JSON.stringify([familyName, givenName, birthFamilyName ?? null, birthDate, administrativeSex ?? null, numbers])).digest('hex');
}
