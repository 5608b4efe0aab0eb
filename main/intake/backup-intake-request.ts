import { BackupRefusedError, maximumBackupBytes, type RestoreDoor } from '../clinics/restore-door.ts';
import { answer, drain, partsOf, refuse, statuses } from './intake-request.ts';

/** Where a backup comes in, before anybody signs in. */
export const backupIntakePath = '/intake/backup';

/** Answers `POST /intake/backup`: the body is one backup. The host has checked cookie, Origin and Host. */
export async function answerBackupIntake(request: Request, door: RestoreDoor): Promise<Response> {
  if (request.method !== 'POST') return refuse('NOT_FOUND', request);
  if (!request.body) return refuse('INVALID', request);
  if (Number(request.headers.get('content-length') ?? 0) > maximumBackupBytes) return refuse('TOO_LARGE', request);
  const reader = request.body.getReader();
  try {
    return answer(200, { intakeId: await door.receive(partsOf(reader)), kind: 'backup' });
  } catch (error) {
    await drain(reader);
    if (!(error instanceof BackupRefusedError)) throw error;
    return answer(statuses[error.code], { code: error.code });
  }
}
