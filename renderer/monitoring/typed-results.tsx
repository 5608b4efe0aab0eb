import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Outputs } from '#contract/index.ts';
import { api } from '../link/client.ts';
import { hasCode } from '../link/failure.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Select, TextField } from '../ui/field.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { useShortcut } from '../ui/shortcut.ts';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { readTyped } from './entry-form.ts';
import { useEntryErrors } from './use-entry-errors.ts';
import { useMonitoringWords } from './use-monitoring-words.ts';

type Typed = Outputs['monitoring']['typed']['results'][number];

/** Results typed here, newest first: each is corrected or taken back with a reason, which the history keeps. */
export function TypedResults({ patientId, onClose }: { readonly patientId: string; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation(['monitoring', 'common']);
  const f = useFormat();
  const words = useMonitoringWords();
  const [chosen, setChosen] = useState<string | null>(null);
  const typed = useQuery(api.monitoring.typed.queryOptions({ input: { patientId } }));
  useShortcut('Escape', onClose, { label: t('common:action.close'), inFields: true });
  const results = typed.data?.results ?? [];
  return (
    <div className="page-body">
      <Sheet title={t('typed.title')} note={t('typed.note')} actions={<Button small keys="Escape" onClick={onClose}>{t('common:action.close')}</Button>}>
        {typed.isPending && <SkeletonRows rows={6} />}
        {typed.isError && <ErrorNotice what={t('typed.failed')} error={typed.error} onRetry={() => void typed.refetch()} />}
        {typed.data && results.length === 0 && <EmptyState sentence={t('typed.empty')} />}
        <ul className="monitoring-typed">
          {results.map((result) => (
            <li key={result.resultId}>
              <div className="row">
                <span className="tabular meta">{result.on ? f.date(result.on) : t('noDate')}</span>
                <span className="grow">
                  {result.label[f.language]} <b className="tabular">{words.value(result)}</b>
                </span>
                {chosen !== result.resultId && (
                  <Button tone="text" small label={t('typed.correctOf', { test: result.label[f.language] })} onClick={() => setChosen(result.resultId)}>
                    {t('typed.correct')}
                  </Button>
                )}
              </div>
              {chosen === result.resultId && <Correction key={result.version} result={result} onClose={() => setChosen(null)} />}
            </li>
          ))}
        </ul>
      </Sheet>
    </div>
  );
}

function Correction({ result, onClose }: { readonly result: Typed; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation(['monitoring', 'common']);
  const f = useFormat();
  const queries = useQueryClient();
  const errors = useEntryErrors();
  const { resultId, version, kind, units } = result;
  const [form, setForm] = useState({ text: result.number === null ? (result.words ?? '') : `${result.comparator ?? ''}${f.number(result.number)}`, unit: units.find((unit) => unit === result.unit) ?? units[0] ?? '', takenOn: result.on ?? f.today, reason: '' });
  const done = (): void => {
    void queries.invalidateQueries({ queryKey: api.monitoring.key() });
    void queries.invalidateQueries({ queryKey: api.patients.key() });
    onClose();
  };
  const correct = useMutation(api.monitoring.correct.mutationOptions({ onSuccess: ({ questions }) => (questions.length === 0 ? done() : undefined) }));
  const withdraw = useMutation(api.monitoring.withdraw.mutationOptions({ onSuccess: done }));
  const read = kind === 'finding' ? { number: null, comparator: null } : readTyped(form.text);
  const hasReason = form.reason.trim().length >= 3;
  const send = (confirmed: boolean): void => {
    if (read === 'not-a-number' || !hasReason) return;
    correct.mutate({ resultId, expectedVersion: version, ...read, unit: kind === 'number' ? form.unit : null, words: kind === 'finding' ? form.text.trim() : null, takenOn: form.takenOn, reason: form.reason.trim(), confirmed });
  };
  const questions = correct.data?.questions ?? [];
  const failure = correct.error ?? withdraw.error;
  return (
    <form
      className="note stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send(false);
      }}
    >
      <div className="monitoring-correction">
        <TextField label={t('typed.value')} value={form.text} autoFocus onChange={(event) => setForm({ ...form, text: event.target.value })} error={read === 'not-a-number' ? t('entry.notANumber') : errors.ofValue(correct.error)} />
        {units.length > 0 && <Select label={t('typed.unit')} value={form.unit} options={units.map((unit) => ({ value: unit, label: unit }))} onChange={(event) => setForm({ ...form, unit: event.target.value })} />}
        <TextField label={t('entry.takenOn')} type="date" max={f.today} value={form.takenOn} onChange={(event) => event.target.value !== '' && setForm({ ...form, takenOn: event.target.value })} error={errors.ofDate(correct.error)} />
        <TextField label={t('typed.reason')} value={form.reason} maxLength={300} onChange={(event) => setForm({ ...form, reason: event.target.value })} />
      </div>
      {questions.length > 0 && (
        <div className="row warn" role="alert">
          <span className="grow">{questions.map(({ text }) => text[f.language]).join(' ')}</span>
          <Button small onClick={() => send(true)}>
            {t('entry.keepAnyway')}
          </Button>
        </div>
      )}
      {failure && !hasCode(failure, 'INVALID') && <ErrorNotice what={t('typed.notKept')} error={failure} kept />}
      <div className="row">
        <Button type="submit" small disabled={!hasReason || read === 'not-a-number' || correct.isPending}>
          {t('typed.save')}
        </Button>
        <Button small tone="danger" disabled={!hasReason || withdraw.isPending} onClick={() => hasReason && withdraw.mutate({ resultId, expectedVersion: version, reason: form.reason.trim() })}>
          {t('typed.withdraw')}
        </Button>
        <Button small tone="quiet" onClick={onClose}>
          {t('common:action.cancel')}
        </Button>
      </div>
    </form>
  );
}
