import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useSeenVersion } from '../../link/use-seen-version.ts';
import { useToast } from '../../ui/toast.tsx';

export interface EntryWrites<Written> {
  /** The version a change is made upon: the one seen, or what was written from here. */
  readonly expectedVersion: number;
  /** What follows a write: it is told, the lists are read anew, and the entry stays shown. */
  readonly whenDone: (text: string) => { readonly onSuccess: (written: Written) => Promise<void>; readonly onError: (error: Error) => void };
}

/** Writes of one entry of a list, version by version; what is typed stays whatever other desks change. */
export function useEntryWrites<Written extends { readonly version: number }>(
  version: number,
  { areas, onWritten }: { readonly areas: readonly (readonly unknown[])[]; readonly onWritten: (written: Written) => void },
): EntryWrites<Written> {
  const queries = useQueryClient();
  const toast = useToast();
  const [seenVersion, tellVersion] = useSeenVersion(version);
  const [writtenVersion, setWrittenVersion] = useState(0);
  const reload = (): Promise<unknown> => Promise.all(areas.map((queryKey) => queries.invalidateQueries({ queryKey })));
  return {
    expectedVersion: Math.max(seenVersion, writtenVersion),
    whenDone: (text) => ({
      onSuccess: async (written) => {
        toast({ text });
        setWrittenVersion(written.version);
        await reload();
        onWritten(written);
      },
      onError: (error) => {
        tellVersion(error);
        void reload();
      },
    }),
  };
}
