import { type QueryKey, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';

/** What long work tells: how far it is, as `progress`, then how it ended. */
interface WorkEvent {
  readonly kind: string;
}
type Step<Event extends WorkEvent> = Extract<Event, { readonly kind: 'progress' }>;
type End<Event extends WorkEvent> = Exclude<Event, { readonly kind: 'progress' }>;

export type WorkPhase<Event extends WorkEvent> =
  | { readonly name: 'idle' }
  | { readonly name: 'running'; readonly step: Step<Event> | null; readonly stopping: boolean }
  | { readonly name: 'ended'; readonly end: End<Event> }
  | { readonly name: 'failed'; readonly error: unknown };

export interface FollowedWork<Request, Event extends WorkEvent> {
  readonly phase: WorkPhase<Event>;
  /** Nothing while the work runs. */
  readonly start: (request: Request) => void;
  /** Asks for an end; before the first step has come, as soon as it comes. */
  readonly stop: () => void;
}

/** The work to follow. */
export interface Work<Request, Event extends WorkEvent> {
  readonly run: (request: Request, signal: AbortSignal) => Promise<AsyncIterable<Event>>;
  readonly cancel: (step: Step<Event>) => Promise<unknown>;
  readonly onEnd?: (end: End<Event>) => void;
  /** What shows the work's doing: asked again at the end. */
  readonly queryKey: QueryKey;
}

/** Asks for work that takes a while and follows it to its end. Leaving the screen leaves it running in main. */
export function useFollowedWork<Request, Event extends WorkEvent>(work: Work<Request, Event>): FollowedWork<Request, Event> {
  const queryClient = useQueryClient();
  const [phase, setPhase] = useState<WorkPhase<Event>>({ name: 'idle' });
  const leaving = useRef<AbortController | null>(null);
  const wantsStop = useRef(false);
  useEffect(() => () => leaving.current?.abort(), []);

  const follow = async (request: Request): Promise<void> => {
    const controller = new AbortController();
    leaving.current = controller;
    wantsStop.current = false;
    setPhase({ name: 'running', step: null, stopping: false });
    try {
      for await (const event of await work.run(request, controller.signal)) {
        if (isStep(event)) {
          setPhase((present) => ({ name: 'running', step: event, stopping: present.name === 'running' && present.stopping }));
          if (wantsStop.current) void work.cancel(event);
          wantsStop.current = false;
        } else {
          const end = event as End<Event>;
          work.onEnd?.(end);
          setPhase({ name: 'ended', end });
        }
      }
    } catch (error) {
      if (controller.signal.aborted) return;
      setPhase({ name: 'failed', error });
    }
    await queryClient.invalidateQueries({ queryKey: work.queryKey });
  };

  return {
    phase,
    start: (request) => {
      if (phase.name !== 'running') void follow(request);
    },
    stop: () => {
      if (phase.name !== 'running') return;
      setPhase({ ...phase, stopping: true });
      if (phase.step === null) wantsStop.current = true;
      else void work.cancel(phase.step);
    },
  };
}

function isStep<Event extends WorkEvent>(event: Event): event is Step<Event> {
  return event.kind === 'progress';
}
