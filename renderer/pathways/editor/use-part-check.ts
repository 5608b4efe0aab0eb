import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { PathwayDraft, PathwayProblem } from '#contract/pathway-editor.ts';
import { client } from '../../link/client.ts';
import { useFormat } from '../../text/use-format.ts';
import { fileOf } from './definition-draft.ts';

export interface PartCheck {
  /** What is wrong with a field of the part, by its place within it (`label.fr`, `when.all.0`); undefined: nothing. */
  readonly issue: (field: string) => string | undefined;
  /** The same for a field that holds several values. */
  readonly issueWithin: (field: string) => string | undefined;
  /** What is wrong with it that no field of the form shows. */
  readonly others: (fields: readonly string[]) => readonly PathwayProblem[];
  /** Keeps the definition with the part put in, once nothing is wrong with that part; else its fields say what is. */
  readonly keep: (next: PathwayDraft) => void;
  readonly isBusy: boolean;
  readonly error: unknown;
}

/** What the form of any part is given; `at` null: a new one. */
export interface PartFormProps {
  readonly draft: PathwayDraft;
  readonly at: number | null;
  readonly check: PartCheck;
  readonly onClose: () => void;
}

interface Checked {
  /** The whole file the definition is written in. */
  readonly text: string;
  /** Where the part lies in it. */
  readonly place: string;
  /** What was found wrong before. */
  readonly problems: readonly PathwayProblem[];
  readonly onKeep: (next: PathwayDraft) => void;
}

/** Judges a part of a definition as it is kept, by the same rules as the file; what is wrong elsewhere keeps it from nothing. */
export function usePartCheck({ text, place, problems, onKeep }: Checked): PartCheck {
  const f = useFormat();
  const own = (list: readonly PathwayProblem[]): readonly PathwayProblem[] => list.filter(({ path, canWait }) => !canWait && (path === place || path.startsWith(`${place}.`)));
  const [found, setFound] = useState(() => own(problems));
  const check = useMutation({
    mutationFn: (next: PathwayDraft) => client.pathwayEditor.tryOut({ text: fileOf(text, next), from: f.today, schedule: null, language: f.language }),
    onSuccess: (tried, next) => {
      const wrong = own(tried.problems);
      if (wrong.length === 0) return onKeep(next);
      return setFound(wrong);
    },
  });
  const within = (path: string): string => path.slice(place.length + 1);
  return {
    issue: (field) => found.find(({ path }) => within(path) === field)?.text,
    issueWithin: (field) => found.find(({ path }) => within(path) === field || within(path).startsWith(`${field}.`))?.text,
    others: (fields) => found.filter(({ path }) => !fields.some((field) => within(path) === field || within(path).startsWith(`${field}.`))),
    keep: (next) => check.mutate(next),
    isBusy: check.isPending,
    error: check.error,
  };
}
