import { intakeAnswer, type IntakeAnswer } from '#contract/imports.ts';

export type IntakeRefusal = Extract<IntakeAnswer, { code: string }>['code'];

/** A file main would not take in, and why; `UNAVAILABLE` when it could not be asked. */
export class FileRefusedError extends Error {
  /** `TABLE_ALONE`: a table among several files, which has to come by itself. */
  readonly code: IntakeRefusal | 'UNAVAILABLE' | 'TABLE_ALONE';

  constructor(code: FileRefusedError['code']) {
    super(code);
    this.name = 'FileRefusedError';
    this.code = code;
  }
}

/**
 * Sends one file to main, the same way in both hosts.
 *
 * @returns its one-time id, and what it is
 * @throws FileRefusedError
 */
export async function sendFile(file: File, signal: AbortSignal): Promise<{ readonly intakeId: string; readonly kind: 'json' | 'table' | 'backup' }> {
  let response: Response;
  try {
    response = await fetch('/intake', { method: 'POST', body: file, headers: { 'x-file-name': encodeURIComponent(file.name) }, signal });
  } catch (error) {
    if (signal.aborted) throw error;
    throw new FileRefusedError('UNAVAILABLE');
  }
  const answer = intakeAnswer.safeParse(await response.json().catch(() => null));
  if (!answer.success) throw new FileRefusedError('UNAVAILABLE');
  if ('code' in answer.data) throw new FileRefusedError(answer.data.code);
  return answer.data;
}
