import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { AssessmentWork } from '#contract/assessments.ts';
import type { Outputs } from '#contract/index.ts';
import { noteSaving } from '../drafts/kept-drafts.ts';
import { api } from '../link/client.ts';
import { onReconnect } from '../link/connection.ts';
import { useFormat } from '../text/use-format.ts';
import { type EntryForm, entryOf, formOf } from './entry-form.ts';

/** Typing rests this long before it is saved. */
const restMilliseconds = 800;

export type OpenAssessment = Outputs['assessments']['open'];

export interface AssessmentDraft {
  readonly form: EntryForm;
  readonly change: (change: Partial<EntryForm>) => void;
  readonly work: AssessmentWork | undefined;
  readonly version: number;
  readonly savedAt: string;
  readonly isSaving: boolean;
  readonly saveError: unknown;
  /** Saves what is not saved yet; the version it then has, or `null` when it could not be kept. */
  readonly keep: () => Promise<number | null>;
}

/** What is typed of an assessment: worked out at each change, and kept in main as one types, on leaving and on losing the keyboard. */
export function useAssessmentDraft({ assessment, entry }: OpenAssessment): AssessmentDraft {
  const f = useFormat();
  const [form, setForm] = useState(() => formOf(entry, (value) => f.number(value)));
  const [kept, setKept] = useState({ version: assessment.version, savedAt: assessment.savedAt });
  const current = entryOf(form);
  const text = JSON.stringify(current);
  const state = useRef({ text, kept: text, version: assessment.version, timer: 0, saving: null as Promise<number | null> | null });
  const { data: work } = useQuery(api.assessments.work.queryOptions({ input: { patientId: assessment.patientId, entry: current }, placeholderData: keepPreviousData, staleTime: Infinity, gcTime: 0 }));
  const { mutateAsync: save, error, isPending } = useMutation(api.assessments.save.mutationOptions());

  const keep = useCallback(async (): Promise<number | null> => {
    const writing = state.current;
    window.clearTimeout(writing.timer);
    // One saving after the other: each needs the version the one before gave.
    if (writing.saving) await writing.saving;
    if (writing.text === writing.kept) return writing.version;
    const sent = writing.text;
    const saving = save({ assessmentId: assessment.id, expectedVersion: writing.version, entry: JSON.parse(sent) as typeof entry }).then(
      (answer) => {
        writing.kept = sent;
        writing.version = answer.version;
        setKept(answer);
        return answer.version;
      },
      () => null,
    );
    writing.saving = saving;
    noteSaving(saving.then(() => undefined));
    const version = await saving;
    writing.saving = null;
    return version;
  }, [assessment.id, save]);

  useEffect(() => {
    const writing = state.current;
    writing.text = text;
    window.clearTimeout(writing.timer);
    if (text !== writing.kept) writing.timer = window.setTimeout(() => void keep(), restMilliseconds);
  }, [text, keep]);
  useEffect(() => {
    const keepNow = (): void => void keep();
    window.addEventListener('blur', keepNow);
    const stop = onReconnect(keepNow);
    return () => {
      window.removeEventListener('blur', keepNow);
      stop();
      keepNow();
    };
  }, [keep]);

  const change = useCallback((next: Partial<EntryForm>) => setForm((present) => ({ ...present, ...next })), []);
  return { form, change, work, ...kept, isSaving: isPending, saveError: error, keep };
}
