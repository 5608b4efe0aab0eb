import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContactPreference } from '#contract/messages.ts';
import { api } from '../link/client.ts';
import { usePermission } from '../session/session-state.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { Chip } from '../ui/chip.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { TextField } from '../ui/field.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { useToast } from '../ui/toast.tsx';
import { MessageStateWord } from './message-state.tsx';

/** By which ways a person wants messages, said when and to whom; and the messages to them. */
export function ContactSheet({ patientId }: { readonly patientId: string }): ReactElement {
  const { t } = useTranslation('messages');
  const preferences = useQuery(api.messages.preferences.queryOptions({ input: { patientId } }));
  return (
    <Sheet title={t('contact.title')} padded className="messages-contact">
      <p className="meta">{t('contact.about')}</p>
      {preferences.isError && <ErrorNotice what={t('contact.failed')} error={preferences.error} onRetry={() => void preferences.refetch()} />}
      <ul>
        {preferences.data?.map((preference) => (
          <PreferenceLine key={preference.channel} patientId={patientId} preference={preference} />
        ))}
      </ul>
      <History patientId={patientId} />
    </Sheet>
  );
}

function PreferenceLine({ patientId, preference }: { readonly patientId: string; readonly preference: ContactPreference }): ReactElement {
  const { t } = useTranslation(['messages', 'common']);
  const f = useFormat();
  const toast = useToast();
  const queries = useQueryClient();
  const mayChange = usePermission('patient.write');
  const [asked, setAsked] = useState<boolean | null>(null);
  const [note, setNote] = useState('');
  const { channel, wants, noted } = preference;
  const save = useMutation(
    api.messages.setPreference.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries({ queryKey: api.messages.key() });
        setAsked(null);
        setNote('');
        toast({ text: t('messages:contact.saved') });
      },
    }),
  );
  const name = t(`messages:channel.${channel}`);
  return (
    <li>
      <b>{name}</b>
      <Chip tone={wants === null ? 'plain' : wants ? 'ok' : 'warn'} icon={wants === null ? undefined : wants ? 'check' : 'stop'}>
        {t(wants === null ? 'messages:contact.unasked' : wants ? 'messages:contact.yes' : 'messages:contact.no')}
      </Chip>
      {noted && <span className="meta">{[f.instant(noted.at), noted.by, noted.note].filter(Boolean).join(' · ')}</span>}
      {mayChange && asked === null && (
        <span className="row">
          {wants !== true && (
            <Button small tone="text" label={t('messages:contact.acceptFor', { channel: name })} onClick={() => setAsked(true)}>
              {t('messages:contact.accept')}
            </Button>
          )}
          {wants !== false && (
            <Button small tone="text" label={t('messages:contact.refuseFor', { channel: name })} onClick={() => setAsked(false)}>
              {t('messages:contact.refuse')}
            </Button>
          )}
        </span>
      )}
      {asked !== null && (
        <form
          className="row wrap"
          aria-label={t(asked ? 'messages:contact.acceptFor' : 'messages:contact.refuseFor', { channel: name })}
          onSubmit={(event) => {
            event.preventDefault();
            if (!save.isPending) save.mutate({ patientId, channel, wants: asked, note: note.trim() });
          }}
        >
          <TextField autoFocus label={t('messages:contact.note')} optional maxLength={200} value={note} onChange={(event) => setNote(event.target.value)} />
          <Button type="submit">{t(asked ? 'messages:contact.noteYes' : 'messages:contact.noteNo')}</Button>
          <Button tone="quiet" onClick={() => setAsked(null)}>
            {t('common:action.cancel')}
          </Button>
        </form>
      )}
      {save.isError && <ErrorNotice what={t('messages:contact.notSaved')} error={save.error} kept />}
    </li>
  );
}

function History({ patientId }: { readonly patientId: string }): ReactElement | null {
  const { t } = useTranslation('messages');
  const f = useFormat();
  const history = useInfiniteQuery(
    api.messages.ofPatient.infiniteOptions({ input: (after: string | null) => ({ patientId, after }), initialPageParam: null as string | null, getNextPageParam: (page) => page.next }),
  );
  const rows = history.data?.pages.flatMap((page) => page.rows) ?? [];
  if (history.isError) return <ErrorNotice what={t('contact.failed')} error={history.error} onRetry={() => void history.refetch()} />;
  if (rows.length === 0) return null;
  return (
    <>
      <table className="table" aria-label={t('contact.history')}>
        <thead>
          <tr>
            <th scope="col">{t('column.due')}</th>
            <th scope="col">{t('column.what')}</th>
            <th scope="col">{t('column.channel')}</th>
            <th scope="col">{t('column.state')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td className="tabular no-wrap">{f.instant(row.dueAt, 'short')}</td>
              <td>{t(`occasion.${row.occasion}`)}</td>
              <td>{t(`channel.${row.channel}`)}</td>
              <td>
                <MessageStateWord state={row.state} cause={row.cause} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {history.hasNextPage && (
        <div>
          <Button small disabled={history.isFetching} onClick={() => void history.fetchNextPage()}>
            {t('more')}
          </Button>
        </div>
      )}
    </>
  );
}
