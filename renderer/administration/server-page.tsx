import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Outputs } from '#contract/index.ts';
import { api } from '../link/client.ts';
import { blankPassword, isComplete, NewPasswordFields, passwordRefusal } from '../session/new-password.tsx';
import { useCaller, useClinic } from '../session/session-state.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { TextField } from '../ui/field.tsx';
import { Icon } from '../ui/icon.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { useToast } from '../ui/toast.tsx';
import { AdministrationBar } from './administration-bar.tsx';

type Keys = Outputs['accounts']['keys'];

/** The clinic's own keys, its passphrase for the server and the command line, and the idle lock. */
export function ServerPage(): ReactElement {
  const { t } = useTranslation('accounts');
  const keys = useQuery(api.accounts.keys.queryOptions());
  return (
    <div className="page">
      <AdministrationBar current="server" />
      <div id="administration-panel" role="tabpanel" aria-label={t('server.title')} className="page-body account-sheets">
        {keys.isError && <ErrorNotice what={t('server.unavailable')} error={keys.error} onRetry={() => void keys.refetch()} />}
        {keys.data && (
          <>
            <PassphraseSheet keys={keys.data} />
            <RecoveryKeySheet keys={keys.data} />
            <IdleLockSheet keys={keys.data} />
          </>
        )}
      </div>
    </div>
  );
}

function PassphraseSheet({ keys }: { readonly keys: Keys }): ReactElement {
  const { t } = useTranslation('accounts');
  const toast = useToast();
  const queryClient = useQueryClient();
  const clinic = useClinic();
  const caller = useCaller();
  const [value, setValue] = useState(blankPassword);
  const save = useMutation(
    api.accounts.setPassphrase.mutationOptions({
      onSuccess: () => {
        setValue(blankPassword);
        toast({ text: t('server.passphraseSaved') });
        void queryClient.invalidateQueries({ queryKey: api.accounts.keys.key() });
      },
    }),
  );
  const isReady = isComplete(value) && !save.isPending;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isReady) save.mutate({ passphrase: value.password });
  };
  return (
    <Sheet title={t('server.passphrase')} note={t(keys.hasPassphrase ? 'server.passphraseSet' : 'server.passphraseNone')} padded>
      <form className="stack account-form" noValidate onSubmit={submit}>
        <p>{t('server.passphraseLead')}</p>
        <NewPasswordFields value={value} onChange={setValue} about={[clinic.name, caller.login]} error={save.error} label={t('server.passphraseNew')} repeatLabel={t('server.passphraseRepeat')} />
        {save.error && !passwordRefusal(save.error) && <ErrorNotice what={t('server.passphraseFailed')} error={save.error} kept />}
        <div className="row">
          <Button type="submit" disabled={!isReady}>
            {t(keys.hasPassphrase ? 'server.passphraseChange' : 'server.passphraseMake')}
          </Button>
        </div>
      </form>
    </Sheet>
  );
}

function RecoveryKeySheet({ keys }: { readonly keys: Keys }): ReactElement {
  const { t } = useTranslation('accounts');
  const navigate = useNavigate();
  return (
    <Sheet title={t('server.recovery')} note={keys.clinicCode} padded>
      <div className="stack">
        <p>{t('server.recoveryLead')}</p>
        <p className="row warn">
          <Icon name="alert" size="small" />
          {t('server.recoveryWarning')}
        </p>
        <div className="row">
          <Button icon="key" onClick={() => void navigate({ to: '/administration/recovery' })}>
            {t('server.recoveryRenew')}
          </Button>
        </div>
      </div>
    </Sheet>
  );
}

function IdleLockSheet({ keys }: { readonly keys: Keys }): ReactElement {
  const { t } = useTranslation(['accounts', 'common']);
  const toast = useToast();
  const queryClient = useQueryClient();
  const [typed, setTyped] = useState(String(keys.idleMinutes));
  const minutes = /^\d{1,3}$/.test(typed.trim()) ? Number(typed) : 0;
  const isFault = minutes < 1 || minutes > 120;
  const save = useMutation(
    api.accounts.setIdleMinutes.mutationOptions({
      onSuccess: (saved) => {
        toast({ text: t('accounts:server.idleSaved', { count: saved.minutes }) });
        void queryClient.invalidateQueries({ queryKey: api.accounts.keys.key() });
        void queryClient.invalidateQueries({ queryKey: api.session.status.key() });
      },
    }),
  );
  return (
    <Sheet title={t('accounts:server.idle')} padded>
      <form
        className="stack account-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!isFault && !save.isPending) save.mutate({ minutes });
        }}
      >
        <TextField
          label={t('accounts:server.idleMinutes')}
          help={t('accounts:server.idleHelp')}
          inputMode="numeric"
          value={typed}
          error={isFault ? t('accounts:server.idleFault') : undefined}
          onChange={(event) => setTyped(event.target.value)}
        />
        {save.error && <ErrorNotice what={t('accounts:server.idleFailed')} error={save.error} kept />}
        <div className="row">
          <Button type="submit" disabled={isFault || save.isPending}>
            {t('common:action.save')}
          </Button>
        </div>
      </form>
    </Sheet>
  );
}
