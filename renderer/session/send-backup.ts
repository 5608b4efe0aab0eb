import { intakeAnswer } from '#contract/imports';

/** A backup main would not take in; `UNAVAILABLE` when it could not be asked. */
export class BackupRefusedError extends Error {
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.name = 'BackupRefusedError';
    this.code = code;
  }
}

/**
 * Sends a backup to main, before anybody signs in.
 *
 * @returns its one-time id
 * @throws BackupRefusedError
 */
export async function sendBackup(file: File): Promise<string> {
  let answered: unknown;
  try {
    const response = await fetch('/intake/backup', { method: 'POST', body: file, headers: { 'x-file-name': encodeURIComponent(file.name) } });
    answered = await response.json();
  } catch {
    // Cut, or no answer of ours.
    throw new BackupRefusedError('UNAVAILABLE');
  }
  const answer = intakeAnswer.safeParse(answered);
  if (!answer.success) throw new BackupRefusedError('UNAVAILABLE');
  if ('code' in answer.data) throw new BackupRefusedError(answer.data.code);
  return answer.data.intakeId;
}
