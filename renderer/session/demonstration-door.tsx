import { useMutation } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionStatus } from '#contract/session';
import { api } from '../link/client.ts';
import { Button } from '../ui/button.tsx';
import { DemonstrationChoice } from './demonstration-choice.tsx';
import { Door } from './door.tsx';
import { adoptStatus } from './session-state.ts';

/** The demonstration clinic has no passwords: one chooses whom to be. */
export function DemonstrationDoor({ status }: { readonly status: SessionStatus }): ReactElement {
  const { t } = useTranslation('session');
  const leave = useMutation(api.session.leaveClinic.mutationOptions({ onSuccess: adoptStatus }));
  return (
    <Door title={status.clinic?.name ?? ''} demonstration>
      <DemonstrationChoice isPrimary />
      <div className="row">
        <Button tone="text" onClick={() => leave.mutate(undefined)}>
          {t('signIn.otherClinic')}
        </Button>
      </div>
    </Door>
  );
}
