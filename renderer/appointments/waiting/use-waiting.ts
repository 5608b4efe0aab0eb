import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Temporal } from 'temporal-polyfill';
import { useTranslation } from 'react-i18next';
import type { Inputs } from '#contract/index';
import type { WaitingEntry } from '#contract/waiting';
import { api, client } from '../../link/client.ts';
import { formatName, now } from '../../text/format.ts';
import { useUndo } from '../../text/use-undo.ts';
import { useToast } from '../../ui/toast.tsx';

/** Places held now; asked again at the moment the first of them ends, so that no desk shows one that is over. */
export function useHolds() {
  const queries = useQueryClient();
  const holds = useQuery(api.waiting.holds.queryOptions());
  const first = holds.data?.holds.map(({ until }) => until).sort()[0];
  useEffect(() => {
    if (first === undefined) return undefined;
    // A little later than the end, by the clock of this machine.
    const timer = window.setTimeout(() => void queries.invalidateQueries({ queryKey: api.waiting.key() }), Math.max(now().until(Temporal.Instant.from(first)).total('milliseconds'), 0) + 1000);
    return () => window.clearTimeout(timer);
  }, [first, queries]);
  return holds;
}

/** Puts somebody on the waiting list or takes them off it, each with a way back. */
export function useWaitingEntries() {
  const { t } = useTranslation('slots');
  const queries = useQueryClient();
  const toast = useToast();
  const undo = useUndo();
  const reload = (): Promise<unknown> => queries.invalidateQueries({ queryKey: api.waiting.key() });
  const turn = async (entryId: string, back: boolean): Promise<void> => {
    await client.waiting.remove({ entryId, back });
    await reload();
  };
  const add = useMutation(
    api.waiting.add.mutationOptions({
      onSuccess: async (entry) => {
        await reload();
        toast({ text: t('waiting.list.added', { name: formatName(entry.patient) }), undo: () => undo(() => turn(entry.id, false)) });
      },
    }),
  );
  const remove = useMutation({
    mutationFn: (entry: WaitingEntry) => turn(entry.id, false),
    onSuccess: (_done, entry) => {
      const name = formatName(entry.patient);
      toast({
        text: t('waiting.list.removed', { name }),
        undo: () =>
          undo(async () => {
            await turn(entry.id, true);
            toast({ text: t('waiting.list.putBack', { name }) });
          }),
      });
    },
  });
  return { add, remove, send: (input: Inputs['waiting']['add']) => { if (!add.isPending) add.mutate(input); } };
}
