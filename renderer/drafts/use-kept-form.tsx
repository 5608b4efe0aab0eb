import { type ReactElement, useState } from 'react';
import type { DraftForm } from '#contract/drafts.ts';
import { DraftOffer } from './draft-offer.tsx';
import { useDraft } from './use-draft.ts';

export interface KeptFormOptions<Value> {
  readonly form: DraftForm;
  /** Id of the record it is about, or of what is being changed. */
  readonly recordId: string;
  /** What the form holds when nothing is written in it; read once. */
  readonly start: Value;
  /** Checks a value kept by an earlier version of the program. */
  readonly schema: { readonly safeParse: (kept: unknown) => { readonly data?: Value | undefined } };
}

export interface KeptForm<Value> {
  readonly value: Value;
  readonly change: (part: Partial<Value>) => void;
  /** What an earlier visit left, to take up or throw away. */
  readonly offer: ReactElement;
  /** The form was saved: nothing more is kept. */
  readonly finish: () => void;
}

/** The state of a form beside a list, kept as it is written: leaving for another tab, locking and a crash lose nothing. */
export function useKeptForm<Value extends object>({ form, recordId, start, schema }: KeptFormOptions<Value>): KeptForm<Value> {
  const [blank] = useState(start);
  const [value, setValue] = useState(blank);
  const draft = useDraft({ form, recordId, value, blank, read: (kept) => schema.safeParse(kept).data ?? null });
  return {
    value,
    change: (part) => setValue((before) => ({ ...before, ...part })),
    offer: <DraftOffer draft={draft} onResume={setValue} />,
    finish: draft.finish,
  };
}
