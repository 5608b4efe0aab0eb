import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { v7 } from 'uuid';
import { maximumIntakeBytes, type ImportProgress, type ImportReport } from '#contract/imports.ts';
import { api, client } from '../link/client.ts';
import { hasCode } from '../link/failure.ts';
import { FileRefusedError, sendFile } from './send-file.ts';

/** A file the person chose. */
export interface ChosenFile {
  readonly key: string;
  readonly file: File;
  readonly problem: FileRefusedError['code'] | null;
  /** Once main has it. */
  readonly intakeId: string | null;
}

export type ImportStep = Extract<ImportProgress, { kind: 'progress' }>;

export type ImportPhase =
  | { readonly name: 'choosing' }
  | { readonly name: 'sending'; readonly sent: number; readonly files: number }
  | { readonly name: 'running'; readonly step: ImportStep; readonly stopping: boolean }
  | { readonly name: 'done'; readonly report: ImportReport }
  | { readonly name: 'failed'; readonly error: unknown };

export interface ImportRun {
  readonly files: readonly ChosenFile[];
  readonly phase: ImportPhase;
  readonly isBusy: boolean;
  readonly add: (files: Iterable<File>) => void;
  readonly remove: (key: string) => void;
  readonly start: () => void;
  readonly stop: () => void;
}

/**
 * Choosing files, sending them, following the import to its report. Leaving the screen leaves the import running in main.
 *
 * @param onTable takes a file over that is a table
 */
export function useImportRun(onTable: (intakeId: string) => void): ImportRun {
  const queryClient = useQueryClient();
  const [files, setFiles] = useState<readonly ChosenFile[]>([]);
  const [phase, setPhase] = useState<ImportPhase>({ name: 'choosing' });
  const leaving = useRef<AbortController | null>(null);
  useEffect(() => () => leaving.current?.abort(), []);
  const isBusy = phase.name === 'sending' || phase.name === 'running';

  const change = (key: string, what: Partial<ChosenFile>): void => {
    setFiles((present) => present.map((one) => (one.key === key ? { ...one, ...what } : one)));
  };

  /** Sends what main does not have yet; null when a file was refused. */
  const send = async (signal: AbortSignal): Promise<readonly string[] | null> => {
    const ids: string[] = [];
    let refused = false;
    for (const [index, { key, file, intakeId }] of files.entries()) {
      setPhase({ name: 'sending', sent: index, files: files.length });
      try {
        const sent = intakeId === null ? await sendFile(file, signal) : { intakeId, kind: 'json' };
        if (sent.kind === 'table' && files.length > 1) throw new FileRefusedError('TABLE_ALONE');
        if (sent.kind === 'table') {
          // One at a time: it goes its own way, step by step.
          onTable(sent.intakeId);
          return null;
        }
        ids.push(sent.intakeId);
        change(key, { intakeId: sent.intakeId });
      } catch (error) {
        if (!(error instanceof FileRefusedError)) throw error;
        change(key, { problem: error.code });
        refused = true;
      }
    }
    return refused ? null : ids;
  };

  const follow = async (intakeIds: readonly string[], signal: AbortSignal): Promise<void> => {
    for await (const event of await client.imports.run({ intakeIds: [...intakeIds] }, { signal })) {
      if (event.kind === 'progress') setPhase((present) => ({ name: 'running', step: event, stopping: present.name === 'running' && present.stopping }));
      else {
        setPhase({ name: 'done', report: event.report });
        setFiles([]);
      }
    }
  };

  const run = async (): Promise<void> => {
    const controller = new AbortController();
    leaving.current = controller;
    try {
      const ids = await send(controller.signal);
      if (ids === null) setPhase({ name: 'choosing' });
      else await follow(ids, controller.signal);
    } catch (error) {
      if (controller.signal.aborted) return;
      setPhase({ name: 'failed', error });
      // Busy, the files still wait; otherwise they were used or are too old, and are sent again.
      if (!hasCode(error, 'BUSY')) setFiles((present) => present.map((one) => ({ ...one, intakeId: null })));
    }
    await queryClient.invalidateQueries({ queryKey: api.imports.key() });
    await queryClient.invalidateQueries({ queryKey: api.patients.key() });
  };

  return {
    files,
    phase,
    isBusy,
    add: (chosen) => {
      if (isBusy) return;
      const added = [...chosen].map((file) => ({ key: v7(), file, problem: file.size > maximumIntakeBytes ? ('TOO_LARGE' as const) : null, intakeId: null }));
      setFiles((present) => [...present, ...added]);
      setPhase({ name: 'choosing' });
    },
    remove: (key) => setFiles((present) => present.filter((one) => one.key !== key)),
    start: () => {
      if (isBusy || files.length === 0 || files.some(({ problem }) => problem !== null && problem !== 'UNAVAILABLE')) return;
      setFiles((present) => present.map((one) => ({ ...one, problem: null })));
      void run();
    },
    stop: () => {
      if (phase.name !== 'running') return;
      setPhase({ ...phase, stopping: true });
      void client.imports.cancel({ importId: phase.step.importId });
    },
  };
}
