import { useMutation } from '@tanstack/react-query';
import { useId, useRef, useState, type FormEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionStatus } from '#contract/session';
import { api } from '../link/client.ts';
import { hasCode } from '../link/failure.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Checkbox, FieldError, TextField } from '../ui/field.tsx';
import { Door } from './door.tsx';
import { ForgottenPassword } from './forgotten-password.tsx';
import { adoptStatus } from './session-state.ts';
import { useCountdown } from './use-countdown.ts';

/** Name and password: one step that opens the store, if it is closed, and signs in. */
export function SignIn({ status }: { readonly status: SessionStatus }): ReactElement {
  const { t } = useTranslation(['session', 'common']);
  const [isTried, setIsTried] = useState(false);
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [isShown, setIsShown] = useState(false);
  const [isForgotten, setIsForgotten] = useState(false);
  const loginField = useRef<HTMLInputElement>(null);
  const passwordField = useRef<HTMLInputElement>(null);
  const statusId = useId();
  const signIn = useMutation(api.session.signIn.mutationOptions({ onSuccess: adoptStatus }));
  const leave = useMutation(api.session.leaveClinic.mutationOptions({ onSuccess: adoptStatus }));
  const wait = useCountdown(signIn.error, signIn.submittedAt);
  const isBlocked = signIn.isPending || wait > 0;
  const isWrong = hasCode(signIn.error, 'WRONG_CREDENTIALS');

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setIsTried(true);
    if (login.trim() === '') loginField.current?.focus();
    else if (password === '') passwordField.current?.focus();
    else if (!isBlocked) signIn.mutate({ login, password }, { onError: () => passwordField.current?.select() });
  };

  if (isForgotten) return <ForgottenPassword status={status} onLeave={() => setIsForgotten(false)} />;
  return (
    <Door title={status.clinic?.name ?? ''} narrow>
      <form className="door-form" onSubmit={submit} noValidate aria-label={t('signIn.title')}>
        <TextField label={t('signIn.login')} name="login" autoComplete="username" autoCapitalize="none" autoFocus required ref={loginField} value={login} error={isTried && login.trim() === '' ? t('common:field.required') : undefined} onChange={(event) => setLogin(event.target.value)} />
        <div className="stack">
          <TextField
            label={t('signIn.password')}
            name="password"
            type={isShown ? 'text' : 'password'}
            autoComplete="current-password"
            required
            ref={passwordField}
            error={isTried && password === '' ? t('common:field.required') : undefined}
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
          <Checkbox label={t('signIn.show')} checked={isShown} onChange={(event) => setIsShown(event.target.checked)} />
        </div>
        <div id={statusId} className="door-status">
          {isWrong && <FieldError text={t('signIn.wrong')} />}
          {wait > 0 && <p className="meta">{t('signIn.retry', { count: wait })}</p>}
          {signIn.error && !isWrong && <ErrorNotice what={t('signIn.failed')} error={signIn.error} />}
          {signIn.isPending && (
            <p className="meta" role="status">
              {t('signIn.busy')}
            </p>
          )}
        </div>
        <div className="row">
          <Button type="submit" tone="primary" keys="Enter" disabled={isBlocked} describedBy={statusId}>
            {t('signIn.submit')}
          </Button>
          <span className="grow" />
          <Button tone="text" onClick={() => leave.mutate(undefined)}>
            {t('signIn.otherClinic')}
          </Button>
        </div>
        {leave.error && <ErrorNotice what={t('signIn.notLeft')} error={leave.error} />}
        <div>
          <button type="button" className="link-button" onClick={() => setIsForgotten(true)}>
            {t('signIn.forgotten')}
          </button>
        </div>
      </form>
    </Door>
  );
}
