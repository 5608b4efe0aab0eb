import { ORPCError } from '@orpc/client';
import type { DeclaredErrorCode } from '#contract/errors';
import { declaredErrors } from '#contract/errors';

export type FailureCode = DeclaredErrorCode | 'UNAVAILABLE';

/** What went wrong, as the page understands it: a declared code, its data, and the reference of an incident. */
export interface Failure {
  readonly code: FailureCode;
  readonly data: unknown;
  readonly reference: string | null;
}

/** Reads any error thrown by the client. What nobody declared is an incident. */
export function toFailure(error: unknown): Failure {
  if (!(error instanceof ORPCError)) return { code: 'INCIDENT', data: undefined, reference: null };
  const code = knownCode(String(error.code));
  return { code, data: error.data, reference: referenceOf(error.data) };
}

function knownCode(code: string): FailureCode {
  if (code === 'UNAVAILABLE') return code;
  return isDeclared(code) ? code : 'INCIDENT';
}

function isDeclared(code: string): code is DeclaredErrorCode {
  return Object.hasOwn(declaredErrors, code);
}

function referenceOf(data: unknown): string | null {
  if (typeof data !== 'object' || data === null || !('reference' in data)) return null;
  return typeof data.reference === 'string' ? data.reference : null;
}

/** True if the error carries this declared code. */
export function hasCode(error: unknown, code: FailureCode): boolean {
  return error !== null && error !== undefined && toFailure(error).code === code;
}
