import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionStatus } from '#contract/session';
import { api } from '../link/client.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Door } from './door.tsx';
import { blankPassword, isComplete, NewPasswordFields, passwordRefusal } from './new-password.tsx';
import { adoptStatus } from './session-state.ts';

/** The first sign-in with a temporary password: one's own is chosen before anything else. */
export function ChoosePassword({ status }: { readonly status: SessionStatus }): ReactElement {
  const { t } = useTranslation('session');
  const [value, setValue] = useState(blankPassword);
  const choose = useMutation(api.session.choosePassword.mutationOptions({ onSuccess: adoptStatus }));
  const signOut = useMutation(api.session.signOut.mutationOptions({ onSuccess: adoptStatus }));
  const caller = status.caller;
  const isReady = isComplete(value) && !choose.isPending;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isReady) choose.mutate({ password: value.password });
  };
  return (
    <Door title={t('choosePassword.title')} lead={t('choosePassword.lead', { name: caller?.displayName ?? '' })} narrow>
      <form className="door-form" noValidate onSubmit={submit}>
        <NewPasswordFields value={value} onChange={setValue} about={[caller?.displayName ?? '', caller?.login ?? '', status.clinic?.name ?? '']} error={choose.error} autoFocus />
        {choose.error && !passwordRefusal(choose.error) && <ErrorNotice what={t('choosePassword.failed')} error={choose.error} kept />}
        <div className="row">
          <Button type="submit" tone="primary" keys="Enter" disabled={!isReady}>
            {t('choosePassword.submit')}
          </Button>
          <span className="grow" />
          <Button tone="text" onClick={() => signOut.mutate(undefined)}>
            {t('lock.signOut')}
          </Button>
        </div>
      </form>
    </Door>
  );
}
