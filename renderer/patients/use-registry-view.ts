import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { firstColumns, noFilters, type RegistryColumn, type RegistryFacet, registryFacets, type RegistryFilters, type RegistryLayout, type RegistrySort } from '#contract/registry.ts';
import { api } from '../link/client.ts';
import { usePermission } from '../session/session-state.ts';

/** The address is told once the typing rests: at each key it would have the whole window drawn again. */
const addressMilliseconds = 250;
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
  /** Tells the address now what it is about to be told: before going elsewhere, so that coming back finds it. */
  readonly settle: () => void;
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
  const layout = useQuery(api.patients.registryLayout.queryOptions({ staleTime: Infinity }));
  const { mutate: save, error: saveError } = useMutation(api.patients.saveRegistryLayout.mutationOptions());
  // What was just chosen shows at once: the cache tells of it a moment later, and a ticked box would untick itself in between.
  const [chosen, setChosen] = useState<RegistryLayout | null>(null);
  const current = chosen ?? layout.data;

  const sort = [state.sort, current?.sort].find((known) => known && (mayReadClinical || known.by !== 'problem')) ?? byName;
  const shown = current?.columns ?? firstColumns;
  const columns = useMemo(() => shown.filter((column) => mayReadClinical || column !== 'problem'), [shown, mayReadClinical]);

  // The state as last remembered, also between two keys of one frame; the functions below stay the same for the whole list.
  const latest = useRef(state);
  const untold = useRef<ReturnType<typeof setTimeout>>(undefined);
  const settle = useCallback((): void => {
    if (untold.current === undefined) return;
    clearTimeout(untold.current);
    untold.current = undefined;
    const { text, selected, filters, sort } = latest.current;
    void navigate({
      to: '/patients',
      search: { text: text || undefined, selected: selected ?? undefined, filters: isNarrowed(filters) ? filters : undefined, sort: sort ?? undefined },
      replace: true,
    });
  }, [navigate]);
  const remember = useCallback(
    (change: Partial<Remembered>): void => {
      const next = { ...latest.current, ...change };
      latest.current = next;
      setState(next);
      clearTimeout(untold.current);
      untold.current = setTimeout(() => settle(), addressMilliseconds);
    },
    [settle],
  );
  // Elsewhere by now: the address is another page's.
  useEffect(() => () => clearTimeout(untold.current), []);
  const keep = useCallback(
    (kept: RegistryLayout): void => {
      setChosen(kept);
      queryClient.setQueryData(api.patients.registryLayout.queryKey(), kept);
      save(kept);
    },
    [queryClient, save],
  );

  const search = useCallback((text: string) => remember({ text, selected: null }), [remember]);
  const select = useCallback((selected: string | null) => remember({ selected }), [remember]);
  const toggle = useCallback(
    (facet: RegistryFacet, value: string) => {
      const { filters } = latest.current;
      const ticked: readonly string[] = filters[facet];
      const next = ticked.includes(value) ? ticked.filter((one) => one !== value) : [...ticked, value];
      remember({ filters: { ...filters, [facet]: next }, selected: null });
    },
    [remember],
  );
  const clearFilters = useCallback(() => remember({ filters: noFilters, selected: null }), [remember]);
  const sortBy = useCallback(
    (next: RegistrySort) => {
      remember({ sort: next });
      keep({ columns: [...columns], sort: next });
    },
    [remember, keep, columns],
  );
  const setColumns = useCallback((next: readonly RegistryColumn[]) => keep({ columns: [...next], sort }), [keep, sort]);

  return {
    text: state.text, selected: state.selected, filters: state.filters, sort, columns, isFiltered: isNarrowed(state.filters), isReady: !layout.isPending, saveError,
    search, select, toggle, clearFilters, sortBy, setColumns, settle,
  };
}

function isNarrowed(filters: RegistryFilters): boolean {
  return registryFacets.some((facet) => filters[facet].length > 0);
}
