import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionStatus } from '#contract/session';
import { api } from '../link/client.ts';
import { hasCode } from '../link/failure.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { FieldError, TextField } from '../ui/field.tsx';
import { Door } from './door.tsx';
import { blankPassword, isComplete, NewPasswordFields, passwordRefusal } from './new-password.tsx';
import { RecoveryKeyField } from './recovery-key-field.tsx';
import { isWholeKey } from './recovery-check.ts';
import { adoptStatus } from './session-state.ts';
import { useCountdown } from './use-countdown.ts';

export interface ForgottenPasswordProps {
  readonly status: SessionStatus;
  readonly onLeave: () => void;
}

/** The way back: the recovery key from its sheet, one's login, and a new password. */
export function ForgottenPassword({ status, onLeave }: ForgottenPasswordProps): ReactElement {
  const { t } = useTranslation(['session', 'common']);
  const [login, setLogin] = useState('');
  const [recoveryKey, setRecoveryKey] = useState('');
  const [value, setValue] = useState(blankPassword);
  const recover = useMutation(api.session.recover.mutationOptions({ onSuccess: adoptStatus }));
  const wait = useCountdown(recover.error, recover.submittedAt);
  const isReady = login.trim() !== '' && isWholeKey(recoveryKey) && isComplete(value) && !recover.isPending && wait === 0;
  const isWrong = hasCode(recover.error, 'WRONG_CREDENTIALS');
  const isUnknown = hasCode(recover.error, 'NOT_FOUND');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isReady) recover.mutate({ login, recoveryKey, password: value.password });
  };
  return (
    <Door title={t('forgotten.title')} lead={t('forgotten.lead', { clinic: status.clinic?.name ?? '' })} narrow>
      <form className="door-form" noValidate onSubmit={submit}>
        <RecoveryKeyField value={recoveryKey} onChange={setRecoveryKey} autoFocus error={isWrong ? t('forgotten.wrong') : undefined} />
        <TextField
          label={t('signIn.login')}
          autoComplete="username"
          autoCapitalize="none"
          value={login}
          error={isUnknown ? t('forgotten.unknown') : undefined}
          onChange={(event) => setLogin(event.target.value)}
        />
        <NewPasswordFields value={value} onChange={setValue} about={[login, status.clinic?.name ?? '']} error={recover.error} />
        <div className="door-status">
          {wait > 0 && <FieldError text={t('signIn.retry', { count: wait })} />}
          {recover.error && !isWrong && !isUnknown && !passwordRefusal(recover.error) && <ErrorNotice what={t('forgotten.failed')} error={recover.error} kept />}
        </div>
        <div className="row">
          <Button type="submit" tone="primary" keys="Enter" disabled={!isReady}>
            {t('forgotten.submit')}
          </Button>
          <span className="grow" />
          <Button tone="text" onClick={onLeave}>
            {t('common:action.back')}
          </Button>
        </div>
        <p className="meta">{t('forgotten.otherWay')}</p>
      </form>
    </Door>
  );
}
