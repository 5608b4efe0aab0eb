import { declaredErrors } from '#contract/errors.ts';
import { toFailure } from '../link/failure.ts';

/** Whose closed record an error is about; null when it is about something else. */
export function closedPatient(error: unknown): string | null {
  if (error === null) return null;
  const { code, data } = toFailure(error);
  const parsed = declaredErrors.RESTRICTED.data.safeParse(data);
  return code === 'RESTRICTED' && parsed.success ? parsed.data.patientId : null;
}
