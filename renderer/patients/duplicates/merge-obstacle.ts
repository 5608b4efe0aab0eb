import { type MergeObstacle, mergeObstacle } from '#contract/duplicates.ts';
import { hasCode, toFailure } from '../../link/failure.ts';

/** Why a merge, or undoing one, was refused; undefined for any other failure. */
export function obstacleIn(error: unknown): MergeObstacle | undefined {
  if (!hasCode(error, 'ILLEGAL_STATE')) return undefined;
  return mergeObstacle.safeParse((toFailure(error).data as { state?: unknown } | undefined)?.state).data;
}
