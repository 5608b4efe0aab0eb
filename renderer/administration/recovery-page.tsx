import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../link/client.ts';
import { RecoveryStep } from '../session/recovery-step.tsx';
import { useCaller, useClinic } from '../session/session-state.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { useToast } from '../ui/toast.tsx';
import { AdministrationBar } from './administration-bar.tsx';

/** A new recovery sheet: made, printed, read back. The old one opens nothing from the first step on. */
export function RecoveryPage(): ReactElement {
  const { t } = useTranslation(['accounts', 'common']);
  const navigate = useNavigate();
  const toast = useToast();
  const clinic = useClinic();
  const caller = useCaller();
  const renew = useMutation(api.accounts.renewRecoveryKey.mutationOptions());
  const queryClient = useQueryClient();
  const confirm = useMutation(api.accounts.confirmRecoverySheet.mutationOptions({ onSuccess: () => queryClient.invalidateQueries({ queryKey: api.accounts.key() }) }));
  const leave = (): void => void navigate({ to: '/administration/server' });
  if (renew.data) {
    return (
      <RecoveryStep
        inPage
        printed={{ ...renew.data, clinicName: clinic.name, by: caller.displayName, zone: clinic.timeZone }}
        onKept={() => undefined}
        onChecked={() => {
          confirm.mutate(undefined, {
            onSuccess: () => {
              toast({ text: t('accounts:server.recoveryDone') });
              leave();
            },
          });
        }}
      />
    );
  }
  return (
    <div className="page">
      <AdministrationBar current="server" />
      <div id="administration-panel" role="tabpanel" aria-label={t('accounts:server.recoveryRenew')} className="page-body account-sheets">
        <Sheet title={t('accounts:server.recoveryRenew')} padded>
          <div className="stack">
            <p>{t('accounts:server.recoveryBefore')}</p>
            {renew.error && <ErrorNotice what={t('accounts:server.recoveryFailed')} error={renew.error} />}
            <div className="row">
              <Button tone="primary" disabled={renew.isPending} onClick={() => renew.mutate(undefined)} focusOnMount>
                {t('accounts:server.recoveryMake')}
              </Button>
              <Button tone="quiet" onClick={leave}>
                {t('common:action.cancel')}
              </Button>
            </div>
          </div>
        </Sheet>
      </div>
    </div>
  );
}
