import { useEffect, useRef, useState } from 'react';
import type { TableProgress } from '#contract/table-imports.ts';
import { client } from '../../link/client.ts';

type Step = Extract<TableProgress, { kind: 'progress' }>;
export type TableEnd = Exclude<TableProgress, { kind: 'progress' }>;

export interface TableJob {
  readonly step: Pick<Step, 'done' | 'total'> | null;
  readonly error: unknown;
  readonly isStopping: boolean;
  /** Starts a check or an import and hears it to its end. */
  readonly follow: (start: (signal: AbortSignal) => Promise<AsyncIterable<TableProgress>>, onEnd: (end: TableEnd) => void) => void;
  readonly stop: () => void;
}

/** A check or an import at work in main; leaving the screen leaves it there. */
export function useTableJob(importId: string): TableJob {
  const [state, setState] = useState<{ readonly step: TableJob['step']; readonly error: unknown; readonly isStopping: boolean }>({ step: null, error: null, isStopping: false });
  const leaving = useRef<AbortController | null>(null);
  useEffect(() => () => leaving.current?.abort(), []);

  const hear = async (start: Parameters<TableJob['follow']>[0], onEnd: (end: TableEnd) => void): Promise<void> => {
    const controller = new AbortController();
    leaving.current = controller;
    setState({ step: { done: 0, total: 1 }, error: null, isStopping: false });
    try {
      for await (const event of await start(controller.signal)) {
        if (event.kind === 'progress') setState((present) => ({ ...present, step: event }));
        else {
          setState({ step: null, error: null, isStopping: false });
          onEnd(event);
        }
      }
    } catch (error) {
      if (!controller.signal.aborted) setState({ step: null, error, isStopping: false });
    }
  };

  return {
    ...state,
    follow: (start, onEnd) => void hear(start, onEnd),
    stop: () => {
      setState((present) => ({ ...present, isStopping: true }));
      void client.imports.cancel({ importId });
    },
  };
}
