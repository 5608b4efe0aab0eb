import { type QueryKey, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { Delivery } from '#contract/deliveries.ts';
import { saveFile } from './save-file.ts';

/** What long work that ends in a file tells, in order: how far it is, and how it ended. */
type FileEvent = { readonly kind: 'progress'; readonly done: number; readonly total: number } | { readonly kind: 'cancelled' } | { readonly kind: 'ready'; readonly file: Delivery };
type Step<Event extends FileEvent> = Extract<Event, { kind: 'progress' }>;

export type FilePhase =
  | { readonly name: 'asking' }
  | { readonly name: 'running'; readonly step: { readonly done: number; readonly total: number } | null; readonly stopping: boolean }
  | { readonly name: 'cancelled' }
  | { readonly name: 'done'; readonly file: Delivery; readonly count: number }
  | { readonly name: 'failed'; readonly error: unknown };

export interface FollowedFile<Request> {
  readonly phase: FilePhase;
  readonly start: (request: Request) => void;
  /** Asks for an end; before the first step has come, as soon as it comes. */
  readonly stop: () => void;
}

/** The work to follow. */
export interface FileWork<Request, Event extends FileEvent> {
  readonly run: (request: Request, signal: AbortSignal) => Promise<AsyncIterable<Event>>;
  readonly cancel: (step: Step<Event>) => Promise<unknown>;
  /** Lines or people in the file, for whoever reads that it is there. */
  readonly countOf: (ready: Extract<Event, { kind: 'ready' }>) => number;
  /** What shows the files made: asked again at the end. */
  readonly queryKey: QueryKey;
}

/** Asks for a file that takes a while, follows it, and hands it to the system. */
export function useFollowedFile<Request, Event extends FileEvent>(work: FileWork<Request, Event>): FollowedFile<Request> {
  const queryClient = useQueryClient();
  const [phase, setPhase] = useState<FilePhase>({ name: 'asking' });
  const [step, setStep] = useState<Step<Event> | null>(null);
  const leaving = useRef<AbortController | null>(null);
  const wantsStop = useRef(false);
  useEffect(() => () => leaving.current?.abort(), []);

  const follow = async (request: Request): Promise<void> => {
    const controller = new AbortController();
    leaving.current = controller;
    wantsStop.current = false;
    setStep(null);
    setPhase({ name: 'running', step: null, stopping: false });
    try {
      for await (const event of await work.run(request, controller.signal)) {
        if (isStep(event)) {
          setStep(event);
          setPhase((present) => ({ name: 'running', step: event, stopping: present.name === 'running' && present.stopping }));
          if (wantsStop.current) void work.cancel(event);
          wantsStop.current = false;
        } else if (!isReady(event)) setPhase({ name: 'cancelled' });
        else {
          saveFile(event.file);
          setPhase({ name: 'done', file: event.file, count: work.countOf(event) });
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
    start: (request) => void follow(request),
    stop: () => {
      if (phase.name !== 'running') return;
      setPhase({ ...phase, stopping: true });
      if (step === null) wantsStop.current = true;
      else void work.cancel(step);
    },
  };
}

function isStep<Event extends FileEvent>(event: Event): event is Step<Event> {
  return event.kind === 'progress';
}

function isReady<Event extends FileEvent>(event: Event): event is Extract<Event, { kind: 'ready' }> {
  return event.kind === 'ready';
}
