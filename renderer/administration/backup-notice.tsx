import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../link/client.ts';
import { usePermission } from '../session/session-state.ts';
import { useFormat } from '../text/use-format.ts';
import { Icon } from '../ui/icon.tsx';

const everyMinutes = 5;

/** For whoever looks after backups, on Today: the last one failed. Nothing otherwise. */
export function BackupNotice(): ReactElement | null {
  const { t } = useTranslation('backups');
  const f = useFormat();
  const mayBackUp = usePermission('backup.run');
  const overview = useQuery(api.backups.overview.queryOptions({ enabled: mayBackUp, refetchInterval: everyMinutes * 60_000 }));
  const failure = overview.data?.failure;
  if (!failure) return null;
  return (
    <div className="note note-danger backup-notice" role="alert">
      <Icon name="alert" />
      <span>
        <b>{t('failure.title', { when: f.instant(failure.at) })}</b> {t(`problem.${failure.problem}`)} <Link to="/administration/backups">{t('failure.open')}</Link>
      </span>
    </div>
  );
}
