import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { api } from './client.ts';
import { onReconnect } from './connection.ts';
import { hasCode } from './failure.ts';

/** Answers are kept in memory only, and forgotten at sign-out. A query is tried again once, if the link was cut. */
export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: leaveIfSignedOut }),
  mutationCache: new MutationCache({ onError: leaveIfSignedOut }),
  defaultOptions: {
    queries: {
      networkMode: 'always',
      staleTime: 2_000,
      refetchOnWindowFocus: true,
      retry: (failures, error) => failures < 1 && hasCode(error, 'UNAVAILABLE'),
      retryDelay: 300,
    },
    mutations: { networkMode: 'always', retry: false },
  },
});

/** The session may end elsewhere (expiry, another window): ask main, and the gate does the rest. */
function leaveIfSignedOut(error: unknown): void {
  if (hasCode(error, 'NOT_SIGNED_IN')) void queryClient.invalidateQueries({ queryKey: api.session.status.key() });
}

onReconnect(() => void queryClient.invalidateQueries());
