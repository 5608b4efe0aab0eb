import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { v7 } from 'uuid';
import type { AttachmentMediaType } from '#contract/attachments';
import { api, client } from '../link/client.ts';
import { hasCode } from '../link/failure.ts';
import { AttachmentRefusedError, sendAttachment } from './send-attachment.ts';

/** A paper of a request not yet saved: taken in by main, and readable beside the form. */
export interface WaitingPaper {
  /** The id it will have. */
  readonly attachmentId: string;
  readonly file: File;
  readonly name: string;
  readonly state: { readonly is: 'sending' } | { readonly is: 'ready'; readonly intakeId: string; readonly mediaType: AttachmentMediaType; readonly bytes: Uint8Array<ArrayBuffer> } | { readonly is: 'refused'; readonly error: unknown };
}

/** Papers chosen and not attached, in memory since the form was left; forgotten at sign-out like every answer of main. */
const keptKey = ['waiting-papers'] as const;

/**
 * Papers chosen while a request is typed; they are attached once it is saved.
 *
 * @param resumes takes up those there were when the form was left, to register the person on the way
 */
export function useWaitingPapers({ resumes = false }: { readonly resumes?: boolean } = {}) {
  const queries = useQueryClient();
  const [papers, setPapers] = useState<readonly WaitingPaper[]>(() => (resumes ? (queries.getQueryData<readonly WaitingPaper[]>(keptKey) ?? []) : []));
  useEffect(() => {
    queries.setQueryDefaults(keptKey, { gcTime: Infinity });
    queries.setQueryData(keptKey, papers);
  }, [queries, papers]);
  const settle = (attachmentId: string, state: WaitingPaper['state']): void => setPapers((before) => before.map((one) => (one.attachmentId === attachmentId ? { ...one, state } : one)));

  const take = async ({ attachmentId, file }: Pick<WaitingPaper, 'attachmentId' | 'file'>): Promise<void> => {
    try {
      const { intakeId, mediaType } = await sendAttachment(file);
      settle(attachmentId, { is: 'ready', intakeId, mediaType, bytes: new Uint8Array(await file.arrayBuffer()) });
    } catch (error) {
      settle(attachmentId, { is: 'refused', error });
    }
  };

  // One whose sending the leaving of the form cut short is sent again.
  const cutShort = useRef(papers.filter(({ state }) => state.is === 'sending'));
  useEffect(() => {
    for (const paper of cutShort.current.splice(0)) void take(paper);
  });

  const attach = useMutation({
    mutationFn: async (referralId: string) => {
      for (const { attachmentId, file, name, state } of papers) {
        if (state.is !== 'ready') continue;
        const add = (intakeId: string) => client.attachments.add({ attachmentId, referralId, intakeId, name: name.slice(-200) });
        await add(state.intakeId).catch(async (error: unknown) => {
          // Taken in more than an hour ago: it is sent again.
          if (!hasCode(error, 'INTAKE_GONE')) throw error;
          return add((await sendAttachment(file)).intakeId);
        });
      }
    },
    onSettled: () => queries.invalidateQueries({ queryKey: api.attachments.key() }),
  });

  return {
    papers,
    attach,
    isSending: papers.some(({ state }) => state.is === 'sending'),
    add: (files: readonly File[]): void => {
      const added = files.map((file): WaitingPaper => ({ attachmentId: v7(), file, name: file.name, state: { is: 'sending' } }));
      setPapers((before) => [...before, ...added]);
      for (const paper of added) void take(paper);
    },
    retry: (paper: WaitingPaper): void => {
      settle(paper.attachmentId, { is: 'sending' });
      void take(paper);
    },
    drop: (attachmentId: string): void => setPapers((before) => before.filter((one) => one.attachmentId !== attachmentId)),
    clear: (): void => setPapers([]),
    /** Worth sending again: main could not be asked. */
    canRetry: ({ state }: WaitingPaper): boolean => state.is === 'refused' && (!(state.error instanceof AttachmentRefusedError) || state.error.code === 'UNAVAILABLE'),
  };
}

export type WaitingPapers = ReturnType<typeof useWaitingPapers>;
