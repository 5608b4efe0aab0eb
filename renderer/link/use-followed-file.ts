import type { Delivery } from '#contract/deliveries.ts';
import { saveFile } from './save-file.ts';
import { type FollowedWork, useFollowedWork, type Work } from './use-followed-work.ts';

/** What long work that ends in a file tells. */
type FileEvent = { readonly kind: 'progress'; readonly done: number; readonly total: number } | { readonly kind: 'cancelled' } | { readonly kind: 'ready'; readonly file: Delivery };

/** Asks for a file that takes a while, follows it, and hands it to the system. */
export function useFollowedFile<Request, Event extends FileEvent>(work: Omit<Work<Request, Event>, 'onEnd'>): FollowedWork<Request, Event> {
  return useFollowedWork({
    ...work,
    onEnd: (end: FileEvent) => {
      if (end.kind === 'ready') saveFile(end.file);
    },
  });
}
