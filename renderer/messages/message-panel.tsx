import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { longestMessage, type Message } from '#contract/messages.ts';
import { api } from '../link/client.ts';
import { useSeenVersion } from '../link/use-seen-version.ts';
import { formatName } from '../text/format.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { TextArea, TextField } from '../ui/field.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { MessageStateWord } from './message-state.tsx';

const writable: readonly Message['state'][] = ['prepared', 'ready', 'held'];

/** One message as it would leave: to whom, by which way, its words, and each try to send it. */
export function MessagePanel({ messageId }: { readonly messageId: string }): ReactElement {
  const { t } = useTranslation(['messages', 'common']);
  const f = useFormat();
  const navigate = useNavigate();
  const opened = useQuery(api.messages.open.queryOptions({ input: { messageId } }));
  const [isWriting, setWriting] = useState(false);
  if (opened.isPending) return <SkeletonRows rows={6} />;
  if (opened.isError) return <ErrorNotice what={t('messages:panel.failed')} error={opened.error} onRetry={() => void opened.refetch()} />;
  const message = opened.data;
  const { visit } = message;
  return (
    <>
      <div>
        <h2>{formatName(message.patient)}</h2>
        <p className="meta">
          {visit
            ? t('messages:panel.visit', { occasion: t(`messages:occasion.${message.occasion}`), when: `${f.date(visit.localStart.slice(0, 10), 'weekday')}, ${f.time(visit.localStart.slice(11))}`, who: visit.professionalName })
            : t('messages:panel.toBook', { occasion: t(`messages:occasion.${message.occasion}`), date: f.date(message.untilOn ?? '') })}
        </p>
        <MessageStateWord state={message.state} cause={message.cause} />
        <p className="meta">
          {t('messages:panel.way', { channel: t(`messages:channel.${message.channel}`), address: message.address ?? t('messages:panel.nowhere') })}
          <br />
          {t('messages:panel.due', { when: f.instant(message.dueAt) })}
        </p>
      </div>
      {isWriting && writable.includes(message.state) ? (
        <MessageForm message={message} onClose={() => setWriting(false)} />
      ) : (
        <>
          <div className="messages-body" lang={message.language}>
            {message.channel === 'sms' ? null : <b>{`${message.subject}\n\n`}</b>}
            {message.body}
          </div>
          {message.edited && <p className="meta">{t('messages:panel.edited', { who: message.edited.by ?? '', when: f.instant(message.edited.at) })}</p>}
          <div className="row wrap">
            {writable.includes(message.state) && <Button onClick={() => setWriting(true)}>{t('common:action.edit')}</Button>}
            {visit ? (
              <Button tone="quiet" onClick={() => void navigate({ to: '/schedule', search: { visitId: visit.id, date: visit.localStart.slice(0, 10) } })}>
                {t('messages:panel.openVisit')}
              </Button>
            ) : (
              <Button tone="quiet" onClick={() => void navigate({ to: '/follow-up' })}>
                {t('messages:panel.openToBook')}
              </Button>
            )}
          </div>
        </>
      )}
      {message.tries.length > 0 && (
        <section aria-label={t('messages:panel.tries')}>
          <h3 className="section-title">{t('messages:panel.tries')}</h3>
          <ol className="messages-tries">
            {message.tries.map((one) => (
              <li key={one.at + one.outcome}>
                {t(`messages:try.${one.outcome}`)} <span className="meta">{[f.instant(one.at), one.by, one.address.replaceAll('\n', ', '), one.detail].filter(Boolean).join(' · ')}</span>
              </li>
            ))}
          </ol>
        </section>
      )}
    </>
  );
}

function MessageForm({ message, onClose }: { readonly message: Message; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation(['messages', 'common']);
  const queries = useQueryClient();
  const [subject, setSubject] = useState(message.subject);
  const [body, setBody] = useState(message.body);
  const [seenVersion, tellVersion] = useSeenVersion(message.version);
  const save = useMutation(
    api.messages.edit.mutationOptions({
      onError: tellVersion,
      onSuccess: async () => {
        await queries.invalidateQueries({ queryKey: api.messages.key() });
        onClose();
      },
    }),
  );
  const most = longestMessage[message.channel];
  return (
    <form
      className="stack"
      aria-label={t('messages:panel.edit')}
      onSubmit={(event) => {
        event.preventDefault();
        if (body.trim() !== '' && !save.isPending) save.mutate({ messageId: message.id, expectedVersion: seenVersion, subject, body });
      }}
    >
      {message.channel !== 'sms' && <TextField label={t('messages:rule.subject')} value={subject} maxLength={120} onChange={(event) => setSubject(event.target.value)} />}
      <TextArea autoFocus label={t('messages:rule.body')} rows={12} value={body} maxLength={most} help={t('messages:panel.length', { count: body.length, most })} onChange={(event) => setBody(event.target.value)} />
      {save.isError && <ErrorNotice what={t('messages:panel.notSaved')} error={save.error} kept />}
      <div className="row">
        <Button tone="primary" type="submit" disabled={body.trim() === '' || save.isPending}>
          {t('common:action.save')}
        </Button>
        <Button tone="quiet" onClick={onClose}>
          {t('common:action.cancel')}
        </Button>
      </div>
    </form>
  );
}
