import { maximumAttachmentBytes } from '#contract/attachments.ts';
import type { OpenClinic } from '../clinics/open-clinic.ts';
import { SealedFileTooLargeError } from '../platform/store/sealed-files.ts';
import type { Session } from '../users/session.ts';
import { answer, decodeName, drain, partsOf, refuse, statuses } from './intake-request.ts';
import { IntakeRefusedError } from './intake.ts';

/**
 * Answers `POST /intake/attachment`: the body is one paper of a request, its name in `x-file-name` (percent-encoded).
 * The host has checked cookie, Origin and Host.
 */
export async function answerAttachmentIntake(request: Request, session: Session, clinic: OpenClinic | null): Promise<Response> {
  if (request.method !== 'POST') return refuse('NOT_FOUND', request);
  const { caller } = session;
  if (!caller || !clinic) return refuse('NOT_SIGNED_IN', request);
  if (!caller.grants['referral.complete']) return refuse('FORBIDDEN', request);
  const name = decodeName(request.headers.get('x-file-name'));
  if (name === null || !request.body) return refuse('INVALID', request);
  if (Number(request.headers.get('content-length') ?? 0) > maximumAttachmentBytes) return refuse('TOO_LARGE', request);
  const reader = request.body.getReader();
  try {
    const { id, mediaType } = await clinic.services.intake.receiveDocument(caller.userId, name, partsOf(reader));
    return answer(200, { intakeId: id, mediaType });
  } catch (error) {
    await drain(reader);
    if (error instanceof SealedFileTooLargeError) return answer(statuses.TOO_LARGE, { code: 'TOO_LARGE' });
    if (error instanceof IntakeRefusedError) return answer(statuses[error.code], { code: error.code });
    throw error;
  }
}
