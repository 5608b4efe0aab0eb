import { createHash } from 'node:crypto';

/** Short code of a clinic, printed on its recovery sheet to tell two sheets apart. */
export function clinicCode(clinicId: string): string {
  const digest = createHash('sha256').update(clinicId).digest('hex').toUpperCase();
  return `RLS-${digest.slice(0, 2)}-${digest.slice(2, 6)}`;
}
