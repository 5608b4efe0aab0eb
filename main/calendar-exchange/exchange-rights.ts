import { DeclaredError } from '../platform/declared-error.ts';
import type { Caller } from '../users/caller.ts';

/** Who lets what of a calendar leave or come in. */

/** Everybody's calendar, or one's own. */
export function mayChange(caller: Caller, practitionerId: string): boolean {
  const reach = caller.grants['availability.write'];
  return reach === 'clinic' || (reach === 'own' && caller.practitionerId === practitionerId);
}

/** @throws DeclaredError `FORBIDDEN` */
export function requireChange(caller: Caller, practitionerId: string): void {
  if (!mayChange(caller, practitionerId)) throw new DeclaredError('FORBIDDEN', { access: 'availability.write' });
}

/** Names of patients leave with one's own calendar, or with the right to export what identifies. */
export function mayName(caller: Caller, practitionerId: string): boolean {
  return caller.practitionerId === practitionerId || caller.grants['export.identified'] !== undefined;
}
