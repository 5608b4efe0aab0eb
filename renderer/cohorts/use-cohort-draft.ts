import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 } from 'uuid';
import { z } from 'zod';
import { type CohortDefinition, cohortDefinition, everybody, type SavedCohort } from '#contract/cohorts.ts';
import { api } from '../link/client.ts';
import { useToast } from '../ui/toast.tsx';

/** What is being looked at or composed: a saved cohort, or a definition of its own. */
interface Draft {
  readonly id: string;
  /** As it is kept; null for a new one. */
  readonly kept: SavedCohort | null;
  readonly name: string;
  readonly shared: boolean;
  readonly definition: CohortDefinition;
}

/** What is written and not kept, as it outlives the page; the version is that of the kept one it began from. */
const writing = z.object({ keptId: z.string().nullable(), version: z.int(), name: z.string(), shared: z.boolean(), definition: cohortDefinition });
export type CohortWriting = z.infer<typeof writing>;
export const nothingWritten: CohortWriting = { keptId: null, version: 0, name: '', shared: false, definition: everybody };
export const readWriting = (kept: unknown): CohortWriting | null => writing.safeParse(kept).data ?? null;

const fresh = (): Draft => ({ id: v7(), kept: null, name: '', shared: false, definition: everybody });
const draftOf = (kept: SavedCohort): Draft => ({ id: kept.id, kept, name: kept.name, shared: kept.shared, definition: kept.definition });

/** The cohort on screen and what can be done with it: changed, saved, copied, removed. */
export function useCohortDraft() {
  const { t } = useTranslation('cohorts');
  const toast = useToast();
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState<Draft>(fresh);
  const again = (): void => void queryClient.invalidateQueries({ queryKey: api.cohorts.list.key() });
  const save = useMutation(api.cohorts.save.mutationOptions());
  const remove = useMutation(api.cohorts.remove.mutationOptions());
  const { kept } = draft;
  const isChanged = kept === null || kept.name !== draft.name || kept.shared !== draft.shared || JSON.stringify(kept.definition) !== JSON.stringify(draft.definition);

  const keep = (asCopy: boolean): void => {
    const { name, shared, definition } = draft;
    const id = asCopy ? v7() : draft.id;
    const isNew = asCopy || kept === null;
    save.mutate(
      { cohortId: id, expectedVersion: isNew ? null : kept.version, name, definition, shared },
      {
        onSuccess: ({ version }) => {
          setDraft((now) => ({ ...now, id, kept: { id, version, name: name.trim(), definition, shared, isOwn: isNew || kept.isOwn, ownerName: kept?.ownerName ?? '', updatedAt: '', updatedByName: '' } }));
          again();
          toast({ text: t('definition.saved', { name: name.trim() }) });
        },
      },
    );
  };

  const { name, shared, definition } = draft;
  return {
    draft, isChanged, save, remove,
    /** What would be lost with the page; nothing where all is kept. */
    writing: isChanged ? { keptId: kept?.id ?? null, version: kept?.version ?? 0, name, shared, definition } : nothingWritten,
    /** Takes a writing up again, of a cohort at the version it was changed from: another's change since is refused when it is kept. */
    resume: (one: CohortWriting, cohorts: readonly SavedCohort[]) => {
      const found = cohorts.find(({ id }) => id === one.keptId);
      setDraft({ id: found?.id ?? v7(), kept: found ? { ...found, version: one.version } : null, name: one.name, shared: one.shared, definition: one.definition });
    },
    change: (part: Partial<Pick<Draft, 'name' | 'shared' | 'definition'>>) => setDraft((now) => ({ ...now, ...part })),
    begin: () => setDraft(fresh()),
    open: (one: SavedCohort) => setDraft(draftOf(one)),
    keep,
    takeOut: () => {
      if (kept === null) return;
      remove.mutate({ cohortId: kept.id, expectedVersion: kept.version }, {
        onSuccess: () => {
          setDraft(fresh());
          again();
          toast({ text: t('definition.removed', { name: kept.name }) });
        },
      });
    },
  };
}
export type CohortDraft = ReturnType<typeof useCohortDraft>;
