import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { DraftForm } from '#contract/drafts.ts';
import { api, client } from '../link/client.ts';
import { onReconnect } from '../link/connection.ts';
import { hasCode } from '../link/failure.ts';
import { draftsSettled, noteSaving } from './kept-drafts.ts';

const restMilliseconds = 800;
/** Forms opened so far, each of which asks for itself: one closed a moment ago has left its answer behind. */
let opened = 0;

/** A writing of before, waiting to be taken up or thrown away. */
export interface KeptDraft<Value> {
  readonly savedAt: string;
  readonly value: Value;
}

export interface Draft<Value> {
  readonly offer: KeptDraft<Value> | null;
  /** The form now holds what was offered. */
  readonly taken: () => void;
  /** Throws the writing of before away. */
  readonly discard: () => void;
  /** The form was saved, or given up: nothing more is kept, and what was kept is removed. */
  readonly finish: () => void;
}

export interface DraftOptions<Value> {
  readonly form: DraftForm;
  /** `new`, or the id of what it is about; null where nothing is kept. */
  readonly recordId: string | null;
  /** What the form holds: JSON. */
  readonly value: Value;
  /** What the form holds when nothing is written in it. */
  readonly blank: Value;
  /** Checks a value kept by an earlier version of the program; null when it cannot be taken up. */
  readonly read: (kept: unknown) => Value | null;
}

/**
 * Keeps what is being written in main, sealed: 800 ms after the last change, when a field or the window loses the
 * keyboard, and on leaving the form. What an earlier visit left is offered; writing anew replaces it.
 */
export function useDraft<Value>({ form, recordId, value, blank: blankValue, read }: DraftOptions<Value>): Draft<Value> {
  const text = JSON.stringify(value);
  const blank = JSON.stringify(blankValue);
  const [opening] = useState(() => (opened += 1));
  const search = api.drafts.find.queryOptions({ input: { form, recordId: recordId ?? '' }, enabled: recordId !== null, staleTime: Infinity, gcTime: 0, retry: false });
  const found = useQuery({
    ...search,
    queryKey: [...search.queryKey, opening],
    queryFn: async () => {
      await draftsSettled();
      return client.drafts.find({ form, recordId: recordId ?? '' });
    },
  });
  const [isAnswered, setIsAnswered] = useState(false);
  const [start] = useState(text);
  const state = useRef({ text, kept: start, isFinished: false, timer: 0 });

  useEffect(() => {
    const writing = state.current;
    writing.text = text;

    const keep = async (): Promise<void> => {
      window.clearTimeout(writing.timer);
      if (recordId === null || writing.isFinished || writing.text === writing.kept) return;
      const before = writing.kept;
      const sent = writing.text;
      writing.kept = sent;
      try {
        if (sent === blank) await client.drafts.discard({ form, recordId });
        else await client.drafts.save({ form, recordId, value: sent });
        // Saved while this was under way: the form's record holds it now.
        if (state.current.isFinished) await client.drafts.discard({ form, recordId });
      } catch {
        // Cut off, or locked: the form still holds it, and the next key or the next blur tries again.
        writing.kept = before;
      }
    };
    if (!writing.isFinished && text !== writing.kept) {
      window.clearTimeout(writing.timer);
      writing.timer = window.setTimeout(() => noteSaving(keep()), restMilliseconds);
    }
    const onBlur = (): void => noteSaving(keep());
    window.addEventListener('blur', onBlur);
    window.addEventListener('focusout', onBlur);
    // Typed while the server was away: kept as soon as it answers.
    const stopWaiting = onReconnect(onBlur);
    return () => {
      stopWaiting();
      window.removeEventListener('blur', onBlur);
      window.removeEventListener('focusout', onBlur);
    };
  }, [text, blank, form, recordId]);

  useEffect(() => {
    const writing = state.current;
    return () => {
      window.clearTimeout(writing.timer);
      if (recordId === null || writing.isFinished || writing.text === writing.kept || writing.text === blank) return;
      noteSaving(leave(recordId));
      async function leave(id: string): Promise<void> {
        try {
          await client.drafts.save({ form, recordId: id, value: writing.text });
          if (writing.isFinished) await client.drafts.discard({ form, recordId: id });
        } catch (error) {
          // Cut off: it is kept when the link is back. Signed out meanwhile: what was kept at the last pause is there.
          if (!hasCode(error, 'UNAVAILABLE')) return;
          const stop = onReconnect(() => {
            stop();
            void leave(id);
          });
        }
      }
    };
  }, [blank, form, recordId]);

  const remove = (): void => {
    setIsAnswered(true);
    // It would be offered once more, and thrown away then, or after thirty days.
    if (recordId !== null) client.drafts.discard({ form, recordId }).catch(() => undefined);
  };
  const offered = found.data && !isAnswered ? parse(found.data.value, read) : null;
  return {
    offer: offered !== null && found.data ? { savedAt: found.data.savedAt, value: offered } : null,
    taken: () => setIsAnswered(true),
    discard: remove,
    finish: () => {
      state.current.isFinished = true;
      window.clearTimeout(state.current.timer);
      remove();
    },
  };
}

function parse<Value>(text: string, read: (kept: unknown) => Value | null): Value | null {
  try {
    return read(JSON.parse(text));
  } catch {
    // Not JSON: of no version we know.
    return null;
  }
}
