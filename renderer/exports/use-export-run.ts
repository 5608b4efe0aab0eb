import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { Delivery } from '#contract/deliveries.ts';
import type { ExportProgress, ExportRequest } from '#contract/exports.ts';
import { api, client } from '../link/client.ts';
import { saveFile } from '../link/save-file.ts';

export type ExportPhase =
  | { readonly name: 'asking' }
  | { readonly name: 'running'; readonly step: Extract<ExportProgress, { kind: 'progress' }> | null; readonly stopping: boolean }
  | { readonly name: 'cancelled' }
  | { readonly name: 'done'; readonly file: Delivery; readonly rows: number }
  | { readonly name: 'failed'; readonly error: unknown };

export interface ExportRun {
  readonly phase: ExportPhase;
  readonly start: (request: ExportRequest) => void;
  readonly stop: () => void;
}

/** Asking for an export, following it, and handing its file to the system. */
export function useExportRun(): ExportRun {
  const queryClient = useQueryClient();
  const [phase, setPhase] = useState<ExportPhase>({ name: 'asking' });
  const leaving = useRef<AbortController | null>(null);
  useEffect(() => () => leaving.current?.abort(), []);

  const follow = async (request: ExportRequest): Promise<void> => {
    const controller = new AbortController();
    leaving.current = controller;
    setPhase({ name: 'running', step: null, stopping: false });
    try {
      for await (const event of await client.exports.run(request, { signal: controller.signal })) {
        if (event.kind === 'progress') setPhase((present) => ({ name: 'running', step: event, stopping: present.name === 'running' && present.stopping }));
        else if (event.kind === 'cancelled') setPhase({ name: 'cancelled' });
        else {
          saveFile(event.file);
          setPhase({ name: 'done', file: event.file, rows: Object.values(event.counts).reduce((sum, count) => sum + count, 0) });
        }
      }
    } catch (error) {
      if (controller.signal.aborted) return;
      setPhase({ name: 'failed', error });
    }
    await queryClient.invalidateQueries({ queryKey: api.exports.key() });
  };

  return {
    phase,
    start: (request) => void follow(request),
    stop: () => {
      if (phase.name !== 'running' || phase.step === null) return;
      setPhase({ ...phase, stopping: true });
      void client.exports.cancel({ exportId: phase.step.exportId });
    },
  };
}
