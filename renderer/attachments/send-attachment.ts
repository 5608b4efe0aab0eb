import { attachmentIntakeAnswer, attachmentIntakePath, type AttachmentMediaType, type AttachmentRefusal } from '#contract/attachments';

/** A paper main would not take in, and why; `UNAVAILABLE` when it could not be asked. */
export class AttachmentRefusedError extends Error {
  readonly code: AttachmentRefusal | 'UNAVAILABLE';

  constructor(code: AttachmentRefusedError['code']) {
    super(code);
    this.name = 'AttachmentRefusedError';
    this.code = code;
  }
}

/** What the file chooser offers; main judges the bytes. */
export const acceptedFiles = '.pdf,.jpg,.jpeg,.png,.tif,.tiff,application/pdf,image/jpeg,image/png,image/tiff';

/** Sends one paper to main, the same way in both hosts. @throws AttachmentRefusedError */
export async function sendAttachment(file: File): Promise<{ readonly intakeId: string; readonly mediaType: AttachmentMediaType }> {
  let response: Response;
  try {
    response = await fetch(attachmentIntakePath, { method: 'POST', body: file, headers: { 'x-file-name': encodeURIComponent(file.name) } });
  } catch {
    // No answer at all: the link is cut.
    throw new AttachmentRefusedError('UNAVAILABLE');
  }
  const answer = attachmentIntakeAnswer.safeParse(await response.json().catch(() => null));
  if (!answer.success) throw new AttachmentRefusedError('UNAVAILABLE');
  if ('code' in answer.data) throw new AttachmentRefusedError(answer.data.code);
  return answer.data;
}
