import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { RuleReplayProgress } from '#contract/rules';
import { api, client } from '../link/client.ts';

type Step = Extract<RuleReplayProgress, { kind: 'progress' }>;

export type ReplayPhase =
  | { readonly name: 'idle' }
  | { readonly name: 'running'; readonly step: Step | null; readonly stopping: boolean }
  | { readonly name: 'failed'; readonly error: unknown };

export interface RuleReplayRun {
  readonly phase: ReplayPhase;
  readonly start: () => void;
  readonly stop: () => void;
}

/** Trying a version on every request, followed to its end. Leaving the screen leaves it running in main. */
export function useRuleReplay(versionId: string): RuleReplayRun {
  const queryClient = useQueryClient();
  const [phase, setPhase] = useState<ReplayPhase>({ name: 'idle' });
  const leaving = useRef<AbortController | null>(null);
  useEffect(() => () => leaving.current?.abort(), []);

  const run = async (): Promise<void> => {
    const controller = new AbortController();
    leaving.current = controller;
    setPhase({ name: 'running', step: null, stopping: false });
    try {
      for await (const event of await client.rules.replay({ versionId }, { signal: controller.signal })) {
        if (event.kind === 'progress') setPhase((present) => ({ name: 'running', step: event, stopping: present.name === 'running' && present.stopping }));
      }
      await queryClient.invalidateQueries({ queryKey: api.rules.key() });
      setPhase({ name: 'idle' });
    } catch (error) {
      if (!controller.signal.aborted) setPhase({ name: 'failed', error });
    }
  };

  return {
    phase,
    start: () => {
      if (phase.name !== 'running') void run();
    },
    stop: () => {
      if (phase.name !== 'running' || phase.step === null) return;
      setPhase({ ...phase, stopping: true });
      void client.rules.cancelReplay({ replayId: phase.step.replayId });
    },
  };
}
