import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Inputs, Outputs } from '#contract/index.ts';
import type { SendingChannel, SmsSettings, SmtpSettings } from '#contract/message-channels.ts';
import { api, client } from '../link/client.ts';
import { hasCode } from '../link/failure.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { Chip } from '../ui/chip.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Checkbox, Select, TextArea, TextField } from '../ui/field.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { useToast } from '../ui/toast.tsx';

type Channels = Outputs['messageChannels']['read'];

/** How e-mails and SMS leave: set, tested by one message, switched on or off. Off to begin with. */
export function ChannelSheets(): ReactElement {
  const { t } = useTranslation('messages');
  const channels = useQuery(api.messageChannels.read.queryOptions({ refetchOnWindowFocus: false }));
  if (channels.isError) return <ErrorNotice what={t('sending.failed')} error={channels.error} onRetry={() => void channels.refetch()} />;
  if (!channels.data) return <></>;
  const { email, sms, isDemonstration } = channels.data;
  return (
    <div className="messages-rules">
      <ChannelSheet channel="email" kept={email} isDemonstration={isDemonstration}>
        <EmailForm key={email.version} kept={email} />
      </ChannelSheet>
      <ChannelSheet channel="sms" kept={sms} isDemonstration={isDemonstration}>
        <SmsForm key={sms.version} kept={sms} />
      </ChannelSheet>
    </div>
  );
}

interface SheetProps {
  readonly channel: SendingChannel;
  readonly kept: Channels['email'] | Channels['sms'];
  readonly isDemonstration: boolean;
  readonly children: ReactNode;
}

/** What a channel is set to, a test message, and the switch. */
function ChannelSheet({ channel, kept, isDemonstration, children }: SheetProps): ReactElement {
  const { t } = useTranslation('messages');
  const f = useFormat();
  const queries = useQueryClient();
  const [to, setTo] = useState('');
  const reload = { onSettled: () => void queries.invalidateQueries({ queryKey: api.messageChannels.key() }) };
  const test = useMutation(api.messageChannels.test.mutationOptions(reload));
  const change = useMutation(api.messageChannels.switch.mutationOptions(reload));
  const isSet = kept.settings !== null;
  return (
    <Sheet title={t(`sending.${channel}`)} note={t(kept.isOn ? 'rule.on' : 'rule.off')} padded>
      <div className="stack">
        {isDemonstration && <p className="note">{t('sending.demonstration')}</p>}
        {children}
        {isSet && (
          <form
            className="stack"
            aria-label={t('sending.testFor', { channel: t(`channel.${channel}`) })}
            onSubmit={(event) => {
              event.preventDefault();
              if (to.trim() !== '' && !test.isPending) test.mutate({ channel, to });
            }}
          >
            <TextField label={t(`sending.testTo.${channel}`)} maxLength={200} value={to} error={hasCode(test.error, 'INVALID') ? t('sending.badAddress') : undefined} onChange={(event) => setTo(event.target.value)} />
            <div>
              <Button type="submit" disabled={to.trim() === '' || test.isPending || isDemonstration}>
                {t('sending.test')}
              </Button>
            </div>
          </form>
        )}
        {test.data && (
          <p role="status">
            <Chip tone={test.data.outcome === 'sent' ? 'ok' : 'warn'} icon={test.data.outcome === 'sent' ? 'check' : 'alert'}>
              {t(`sending.outcome.${test.data.outcome}`)}
            </Chip>{' '}
            <span className="meta">{test.data.detail}</span>
          </p>
        )}
        {test.isError && !hasCode(test.error, 'INVALID') && <ErrorNotice what={t('sending.testFailed')} error={test.error} />}
        {isSet && (
          <div className="row wrap">
            <Button tone={kept.isOn ? 'default' : 'primary'} disabled={(!kept.isOn && (kept.testedAt === null || isDemonstration)) || change.isPending} onClick={() => change.mutate({ channel, isOn: !kept.isOn, expectedVersion: kept.version })}>
              {t(kept.isOn ? 'sending.switchOff' : 'sending.switchOn')}
            </Button>
            <span className="meta">{kept.testedAt === null ? t('sending.untested') : t('sending.tested', { when: f.instant(kept.testedAt) })}</span>
          </div>
        )}
        {change.isError && <ErrorNotice what={t('sending.switchFailed')} error={change.error} />}
      </div>
    </Sheet>
  );
}

const noSmtp: SmtpSettings = { host: '', port: 587, security: 'starttls', user: '', from: '', fromName: '' };

function EmailForm({ kept }: { readonly kept: Channels['email'] }): ReactElement {
  const { t } = useTranslation(['messages', 'common']);
  const save = useSaved((input: Inputs['messageChannels']['saveEmail']) => client.messageChannels.saveEmail(input));
  const [draft, setDraft] = useState(kept.settings ?? noSmtp);
  const [port, setPort] = useState(String((kept.settings ?? noSmtp).port));
  const [secret, setSecret] = useState<string | null>(null);
  const change = (part: Partial<SmtpSettings>): void => setDraft({ ...draft, ...part });
  return (
    <form
      className="stack"
      aria-label={t('messages:sending.email')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!save.isPending) save.mutate({ expectedVersion: kept.version, settings: { ...draft, port: Number(port) || 0 }, secret });
      }}
    >
      <TextField label={t('messages:sending.host')} maxLength={200} value={draft.host} onChange={(event) => change({ host: event.target.value })} />
      <TextField label={t('messages:sending.port')} inputMode="numeric" maxLength={5} value={port} onChange={(event) => setPort(event.target.value)} />
      <Select label={t('messages:sending.security')} value={draft.security} onChange={(event) => change({ security: event.target.value as SmtpSettings['security'] })} options={(['starttls', 'tls', 'none'] as const).map((value) => ({ value, label: t(`messages:sending.securityName.${value}`) }))} />
      <TextField label={t('messages:sending.user')} optional maxLength={200} value={draft.user} onChange={(event) => change({ user: event.target.value })} />
      <Secret label={t('messages:sending.password')} has={kept.hasSecret} value={secret} onChange={setSecret} />
      <TextField label={t('messages:sending.from')} type="email" maxLength={200} value={draft.from} onChange={(event) => change({ from: event.target.value })} />
      <TextField label={t('messages:sending.fromName')} optional maxLength={120} value={draft.fromName} onChange={(event) => change({ fromName: event.target.value })} />
      <SaveRow error={save.error} isPending={save.isPending} />
    </form>
  );
}

const noSms: SmsSettings = { url: '', allowPlain: false, format: 'json', toField: 'to', textField: 'text', extra: [], auth: 'bearer', authName: '' };

function SmsForm({ kept }: { readonly kept: Channels['sms'] }): ReactElement {
  const { t } = useTranslation(['messages', 'common']);
  const save = useSaved((input: Inputs['messageChannels']['saveSms']) => client.messageChannels.saveSms(input));
  const [draft, setDraft] = useState(kept.settings ?? noSms);
  const [extra, setExtra] = useState((kept.settings ?? noSms).extra.map(({ name, value }) => `${name}=${value}`).join('\n'));
  const [secret, setSecret] = useState<string | null>(null);
  const change = (part: Partial<SmsSettings>): void => setDraft({ ...draft, ...part });
  const fields = extra.split('\n').flatMap((line) => (line.trim() === '' ? [] : [{ name: line.split('=')[0]?.trim() ?? '', value: line.split('=').slice(1).join('=').trim() }]));
  return (
    <form
      className="stack"
      aria-label={t('messages:sending.sms')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!save.isPending) save.mutate({ expectedVersion: kept.version, settings: { ...draft, extra: fields }, secret });
      }}
    >
      <TextField label={t('messages:sending.url')} maxLength={400} value={draft.url} help={t('messages:sending.urlHelp')} onChange={(event) => change({ url: event.target.value })} />
      <Checkbox label={t('messages:sending.allowPlain')} checked={draft.allowPlain} onChange={(event) => change({ allowPlain: event.target.checked })} />
      <Select label={t('messages:sending.format')} value={draft.format} onChange={(event) => change({ format: event.target.value as SmsSettings['format'] })} options={(['json', 'form'] as const).map((value) => ({ value, label: t(`messages:sending.formatName.${value}`) }))} />
      <TextField label={t('messages:sending.toField')} maxLength={60} value={draft.toField} onChange={(event) => change({ toField: event.target.value })} />
      <TextField label={t('messages:sending.textField')} maxLength={60} value={draft.textField} onChange={(event) => change({ textField: event.target.value })} />
      <TextArea label={t('messages:sending.extra')} optional rows={2} value={extra} help={t('messages:sending.extraHelp')} onChange={(event) => setExtra(event.target.value)} />
      <Select label={t('messages:sending.auth')} value={draft.auth} onChange={(event) => change({ auth: event.target.value as SmsSettings['auth'] })} options={(['bearer', 'basic', 'header', 'none'] as const).map((value) => ({ value, label: t(`messages:sending.authName.${value}`) }))} />
      {(draft.auth === 'basic' || draft.auth === 'header') && <TextField label={t(draft.auth === 'basic' ? 'messages:sending.user' : 'messages:sending.header')} maxLength={120} value={draft.authName} onChange={(event) => change({ authName: event.target.value })} />}
      {draft.auth !== 'none' && <Secret label={t('messages:sending.token')} has={kept.hasSecret} value={secret} onChange={setSecret} />}
      <SaveRow error={save.error} isPending={save.isPending} />
    </form>
  );
}

/** Keeps settings; the sheet is read anew. */
function useSaved<Input>(command: (input: Input) => Promise<unknown>) {
  const { t } = useTranslation('messages');
  const queries = useQueryClient();
  const toast = useToast();
  return useMutation({
    mutationFn: command,
    onSuccess: () => {
      toast({ text: t('sending.saved') });
      void queries.invalidateQueries({ queryKey: api.messageChannels.key() });
    },
  });
}

/** A password or token: the one kept is never shown, only that there is one. */
function Secret({ label, has, value, onChange }: { readonly label: string; readonly has: boolean; readonly value: string | null; readonly onChange: (value: string | null) => void }): ReactElement {
  const { t } = useTranslation('messages');
  return <TextField label={label} type="password" autoComplete="new-password" maxLength={500} value={value ?? ''} help={has ? t('sending.secretKept') : undefined} onChange={(event) => onChange(event.target.value === '' ? null : event.target.value)} />;
}

function SaveRow({ error, isPending }: { readonly error: unknown; readonly isPending: boolean }): ReactElement {
  const { t } = useTranslation(['messages', 'common']);
  return (
    <>
      {error !== null && (hasCode(error, 'INVALID') ? <p className="note note-warn" role="alert">{t('messages:sending.invalid')}</p> : <ErrorNotice what={t('messages:sending.notSaved')} error={error} kept />)}
      <div>
        <Button type="submit" disabled={isPending}>
          {t('common:action.save')}
        </Button>
      </div>
    </>
  );
}
