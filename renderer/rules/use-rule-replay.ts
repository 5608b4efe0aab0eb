import type { RuleReplayProgress } from '#contract/rules';
import { api, client } from '../link/client.ts';
import { type FollowedWork, useFollowedWork } from '../link/use-followed-work.ts';

/** Trying a version on every request, followed to its end. */
export function useRuleReplay(versionId: string): FollowedWork<void, RuleReplayProgress> {
  return useFollowedWork<void, RuleReplayProgress>({
    run: (_all, signal) => client.rules.replay({ versionId }, { signal }),
    cancel: ({ replayId }) => client.rules.cancelReplay({ replayId }),
    queryKey: api.rules.key(),
  });
}
