import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 } from 'uuid';
import { api, client } from '../link/client.ts';
import { useFormat } from '../text/use-format.ts';
import { useUndo } from '../text/use-undo.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { FieldError, Select, TextField } from '../ui/field.tsx';
import { SegmentedField } from '../ui/segmented-control.tsx';
import { PlaceSelect } from './place-select.tsx';
import { useToast } from '../ui/toast.tsx';
import { type AbsenceDraft, absenceFormProblem, toAbsence } from './absence-form-rules.ts';

export interface AbsenceFormProps {
  /** Whose leave may be written; `clinic` for its closures. */
  readonly choices: readonly { readonly value: string; readonly label: string }[];
}

const parts = ['whole', 'morning', 'afternoon', 'hours'] as const;

/** Adds leave of a professional or a closure of the clinic: one day, a part of one, or several. */
export function AbsenceForm({ choices }: AbsenceFormProps): ReactElement {
  const { t } = useTranslation('absences');
  const f = useFormat();
  const queries = useQueryClient();
  const toast = useToast();
  const undo = useUndo();
  const empty: AbsenceDraft = { who: choices[0]?.value ?? '', at: 'everywhere', firstDate: '', lastDate: '', part: 'whole', startsAt: '', endsAt: '', words: '' };
  const [draft, setDraft] = useState(empty);
  const [absenceId, setAbsenceId] = useState(() => v7());
  const [tried, setTried] = useState(false);
  const change = (over: Partial<AbsenceDraft>): void => setDraft({ ...draft, ...over });
  const problem = absenceFormProblem(draft, f.today);
  const reload = (): Promise<unknown> => Promise.all([api.absences.key(), api.appointments.key()].map((queryKey) => queries.invalidateQueries({ queryKey })));
  const add = useMutation(
    api.absences.add.mutationOptions({
      onSuccess: async ({ inTheWay }, sent) => {
        setDraft({ ...empty, who: draft.who, at: draft.at });
        setAbsenceId(v7());
        setTried(false);
        toast({
          text: inTheWay > 0 ? t('form.addedOver', { count: inTheWay }) : t('form.added'),
          undo: () =>
            undo(async () => {
              await client.absences.remove({ absenceId: sent.absenceId, back: false });
              await reload();
            }),
        });
        await reload();
      },
    }),
  );
  return (
    <form
      className="absence-form"
      aria-label={t('form.title')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const form = event.currentTarget;
        setTried(true);
        if (problem === null && !add.isPending) add.mutate({ absenceId, ...toAbsence(draft) }, { onSuccess: () => form.querySelector('input')?.focus() });
      }}
    >
      <Select label={t('form.who')} value={draft.who} options={[...choices]} onChange={(event) => change({ who: event.target.value })} />
      <PlaceSelect label={t('form.at')} value={draft.at} onChange={(at) => change({ at })} />
      <TextField label={t('form.first')} type="date" min={f.today} value={draft.firstDate} onChange={(event) => change({ firstDate: event.target.value })} />
      <TextField label={t('form.last')} optional type="date" min={draft.firstDate || f.today} value={draft.lastDate} onChange={(event) => change({ lastDate: event.target.value })} />
      <TextField label={draft.who === 'clinic' ? t('form.words') : t('form.leaveWords')} optional={draft.who !== 'clinic'} maxLength={120} value={draft.words} onChange={(event) => change({ words: event.target.value })} />
      <div className="row wrap absence-form-part">
        <SegmentedField label={t('form.part')} options={parts.map((value) => ({ value, label: t(`part.${value}`) }))} value={draft.part} onChange={(part) => change({ part })} />
        {draft.part === 'hours' && (
          <>
            <TextField label={t('form.from')} inputMode="numeric" value={draft.startsAt} onChange={(event) => change({ startsAt: event.target.value })} />
            <TextField label={t('form.to')} inputMode="numeric" value={draft.endsAt} onChange={(event) => change({ endsAt: event.target.value })} />
          </>
        )}
        <span className="grow" />
        <Button tone="primary" type="submit" icon="plus" disabled={add.isPending}>
          {t('form.add')}
        </Button>
      </div>
      {tried && problem && <FieldError text={t(`problem.${problem}`)} />}
      {add.isError && <ErrorNotice what={t('form.failed')} error={add.error} kept />}
    </form>
  );
}
