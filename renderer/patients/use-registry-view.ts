import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { firstColumns, noFilters, type RegistryColumn, type RegistryFacet, registryFacets, type RegistryFilters, type RegistryLayout, type RegistrySort } from '#contract/registry.ts';
import { api } from '../link/client.ts';
import { usePermission } from '../session/session-state.ts';

const byName: RegistrySort = { by: 'name', direction: 'ascending' };

export interface RegistryView {
  readonly text: string;
  readonly selected: string | null;
  readonly filters: RegistryFilters;
  readonly sort: RegistrySort;
  readonly columns: readonly RegistryColumn[];
  readonly isFiltered: boolean;
  /** False until what this person likes to see is known. */
  readonly isReady: boolean;
  readonly saveError: unknown;
  readonly search: (text: string) => void;
  readonly select: (patientId: string | null) => void;
  readonly toggle: (facet: RegistryFacet, value: string) => void;
  readonly clearFilters: () => void;
  readonly sortBy: (sort: RegistrySort) => void;
  readonly setColumns: (columns: readonly RegistryColumn[]) => void;
}

interface Remembered {
  readonly text: string;
  readonly selected: string | null;
  readonly filters: RegistryFilters;
  readonly sort: RegistrySort | null;
}

/**
 * What the registry shows, and how. The address keeps what was typed, filtered and chosen, so that coming back finds the
 * list as it was left; columns and order are the person's own and kept with their account.
 */
export function useRegistryView(): RegistryView {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const remembered = useSearch({ from: '/patients' });
  const mayReadClinical = usePermission('patient.clinical.read');
  const [state, setState] = useState<Remembered>({
    text: remembered.text ?? '', selected: remembered.selected ?? null, filters: remembered.filters ?? noFilters, sort: remembered.sort ?? null,
  });
  const layoutOptions = api.patients.registryLayout.queryOptions({ staleTime: Infinity });
  const layout = useQuery(layoutOptions);
  const save = useMutation(api.patients.saveRegistryLayout.mutationOptions());
  // What was just chosen shows at once: the cache tells of it a moment later, and a ticked box would untick itself in between.
  const [chosen, setChosen] = useState<RegistryLayout | null>(null);
  const current = chosen ?? layout.data;

  const sort = [state.sort, current?.sort].find((known) => known && (mayReadClinical || known.by !== 'problem')) ?? byName;
  const columns = (current?.columns ?? firstColumns).filter((column) => mayReadClinical || column !== 'problem');

  const remember = (change: Partial<Remembered>): void => {
    const next = { ...state, ...change };
    setState(next);
    const isFiltered = registryFacets.some((facet) => next.filters[facet].length > 0);
    void navigate({
      to: '/patients',
      search: { text: next.text || undefined, selected: next.selected ?? undefined, filters: isFiltered ? next.filters : undefined, sort: next.sort ?? undefined },
      replace: true,
    });
  };
  const keep = (kept: RegistryLayout): void => {
    setChosen(kept);
    queryClient.setQueryData(layoutOptions.queryKey, kept);
    save.mutate(kept);
  };

  return {
    text: state.text,
    selected: state.selected,
    filters: state.filters,
    sort,
    columns,
    isFiltered: registryFacets.some((facet) => state.filters[facet].length > 0),
    isReady: !layout.isPending,
    saveError: save.error,
    search: (text) => remember({ text, selected: null }),
    select: (selected) => remember({ selected }),
    toggle: (facet, value) => {
      const chosen: readonly string[] = state.filters[facet];
      const next = chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value];
      remember({ filters: { ...state.filters, [facet]: next }, selected: null });
    },
    clearFilters: () => remember({ filters: noFilters, selected: null }),
    sortBy: (next) => {
      remember({ sort: next });
      keep({ columns: [...columns], sort: next });
    },
    setColumns: (next) => keep({ columns: [...next], sort }),
  };
}
