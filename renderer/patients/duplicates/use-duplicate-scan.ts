import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { DuplicateScan, ScanProgress } from '#contract/duplicates.ts';
import { api, client } from '../../link/client.ts';

type ScanStep = Extract<ScanProgress, { kind: 'progress' }>;

export type ScanPhase =
  | { readonly name: 'idle' }
  | { readonly name: 'running'; readonly step: ScanStep | null; readonly stopping: boolean }
  | { readonly name: 'done'; readonly scan: DuplicateScan }
  | { readonly name: 'failed'; readonly error: unknown };

export interface DuplicateScanRun {
  readonly phase: ScanPhase;
  readonly start: (importId: string | null) => void;
  readonly stop: () => void;
}

/** Looking for duplicates, followed to its end. Leaving the screen leaves it running in main. */
export function useDuplicateScan(): DuplicateScanRun {
  const queryClient = useQueryClient();
  const [phase, setPhase] = useState<ScanPhase>({ name: 'idle' });
  const leaving = useRef<AbortController | null>(null);
  useEffect(() => () => leaving.current?.abort(), []);

  const run = async (importId: string | null): Promise<void> => {
    const controller = new AbortController();
    leaving.current = controller;
    setPhase({ name: 'running', step: null, stopping: false });
    try {
      for await (const event of await client.duplicates.scan({ importId }, { signal: controller.signal })) {
        if (event.kind === 'progress') setPhase((present) => ({ name: 'running', step: event, stopping: present.name === 'running' && present.stopping }));
        else setPhase({ name: 'done', scan: event.scan });
      }
    } catch (error) {
      if (controller.signal.aborted) return;
      setPhase({ name: 'failed', error });
    }
    await queryClient.invalidateQueries({ queryKey: api.duplicates.key() });
  };

  return {
    phase,
    start: (importId) => {
      if (phase.name !== 'running') void run(importId);
    },
    stop: () => {
      if (phase.name !== 'running' || phase.step === null) return;
      setPhase({ ...phase, stopping: true });
      void client.duplicates.cancelScan({ scanId: phase.step.scanId });
    },
  };
}
