import { hashKey, queryOptions, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useLayoutEffect } from 'react';
import type { Permission } from '#contract/permissions';
import type { CallerSummary, ClinicSummary, SessionStatus } from '#contract/session';
import { api } from '../link/client.ts';
import { setPageLocked } from '../link/lock-gate.ts';
import { queryClient } from '../link/query-client.ts';

const statusOptions = queryOptions(api.session.status.queryOptions({ staleTime: Infinity }));

/** Where the session stands, as main holds it. */
export function useSessionStatus(): UseQueryResult<SessionStatus> {
  return useQuery(statusOptions);
}

/** Takes the status a session command answered with; another person or clinic forgets every other answer. */
export function adoptStatus(status: SessionStatus): void {
  const previous = queryClient.getQueryData(statusOptions.queryKey);
  const isSamePerson = previous?.caller?.userId === status.caller?.userId && previous?.clinic?.id === status.clinic?.id;
  if (!isSamePerson) queryClient.removeQueries({ predicate: (query) => query.queryHash !== hashKey(statusOptions.queryKey) });
  queryClient.setQueryData(statusOptions.queryKey, status);
  // An answer to a command is later than whatever locked the page.
  setPageLocked(status.phase === 'locked');
}

/** Follows main's phase when it is asked again: locked in another window, or signed out. Only a command unlocks. */
export function useFollowedPhase(phase: SessionStatus['phase'] | undefined): void {
  useLayoutEffect(() => {
    if (phase === 'locked') setPageLocked(true);
    else if (phase !== undefined && phase !== 'signed-in') setPageLocked(false);
  }, [phase]);
}

/** Takes new preferences without asking again. */
export function adoptCaller(caller: CallerSummary): void {
  queryClient.setQueryData(statusOptions.queryKey, (status) => status && { ...status, caller });
}

/** Whether somebody is signed in and may act, as far as the page knows. */
export function isSignedIn(): boolean {
  return queryClient.getQueryData(statusOptions.queryKey)?.phase === 'signed-in';
}

/** The person signed in. Only below the session gate. */
export function useCaller(): CallerSummary {
  const { data } = useSessionStatus();
  if (!data?.caller) throw new Error('No one is signed in');
  return data.caller;
}

/** The open clinic. Only below the session gate. */
export function useClinic(): ClinicSummary {
  const { data } = useSessionStatus();
  if (!data?.openClinic) throw new Error('No clinic is open');
  return data.openClinic;
}

/** Whether to draw what needs this permission; main checks it again. */
export function usePermission(permission: Permission): boolean {
  return useCaller().permissions.includes(permission);
}
