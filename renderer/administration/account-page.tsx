import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { MyTraining } from '../credentials/my-training.tsx';
import { api } from '../link/client.ts';
import { hasCode } from '../link/failure.ts';
import { blankPassword, isComplete, NewPasswordFields, passwordRefusal } from '../session/new-password.tsx';
import { useCaller, useClinic } from '../session/session-state.ts';
import { useCountdown } from '../session/use-countdown.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { TextField } from '../ui/field.tsx';
import { Icon } from '../ui/icon.tsx';
import { PageBar } from '../ui/page-bar.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { useToast } from '../ui/toast.tsx';

/** One's own account: where one is signed in, what was tried, and the password. */
export function AccountPage(): ReactElement {
  const { t } = useTranslation('accounts');
  const caller = useCaller();
  const mine = useQuery(api.accounts.mine.queryOptions());
  return (
    <div className="page">
      <PageBar title={t('mine.title')} note={`${caller.displayName} · ${caller.login}`} />
      <div className="page-body account-sheets">
        {mine.isError && <ErrorNotice what={t('mine.failed')} error={mine.error} onRetry={() => void mine.refetch()} />}
        {mine.data && mine.data.failuresBefore > 0 && (
          <p className="note note-warn">
            <Icon name="alert" />
            {t('mine.failures', { count: mine.data.failuresBefore })}
          </p>
        )}
        {mine.data && <SessionsSheet sessions={mine.data.sessions} />}
        {mine.data?.hasPassword && <PasswordSheet />}
        <MyTraining />
      </div>
    </div>
  );
}

interface OpenSession {
  readonly sessionId: string;
  readonly since: string;
  readonly locked: boolean;
  readonly current: boolean;
}

function SessionsSheet({ sessions }: { readonly sessions: readonly OpenSession[] }): ReactElement {
  const { t } = useTranslation('accounts');
  const f = useFormat();
  const toast = useToast();
  const queryClient = useQueryClient();
  const end = useMutation(
    api.accounts.endSessions.mutationOptions({
      onSuccess: ({ ended }) => {
        toast({ text: t('mine.ended', { count: ended }) });
        void queryClient.invalidateQueries({ queryKey: api.accounts.mine.key() });
      },
    }),
  );
  const others = sessions.filter(({ current }) => !current);
  return (
    <Sheet
      title={t('mine.sessions')}
      note={t('mine.sessionsNote')}
      actions={
        others.length > 1 && (
          <Button small onClick={() => end.mutate({ sessionId: null })}>
            {t('mine.endOthers')}
          </Button>
        )
      }
    >
      {end.error && <ErrorNotice what={t('mine.endFailed')} error={end.error} />}
      <table className="table account-table">
        <thead>
          <tr>
            <th scope="col">{t('mine.since')}</th>
            <th scope="col">{t('mine.where')}</th>
            <th scope="col">
              <span className="visually-hidden">{t('mine.end')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {sessions.map((session) => (
            <tr key={session.sessionId}>
              <td className="tabular">{f.instant(session.since)}</td>
              <td>
                {t(session.current ? 'mine.here' : 'mine.elsewhere')}
                {session.locked && ` · ${t('mine.locked')}`}
              </td>
              <td className="numeric">
                {!session.current && (
                  <Button tone="text" onClick={() => end.mutate({ sessionId: session.sessionId })}>
                    {t('mine.end')}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Sheet>
  );
}

function PasswordSheet(): ReactElement {
  const { t } = useTranslation(['accounts', 'session']);
  const toast = useToast();
  const caller = useCaller();
  const clinic = useClinic();
  const [current, setCurrent] = useState('');
  const [value, setValue] = useState(blankPassword);
  const change = useMutation(
    api.accounts.changePassword.mutationOptions({
      onSuccess: () => {
        setCurrent('');
        setValue(blankPassword);
        toast({ text: t('accounts:mine.passwordChanged') });
      },
    }),
  );
  const wait = useCountdown(change.error, change.submittedAt);
  const isWrong = hasCode(change.error, 'WRONG_CREDENTIALS');
  const isReady = current !== '' && isComplete(value) && !change.isPending && wait === 0;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isReady) change.mutate({ current, password: value.password });
  };
  return (
    <Sheet title={t('accounts:mine.password')} padded>
      <form className="stack account-form" noValidate onSubmit={submit}>
        <TextField
          label={t('accounts:mine.current')}
          type="password"
          autoComplete="current-password"
          maxLength={200}
          value={current}
          error={isWrong ? t('accounts:mine.wrong') : undefined}
          onChange={(event) => setCurrent(event.target.value)}
        />
        <NewPasswordFields value={value} onChange={setValue} about={[caller.displayName, caller.login, clinic.name]} error={change.error} />
        {wait > 0 && <p className="meta">{t('session:signIn.retry', { count: wait })}</p>}
        {change.error && !isWrong && !passwordRefusal(change.error) && <ErrorNotice what={t('accounts:mine.passwordFailed')} error={change.error} kept />}
        <div className="row">
          <Button type="submit" disabled={!isReady}>
            {t('accounts:mine.changePassword')}
          </Button>
        </div>
      </form>
    </Sheet>
  );
}
