import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { halfDay, type VisitPreferences } from '#contract/slots';
import { visitModality } from '#contract/values';
import type { Outputs } from '#contract/index';
import { api, client } from '../../link/client.ts';
import { usePermission } from '../../session/session-state.ts';
import { formatName } from '../../text/format.ts';
import { useUndo } from '../../text/use-undo.ts';
import { useFormat } from '../../text/use-format.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Checkbox, FieldGroup, TextField } from '../../ui/field.tsx';
import { useShortcut } from '../../ui/shortcut.ts';
import { useToast } from '../../ui/toast.tsx';
import { draftOf, numberBounds, toggled, wishesOf, type NumberField } from './preference-form.ts';
import { useReasonWords } from './use-reason-words.ts';

type Patient = Outputs['appointments']['prepare']['patient'];
const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

/** When, how and from how far somebody can come, in a line, and the way to change it. Nothing of a closed record. */
export function Preferences({ patient }: { readonly patient: Patient }): ReactElement | null {
  const { t } = useTranslation(['slots', 'common', 'appointments']);
  const f = useFormat();
  const reasonWords = useReasonWords();
  const mayBook = usePermission('appointment.book');
  const [isOpen, setOpen] = useState(false);
  const isClosed = patient.access === 'closed';
  const said = useQuery(api.slots.preferences.queryOptions({ input: { patientId: patient.id }, enabled: !isClosed }));
  useShortcut('p', () => setOpen(true), { label: t('wishes.edit'), enabled: mayBook && !isClosed && said.data !== undefined && !isOpen });
  if (isClosed) return null;
  if (said.isError) return <ErrorNotice what={t('wishes.unread')} error={said.error} onRetry={() => void said.refetch()} />;
  if (!said.data) return null;
  const { weekdays: days, halfDays, modalities, noticeHours, travelKm, travelMinutes, words } = said.data;
  const away = reasonWords.travel(travelKm, travelMinutes);
  const parts = [
    days.map((day) => t(`appointments:weekday.${day as (typeof weekdays)[number]}`)).join(', '), halfDays.map((one) => t(`halfDay.${one}`)).join(', '), modalities.map((one) => t(`common:modality.${one}`)).join(', '),
    noticeHours === null ? '' : t('wishes.noticeIs', { hours: f.number(noticeHours) }), away === null ? '' : t('wishes.away', { what: away }), words ?? '',
  ].filter(Boolean);
  if (isOpen) return <PreferenceForm key={said.data.version} patient={patient} said={said.data} onClose={() => setOpen(false)} />;
  return (
    <div className="row preference-line">
      <span className="meta grow">{parts.length === 0 ? t('wishes.none') : parts.join(' · ')}</span>
      {mayBook && (
        <Button tone="text" small keys="p" onClick={() => setOpen(true)}>
          {t('wishes.title')}
        </Button>
      )}
    </div>
  );
}

function PreferenceForm({ patient, said, onClose }: { readonly patient: Patient; readonly said: VisitPreferences; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation(['slots', 'common', 'appointments']);
  const queries = useQueryClient();
  const toast = useToast();
  const undo = useUndo();
  const [draft, setDraft] = useState(() => draftOf(said));
  const [wrong, setWrong] = useState<readonly NumberField[]>([]);
  const reload = (): Promise<unknown> => queries.invalidateQueries({ queryKey: api.slots.key() });
  const { version: _version, setAt: _setAt, setBy: _setBy, ...before } = said;
  const save = useMutation(
    api.slots.setPreferences.mutationOptions({
      onSuccess: async (after) => {
        await reload();
        toast({
          text: t('wishes.saved', { name: formatName(patient) }),
          undo: () =>
            undo(async () => {
              await client.slots.setPreferences({ patientId: patient.id, expectedVersion: after.version, ...before });
              await reload();
              toast({ text: t('wishes.undone', { name: formatName(patient) }) });
            }),
        });
        onClose();
      },
    }),
  );
  const send = (): void => {
    const read = wishesOf(draft);
    setWrong('wrong' in read ? read.wrong : []);
    if ('wishes' in read) save.mutate({ patientId: patient.id, expectedVersion: said.version, ...read.wishes });
  };
  const number = (field: NumberField, label: string): ReactElement => (
    <TextField label={label} inputMode="numeric" value={draft[field]} error={wrong.includes(field) ? t('wishes.number', { max: numberBounds[field] }) : undefined} onChange={(event) => setDraft({ ...draft, [field]: event.target.value })} />
  );
  return (
    <form
      className="preference-form"
      aria-label={t('wishes.title')}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      onKeyDown={(event) => {
        // Enter and Escape are the form's own: they neither book nor close the search.
        if (event.key === 'Enter' && !(event.target instanceof HTMLButtonElement)) {
          event.preventDefault();
          event.stopPropagation();
          send();
        }
        if (event.key === 'Escape') {
          event.stopPropagation();
          onClose();
        }
      }}
    >
      <FieldGroup label={t('wishes.weekdays')}>
        <div className="preference-choices">
          {weekdays.map((day) => (
            <Checkbox key={day} autoFocus={day === 1} label={t(`appointments:weekday.${day}`)} checked={draft.weekdays.includes(day)} onChange={() => setDraft({ ...draft, weekdays: toggled(draft.weekdays, day) })} />
          ))}
        </div>
      </FieldGroup>
      <FieldGroup label={t('wishes.halfDays')}>
        <div className="preference-choices">
          {halfDay.options.map((one) => (
            <Checkbox key={one} label={t(`halfDay.${one}`)} checked={draft.halfDays.includes(one)} onChange={() => setDraft({ ...draft, halfDays: toggled(draft.halfDays, one) })} />
          ))}
        </div>
      </FieldGroup>
      <FieldGroup label={t('wishes.modalities')}>
        <div className="preference-choices">
          {visitModality.options.map((one) => (
            <Checkbox key={one} label={t(`common:modality.${one}`)} checked={draft.modalities.includes(one)} onChange={() => setDraft({ ...draft, modalities: toggled(draft.modalities, one) })} />
          ))}
        </div>
      </FieldGroup>
      <p className="meta">{t('wishes.allSuit')}</p>
      <div className="schedule-filters">
        {number('travelKm', t('wishes.km'))}
        {number('travelMinutes', t('wishes.minutes'))}
        {number('noticeHours', t('wishes.notice'))}
      </div>
      <TextField label={t('wishes.words')} help={t('wishes.wordsHelp')} maxLength={300} value={draft.words} onChange={(event) => setDraft({ ...draft, words: event.target.value })} />
      {save.isError && <ErrorNotice what={t('wishes.failed')} error={save.error} kept />}
      <div className="row">
        <Button type="submit" disabled={save.isPending}>
          {t('wishes.save')}
        </Button>
        <Button tone="quiet" onClick={onClose}>
          {t('common:action.cancel')}
        </Button>
      </div>
    </form>
  );
}
