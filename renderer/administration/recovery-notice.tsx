import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../link/client.ts';
import { usePermission } from '../session/session-state.ts';
import { Icon } from '../ui/icon.tsx';

/** For the administrator, on Today: the recovery sheet was made and never read back from paper. Nothing otherwise. */
export function RecoveryNotice(): ReactElement | null {
  const { t } = useTranslation('accounts');
  const manages = usePermission('settings.manage');
  const keys = useQuery(api.accounts.keys.queryOptions({ enabled: manages }));
  if (!keys.data?.recoverySheetUnchecked) return null;
  return (
    <div className="note note-warn backup-notice" role="alert">
      <Icon name="alert" />
      <span>
        <b>{t('server.recoveryUnchecked')}</b> {t('server.recoveryUncheckedWhy')} <Link to="/administration/recovery">{t('server.recoveryUncheckedLink')}</Link>
      </span>
    </div>
  );
}
