import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { Delivery } from '#contract/deliveries.ts';
import type { ExtractProgress, ExtractRequest } from '#contract/research.ts';
import { api, client } from '../link/client.ts';
import { saveFile } from '../link/save-file.ts';

export type ExtractPhase =
  | { readonly name: 'asking' }
  | { readonly name: 'running'; readonly step: Extract<ExtractProgress, { kind: 'progress' }> | null; readonly stopping: boolean }
  | { readonly name: 'cancelled' }
  | { readonly name: 'done'; readonly file: Delivery; readonly people: number }
  | { readonly name: 'failed'; readonly error: unknown };

export interface ExtractWork {
  readonly phase: ExtractPhase;
  readonly start: (request: ExtractRequest) => void;
  readonly stop: () => void;
}

/** Asking for an extract, following it, and handing its file to the system. */
export function useExtractRun(): ExtractWork {
  const queryClient = useQueryClient();
  const [phase, setPhase] = useState<ExtractPhase>({ name: 'asking' });
  const leaving = useRef<AbortController | null>(null);
  useEffect(() => () => leaving.current?.abort(), []);

  const follow = async (request: ExtractRequest): Promise<void> => {
    const controller = new AbortController();
    leaving.current = controller;
    setPhase({ name: 'running', step: null, stopping: false });
    try {
      for await (const event of await client.research.run(request, { signal: controller.signal })) {
        if (event.kind === 'progress') setPhase((present) => ({ name: 'running', step: event, stopping: present.name === 'running' && present.stopping }));
        else if (event.kind === 'cancelled') setPhase({ name: 'cancelled' });
        else {
          saveFile(event.file);
          setPhase({ name: 'done', file: event.file, people: event.people.included });
        }
      }
    } catch (error) {
      if (controller.signal.aborted) return;
      setPhase({ name: 'failed', error });
    }
    await queryClient.invalidateQueries({ queryKey: api.research.key() });
  };

  return {
    phase,
    start: (request) => void follow(request),
    stop: () => {
      if (phase.name !== 'running' || phase.step === null) return;
      setPhase({ ...phase, stopping: true });
      void client.research.cancel({ extractId: phase.step.extractId });
    },
  };
}
