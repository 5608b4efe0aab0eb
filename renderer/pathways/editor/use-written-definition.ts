import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Outputs } from '#contract/index.ts';
import { keepDrafts } from '../../drafts/kept-drafts.ts';
import { api, client } from '../../link/client.ts';
import { useFormat } from '../../text/use-format.ts';
import { useUndo } from '../../text/use-undo.ts';
import { useToast } from '../../ui/toast.tsx';
import { keptKey, readWritten, type WrittenDefinition } from './kept-definition.ts';

export interface Writing {
  /** What is being written now; null: nothing. */
  readonly written: WrittenDefinition | null;
  /** What was written before, kept for its writer; `written` null where it cannot be taken up. */
  readonly kept: { readonly savedAt: string; readonly written: WrittenDefinition | null } | null;
  /** Whether something is kept is known. */
  readonly isReady: boolean;
  /** The first version of what is written is on file. */
  readonly isFinished: boolean;
  /** Kept from its first moment on. */
  readonly begin: (begun: Outputs['pathwayEditor']['begin']) => void;
  readonly resume: (written: WrittenDefinition) => void;
  /** Goes back to the others; it stays kept. */
  readonly putAside: () => void;
  /** Throws it away, with a way back. */
  readonly discard: () => void;
  /** Its first version is on file. */
  readonly finish: () => void;
}

/** The pathway somebody is writing: one a person, kept by the server until its first version or until it is thrown away. */
export function useWrittenDefinition(): Writing {
  const { t } = useTranslation('pathways');
  const f = useFormat();
  const queryClient = useQueryClient();
  const toast = useToast();
  const undo = useUndo();
  const [written, setWritten] = useState<WrittenDefinition | null>(null);
  const [isFinished, setIsFinished] = useState(false);
  const found = useQuery(api.drafts.find.queryOptions({ input: keptKey, staleTime: Infinity, gcTime: 0 }));
  const reload = (): Promise<void> => queryClient.invalidateQueries({ queryKey: api.drafts.key() });
  const keep = async (one: WrittenDefinition): Promise<void> => {
    await client.drafts.save({ ...keptKey, value: JSON.stringify(one) });
    await reload();
  };
  const kept = found.data ? { savedAt: found.data.savedAt, written: readWritten(found.data.value) } : null;
  const discard = async (): Promise<void> => {
    // What is typed until now comes back with it.
    await keepDrafts();
    const before = await client.drafts.find(keptKey);
    await client.drafts.discard(keptKey);
    setWritten(null);
    await reload();
    if (!before) return;
    const label = readWritten(before.value)?.draft.body.label[f.language] ?? '';
    toast({ text: t('begin.dropped', { label }), undo: () => undo(async () => {
      await client.drafts.save({ ...keptKey, value: before.value });
      await reload();
    }) });
  };
  return {
    written, kept, isFinished, isReady: found.isSuccess,
    begin: (begun) => {
      const first: WrittenDefinition = { ...begun, mode: 'forms', note: '' };
      setWritten(first);
      setIsFinished(false);
      // Cut off: what is typed next is kept as soon as the server answers.
      keep(first).catch(() => undefined);
    },
    resume: (before) => {
      setWritten(before);
      setIsFinished(false);
    },
    putAside: () => void keepDrafts().then(() => setWritten(null)).then(reload),
    discard: () => void discard(),
    finish: () => {
      setIsFinished(true);
      // Cut off: it is offered once more, and thrown away then.
      client.drafts.discard(keptKey).then(reload).catch(() => undefined);
    },
  };
}
