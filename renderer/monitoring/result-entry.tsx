import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 } from 'uuid';
import type { EnteredTest } from '#contract/monitoring.ts';
import { DraftOffer } from '../drafts/draft-offer.tsx';
import { useDraft } from '../drafts/use-draft.ts';
import { api } from '../link/client.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { TextField } from '../ui/field.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { useShortcut } from '../ui/shortcut.ts';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { useToast } from '../ui/toast.tsx';
import { type EntryForm, readEntryForm, resultsOf } from './entry-form.ts';
import { useEntryErrors } from './use-entry-errors.ts';
import { ValueRow } from './value-row.tsx';

export interface ResultEntryProps {
  readonly patientId: string;
  readonly onClose: () => void;
}

/** Results from paper: one date, the common panel with its units and the value before beside each, then serology and examinations. */
export function ResultEntry({ patientId, onClose }: ResultEntryProps): ReactElement {
  const { t } = useTranslation(['monitoring', 'common']);
  const entry = useQuery(api.monitoring.entry.queryOptions({ input: { patientId }, refetchOnWindowFocus: false, staleTime: 0 }));
  useShortcut('Escape', onClose, { label: t('common:action.close'), inFields: true });
  return (
    <div className="page-body">
      {entry.isPending && <SkeletonRows rows={10} />}
      {entry.isError && <ErrorNotice what={t('entry.failed')} error={entry.error} onRetry={() => void entry.refetch()} />}
      {entry.data && <EntrySheet patientId={patientId} tests={entry.data.tests} onClose={onClose} />}
    </div>
  );
}

const groups = ['blood', 'chemistry', 'immunology', 'measure', 'serology', 'examination'] as const;

function EntrySheet({ patientId, tests, onClose }: ResultEntryProps & { readonly tests: readonly EnteredTest[] }): ReactElement {
  const { t } = useTranslation(['monitoring', 'common']);
  const f = useFormat();
  const queries = useQueryClient();
  const toast = useToast();
  const [blank] = useState<EntryForm>(() => ({ takenOn: f.today, values: {} }));
  const [form, setForm] = useState(blank);
  const [ids] = useState(() => new Map(tests.map(({ code }) => [code, v7()])));
  const [wrong, setWrong] = useState<readonly string[]>([]);
  const draft = useDraft({ form: 'lab-results', recordId: patientId, value: form, blank, read: readEntryForm });
  const errors = useEntryErrors();
  const record = useMutation(
    api.monitoring.record.mutationOptions({
      onSuccess: ({ questions }, { results }) => {
        if (questions.length > 0) return;
        draft.finish();
        toast({ text: t('entry.done', { count: results.length }) });
        void queries.invalidateQueries({ queryKey: api.monitoring.key() });
        void queries.invalidateQueries({ queryKey: api.patients.key() });
        onClose();
      },
    }),
  );
  const questions = record.data?.questions ?? [];
  const send = (confirmed: boolean): void => {
    const read = resultsOf(form, tests, (test) => ids.get(test) ?? v7());
    setWrong(read.wrong);
    if (read.wrong.length === 0 && read.results.length > 0 && !record.isPending) record.mutate({ patientId, takenOn: form.takenOn, results: [...read.results], confirmed });
  };
  const change = (code: string, value: { readonly text: string; readonly unit: string }): void => {
    setForm((before) => ({ ...before, values: { ...before.values, [code]: value } }));
    if (questions.length > 0 || record.isError) record.reset();
  };
  const count = Object.values(form.values).filter(({ text }) => text.trim() !== '').length;
  const fieldErrors = errors.ofTests(record.error);
  useShortcut('Control+Enter', () => send(false), { inFields: true, label: t('entry.keep', { count }), enabled: count > 0 });
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send(false);
      }}
    >
      <Sheet title={t('entry.title')} note={t('entry.note')}>
        <div className="sheet-body stack">
          <DraftOffer draft={draft} onResume={setForm} />
          <div className="monitoring-taken">
            <TextField label={t('entry.takenOn')} type="date" max={f.today} value={form.takenOn} autoFocus onChange={(event) => event.target.value !== '' && setForm({ ...form, takenOn: event.target.value })} error={errors.ofDate(record.error)} />
          </div>
          <div className="monitoring-entry">
            {groups.map((group) => (
              <fieldset key={group}>
                <legend className="section-title">{t(`group.${group}`)}</legend>
                {tests.filter((test) => test.group === group).map((test) => (
                  <ValueRow
                    key={test.code} test={test} value={form.values[test.code] ?? { text: '', unit: '' }} onChange={(value) => change(test.code, value)}
                    error={wrong.includes(test.code) ? t('entry.notANumber') : fieldErrors.get(test.code)}
                  />
                ))}
              </fieldset>
            ))}
          </div>
          {questions.length > 0 && (
            <div className="note note-warn stack" role="alert">
              <b>{t('entry.lookAgain')}</b>
              <ul>
                {questions.map(({ test, text }) => (
                  <li key={`${test}-${text.en}`}>{text[f.language]}</li>
                ))}
              </ul>
              <div>
                <Button small onClick={() => send(true)}>
                  {t('entry.keepAnyway')}
                </Button>
              </div>
            </div>
          )}
          {record.isError && fieldErrors.size === 0 && errors.ofDate(record.error) === undefined && <ErrorNotice what={t('entry.notKept')} error={record.error} kept onRetry={() => send(false)} />}
          <div className="row">
            <Button type="submit" tone="primary" disabled={count === 0 || record.isPending}>
              {t('entry.keep', { count })}
            </Button>
            <Button tone="quiet" keys="Escape" onClick={onClose}>
              {t('common:action.close')}
            </Button>
          </div>
        </div>
      </Sheet>
    </form>
  );
}
