import type { QueryClient } from '@tanstack/react-query';
import { infiniteQueryOptions } from '@tanstack/react-query';
import type { Outputs } from '#contract/index.ts';
import type { RegistryRow } from '#contract/patients.ts';
import type { RegistryFilters, RegistrySort } from '#contract/registry.ts';
import { api } from '../link/client.ts';

/** A row as the list shows it. */
export interface ListedRow extends RegistryRow {
  /** Its name is spelt otherwise than typed. */
  readonly isNear: boolean;
}

/** The rows of the pages read so far. */
export function listedRows(pages: readonly Outputs['patients']['list'][]): readonly ListedRow[] {
  return pages.flatMap(({ rows, nearFrom }) => rows.map((row, index) => ({ ...row, isNear: nearFrom !== null && index >= nearFrom })));
}

/** What the registry is asked for. */
export interface RegistryQuestion {
  readonly text: string;
  readonly filters: RegistryFilters;
  readonly sort: RegistrySort;
}

/** Rows of the pages after the first. */
const pageRows = 100;

/** Heights in px: what stands above the rows of the registry, and one row. */
const heights = { above: 170, row: 34 } as const;
/** Rows drawn or read ahead below those in sight. */
const rowsBelow = 11;

/** Rows of the first page, by tens: those a window as tall as the screen shows, and what scrolling needs. A key waits for no more. */
function firstPageRows(): number {
  return Math.ceil(((screen.availHeight - heights.above) / heights.row + rowsBelow) / 10) * 10;
}

/** Pages of the registry, or of the answer to a typed text. */
export function registryOptions({ text, filters, sort }: RegistryQuestion) {
  return infiniteQueryOptions(
    api.patients.list.infiniteOptions({
      input: (after: string | null) => ({ text: text.trim(), filters, sort, after, limit: after === null ? firstPageRows() : pageRows }),
      initialPageParam: null as string | null,
      getNextPageParam: (page) => page.next,
    }),
  );
}

/** Asks at the key itself, before the page is drawn again: the answer is on its way while it is. */
export function askAhead(queryClient: QueryClient, question: RegistryQuestion): void {
  void queryClient.prefetchInfiniteQuery(registryOptions(question));
}

/** The first patient that answers to exactly this question, asked again if the rows on screen are those of an earlier one. */
export async function firstMatch(queryClient: QueryClient, question: RegistryQuestion): Promise<string | null> {
  const { pages } = await queryClient.fetchInfiniteQuery(registryOptions(question));
  return pages[0]?.rows[0]?.id ?? null;
}
