import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '#contract/accounts.ts';
import type { Role } from '#contract/permissions.ts';
import type { Outputs } from '#contract/index.ts';
import { api } from '../link/client.ts';
import { toFailure } from '../link/failure.ts';
import { useCaller } from '../session/session-state.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { TextField } from '../ui/field.tsx';
import { Icon } from '../ui/icon.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { useToast } from '../ui/toast.tsx';
import { LanguageChoice } from './language-choice.tsx';
import { RoleChoice, seesPatients } from './role-choice.tsx';

export interface PersonPaneProps {
  readonly account: Account;
  readonly onTemporaryPassword: (made: Outputs['accounts']['resetPassword']) => void;
  readonly onClose: () => void;
}

/** One person: names and roles, a new password, access taken away or given back. Mounted anew for each version. */
export function PersonPane({ account, onTemporaryPassword, onClose }: PersonPaneProps): ReactElement {
  const { t } = useTranslation(['accounts', 'common']);
  const toast = useToast();
  const queryClient = useQueryClient();
  const isSelf = useCaller().userId === account.userId;
  const [givenName, setGivenName] = useState(account.givenName);
  const [familyName, setFamilyName] = useState(account.familyName);
  const [roles, setRoles] = useState<readonly Role[]>(account.roles);
  const [languages, setLanguages] = useState<readonly string[]>(account.languages);
  const refresh = (): void => void queryClient.invalidateQueries({ queryKey: api.accounts.list.key() });
  const seen = { userId: account.userId, expectedVersion: account.version };
  const change = useMutation(
    api.accounts.change.mutationOptions({
      onSuccess: (changed) => {
        toast({ text: t('accounts:person.saved', { name: changed.displayName }) });
        // One's own roles may have changed: the frame is drawn from them.
        if (isSelf) void queryClient.invalidateQueries({ queryKey: api.session.status.key() });
        refresh();
      },
    }),
  );
  const disable = useMutation(
    api.accounts.disable.mutationOptions({
      onSuccess: (changed) => {
        toast({ text: t('accounts:person.disabled', { name: changed.displayName }) });
        refresh();
      },
    }),
  );
  const onMade = (made: Outputs['accounts']['resetPassword']): void => {
    refresh();
    onTemporaryPassword(made);
  };
  const enable = useMutation(api.accounts.enable.mutationOptions({ onSuccess: onMade }));
  const reset = useMutation(api.accounts.resetPassword.mutationOptions({ onSuccess: onMade }));
  const failed = [change, disable, enable, reset].find((mutation) => mutation.error !== null);
  const isBusy = [change, disable, enable, reset].some((mutation) => mutation.isPending);
  const isDisabled = account.state === 'disabled';
  const isReady = givenName.trim() !== '' && familyName.trim() !== '' && roles.length > 0 && !isBusy;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isReady) change.mutate({ ...seen, givenName, familyName, roles: [...roles], languages: [...languages] });
  };
  return (
    <Sheet title={account.displayName} note={account.login} padded>
      <form className="stack account-form" noValidate onSubmit={submit}>
        {failed?.error && <PersonFailure error={failed.error} onReload={refresh} />}
        <TextField label={t('accounts:givenName')} maxLength={80} value={givenName} autoFocus onChange={(event) => setGivenName(event.target.value)} />
        <TextField label={t('accounts:familyName')} maxLength={80} value={familyName} onChange={(event) => setFamilyName(event.target.value)} />
        <RoleChoice chosen={roles} onChange={setRoles} error={roles.length === 0 ? t('accounts:rolesMissing') : undefined} />
        {roles.some(seesPatients) && <LanguageChoice chosen={languages} onChange={setLanguages} />}
        <div className="row">
          <Button type="submit" tone="primary" disabled={!isReady}>
            {t('common:action.save')}
          </Button>
          <Button tone="quiet" onClick={onClose}>
            {t('common:action.close')}
          </Button>
        </div>
        <hr className="account-line" />
        {isSelf ? (
          <p className="meta row">
            <Icon name="person" size="small" />
            {t('accounts:person.self')}
          </p>
        ) : (
          <>
            <div className="row wrap">
              {isDisabled ? (
                <Button disabled={isBusy} onClick={() => enable.mutate(seen)}>
                  {t('accounts:person.enable')}
                </Button>
              ) : (
                <>
                  <Button icon="key" disabled={isBusy} onClick={() => reset.mutate(seen)}>
                    {t('accounts:person.reset')}
                  </Button>
                  <Button tone="danger" disabled={isBusy} onClick={() => disable.mutate(seen)}>
                    {t('accounts:person.disable')}
                  </Button>
                </>
              )}
            </div>
            <p className="meta">{t(isDisabled ? 'accounts:person.enableHint' : 'accounts:person.disableHint')}</p>
          </>
        )}
      </form>
    </Sheet>
  );
}

/** What kept a change of a person from being made; a stale one offers what the other wrote. */
function PersonFailure({ error, onReload }: { readonly error: Error; readonly onReload: () => void }): ReactElement {
  const { t } = useTranslation('accounts');
  const { code, data } = toFailure(error);
  const isLast = code === 'ILLEGAL_STATE' && JSON.stringify(data).includes('last-administrator');
  if (!isLast) return <ErrorNotice what={t('person.failed')} error={error} kept onRetry={code === 'STALE' ? onReload : undefined} />;
  return (
    <div className="note note-danger" role="alert">
      <Icon name="alert" />
      <span>{t('person.lastAdministrator')}</span>
    </div>
  );
}
