import type { QueryClient } from '@tanstack/react-query';
import { infiniteQueryOptions } from '@tanstack/react-query';
import { api } from '../link/client.ts';

/** Pages of the registry, or of the answer to a typed text. */
export function registryOptions(text: string) {
  return infiniteQueryOptions(
    api.patients.list.infiniteOptions({
      input: (after: string | null) => ({ text: text.trim(), after }),
      initialPageParam: null as string | null,
      getNextPageParam: (page) => page.next,
    }),
  );
}

/** The first patient that answers to exactly this text, asked again if the rows on screen are those of an earlier one. */
export async function firstMatch(queryClient: QueryClient, text: string): Promise<string | null> {
  const { pages } = await queryClient.fetchInfiniteQuery(registryOptions(text));
  return pages[0]?.rows[0]?.id ?? null;
}
