import type { Permission, Scope } from '#contract/permissions.ts';
import type { Caller } from '../users/caller.ts';

/**
 * How far somebody reads, as every list and every read of a record takes it: whose they are, and the moment (an opening by
 * exception ends). What it means in SQL is in one place, `reach-repository.ts`.
 */
export interface RecordReach {
  readonly scope: Scope;
  readonly userId: string;
  readonly practitionerId: string | null;
  readonly roles: readonly string[];
  readonly now: string;
}

/** Who reads: a caller as far as they reach, or the program itself, which works things out and never shows them. */
export type Reader = RecordReach | 'program';

/** How far a caller's permission goes, now. Without the permission: nothing but counts. */
export function reachOf(caller: Caller, permission: Permission, now: string): RecordReach {
  const { grants, userId, practitionerId, roles } = caller;
  return { scope: grants[permission] ?? 'aggregate', userId, practitionerId, roles, now };
}
