import type { ReadExecutor } from '../platform/database/schema.ts';
import { openAmong } from './reach-repository.ts';
import type { RecordReach } from './record-reach.ts';

/** Which of these records may be named to the caller: those that are there, not merged into another, and within their reach. */
export async function namedWithinReach(db: ReadExecutor, reach: RecordReach, patientIds: readonly string[]): Promise<readonly string[]> {
  return openAmong(db, reach, patientIds);
}
