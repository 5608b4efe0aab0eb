import { ORPCError, ValidationError } from '@orpc/server';
import type { OperationMeta } from '#contract/define.ts';
import { declaredErrors, type DeclaredErrorCode } from '#contract/errors.ts';
import type { CallContext } from './call-context.ts';
import { guardStream } from './guarded-stream.ts';
import { DeclaredError, isDeclaredError } from './platform/declared-error.ts';
import { StoreUnreadableError } from './platform/database/open-database.ts';
import { errorCode } from './platform/database/unit-of-work.ts';
import type { Log } from './ports.ts';

const slowMilliseconds = 50;

/**
 * Wraps every operation: checks the declared access (refused unless granted), turns expected outcomes into declared
 * errors, and anything else into an incident whose reference the person can quote. Logs name, duration and code only.
 */
export async function guard<T>(
  { context, meta, name, next }: { context: CallContext; meta: Partial<OperationMeta>; name: string; next: () => Promise<T> },
): Promise<T> {
  const started = performance.now();
  const { log } = context.ports;
  try {
    requireAccess(context, meta);
    return guardStream(await next(), (error) => answerOf(error, { log, name, newId: context.ports.newId }));
  } catch (error) {
    throw answerOf(error, { log, name, newId: context.ports.newId });
  } finally {
    const milliseconds = Math.round(performance.now() - started);
    if (milliseconds >= slowMilliseconds) log.info('operation.slow', { name, milliseconds });
  }
}

/** Deny by default: an operation without a declared access is refused to everybody. */
function requireAccess(context: CallContext, meta: Partial<OperationMeta>): void {
  const { access } = meta;
  if (access === 'public') return;
  const { caller, held } = context.session;
  if (!caller && held) throw new DeclaredError(held.until === 'unlocked' ? 'LOCKED' : 'MUST_CHANGE_PASSWORD');
  if (!caller || !context.clinic()) throw new DeclaredError('NOT_SIGNED_IN');
  if (access === 'signed-in') return;
  if (!access || !caller.grants[access]) throw new DeclaredError('FORBIDDEN', { access: access ?? 'none' });
}

/** The error a caller sees. */
function answerOf(error: unknown, { log, name, newId }: { log: Log; name: string; newId: () => string }): ORPCError<string, unknown> {
  if (isDeclaredError(error)) return declared(error.code, error.data);
  if (error instanceof StoreUnreadableError) {
    log.error('store.unreadable', error, { name });
    return declared('STORE_UNREADABLE', { cause: error.reason });
  }
  const refusal = refusedByStorage(error);
  if (refusal) {
    log.error('storage.refused', error, { name });
    return refusal === 'full' ? declared('DISK_FULL', undefined) : declared('STORE_UNREADABLE', { cause: refusal });
  }
  if (error instanceof ORPCError && error.cause instanceof ValidationError && error.code === 'BAD_REQUEST') {
    // Paths and codes only: a validator's message may quote what was typed.
    const issues = error.cause.issues.map((issue) => ({ path: pathOf(issue), code: codeOf(issue) }));
    return declared('INVALID', { issues });
  }
  const reference = incidentReference(newId());
  log.error('incident', error, { name, reference });
  return declared('INCIDENT', { reference });
}

/** What keeps the database from working, as its driver or the system says it: full disk, protected file, server gone. */
function refusedByStorage(error: unknown): 'full' | 'read-only' | 'unreachable' | null {
  const code = errorCode(error);
  if (/^(SQLITE_FULL|SQLITE_IOERR.*|ENOSPC|EDQUOT|EFBIG|EIO|53100)$/.test(code)) return 'full';
  if (/^(SQLITE_READONLY.*|SQLITE_CANTOPEN.*|EROFS)$/.test(code)) return 'read-only';
  return /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|08\w{3}|57P0\d|53300)$/.test(code) ? 'unreachable' : null;
}

function declared(code: DeclaredErrorCode, data: unknown): ORPCError<string, unknown> {
  return new ORPCError(code, { status: declaredErrors[code].status, data, message: code });
}

/** The part of a fresh id a person can read out: "4F1C-0912". */
function incidentReference(id: string): string {
  const tail = id.replaceAll('-', '').slice(-8).toUpperCase();
  return `${tail.slice(0, 4)}-${tail.slice(4)}`;
}

interface Issue {
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

function pathOf(issue: Issue): string {
  return (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.');
}

function codeOf(issue: object): string {
  if ('code' in issue && issue.code === 'custom' && 'message' in issue && /^[A-Z_]{1,40}$/.test(String(issue.message))) return String(issue.message);
  return 'code' in issue ? String(issue.code).toUpperCase() : 'INVALID';
}
