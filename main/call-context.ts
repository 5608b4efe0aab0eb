import { DeclaredError } from './platform/declared-error.ts';
import type { Ports } from './ports.ts';
import type { OpenClinic } from './clinics/open-clinic.ts';
import type { Accounts } from './users/accounts.ts';
import type { Caller } from './users/caller.ts';
import type { Session } from './users/session.ts';
import type { SessionService } from './users/session-service.ts';

/** What a host gives with each call. Handlers never learn which link it came by. */
export interface CallContext {
  readonly session: Session;
  readonly sessions: SessionService;
  readonly accounts: Accounts;
  /** The open clinic, or null before anybody opened it. */
  readonly clinic: () => OpenClinic | null;
  readonly ports: Ports;
}

/** The signed-in caller of an operation that needs one. The middleware has checked already; this narrows the type. */
export function callerOf(context: CallContext): Caller {
  if (!context.session.caller) throw new DeclaredError('NOT_SIGNED_IN');
  return context.session.caller;
}

/** The use cases of the open clinic, for an operation whose caller was checked. */
export function servicesOf(context: CallContext): OpenClinic['services'] {
  const clinic = context.clinic();
  if (!clinic) throw new DeclaredError('NOT_SIGNED_IN');
  return clinic.services;
}
