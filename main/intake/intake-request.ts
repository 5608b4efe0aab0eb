import { randomBytes } from 'node:crypto';
import type { AttachmentIntakeAnswer, AttachmentRefusal } from '#contract/attachments.ts';
import { type IntakeAnswer, maximumIntakeBytes } from '#contract/imports.ts';
import type { OpenClinic } from '../clinics/open-clinic.ts';
import { securityHeaders } from '../platform/resources.ts';
import { SealedFileTooLargeError } from '../platform/store/sealed-files.ts';
import type { Session } from '../users/session.ts';
import { IntakeRefusedError } from './intake.ts';

export const statuses: Readonly<Record<AttachmentRefusal, number>> = {
  NOT_SIGNED_IN: 401, FORBIDDEN: 403, NOT_FOUND: 404, INVALID: 422, TOO_LARGE: 413, UNSUPPORTED_TYPE: 415, FULL: 429, DAMAGED: 422, DIMENSIONS: 422,
};
/** What is read and thrown away after a refusal, so that the sender hears it rather than a cut connection. */
const drainedBytes = 4 * maximumIntakeBytes;

/**
 * Answers `POST /intake`: the body is one file, its name in `x-file-name` (percent-encoded). The host has checked cookie,
 * Origin and Host; here the person and the permission are.
 */
export async function answerIntake(request: Request, session: Session, clinic: OpenClinic | null): Promise<Response> {
  if (request.method !== 'POST' || new URL(request.url).pathname !== '/intake') return refuse('NOT_FOUND', request);
  const { caller } = session;
  if (!caller || !clinic) return refuse('NOT_SIGNED_IN', request);
  if (!caller.grants['import.run']) return refuse('FORBIDDEN', request);
  const name = decodeName(request.headers.get('x-file-name'));
  if (name === null || !request.body) return refuse('INVALID', request);
  if (Number(request.headers.get('content-length') ?? 0) > maximumIntakeBytes) return refuse('TOO_LARGE', request);
  const reader = request.body.getReader();
  try {
    const { id, kind } = await clinic.services.intake.receive(caller.userId, name, partsOf(reader));
    return answer(200, { intakeId: id, kind });
  } catch (error) {
    await drain(reader);
    if (error instanceof SealedFileTooLargeError) return answer(statuses.TOO_LARGE, { code: 'TOO_LARGE' });
    if (error instanceof IntakeRefusedError) return answer(statuses[error.code], { code: error.code });
    throw error;
  }
}

export async function refuse(code: AttachmentRefusal, request: Request): Promise<Response> {
  if (request.body) await drain(request.body.getReader());
  return answer(statuses[code], { code });
}

export function answer(status: number, body: IntakeAnswer | AttachmentIntakeAnswer): Response {
  return new Response(JSON.stringify(body), { status, headers: { ...securityHeaders(randomBytes(18).toString('base64')), 'content-type': 'application/json; charset=utf-8' } });
}

/** The name of a file as it was sent, or null. */
export function decodeName(header: string | null): string | null {
  if (header === null || header === '' || header.length > 2000) return null;
  try {
    return decodeURIComponent(header);
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    return null;
  }
}

/** The body, part by part; leaving early does not cut the connection, as iterating the stream itself would. */
export async function* partsOf(reader: ReadableStreamDefaultReader<Uint8Array>): AsyncGenerator<Uint8Array> {
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}

export async function drain(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  let bytes = 0;
  for await (const part of partsOf(reader)) {
    bytes += part.length;
    if (bytes > drainedBytes) {
      await reader.cancel();
      return;
    }
  }
}
