import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../link/client.ts';
import { usePermission } from '../session/session-state.ts';
import { Icon } from '../ui/icon.tsx';

const everyMinutes = 5;

/** How many openings by exception nobody has reviewed; for those who read the trail, else undefined. */
export function useUnreviewedOpenings(): number | undefined {
  const mayReview = usePermission('audit.read');
  const list = useQuery(api.audit.openings.queryOptions({ input: { unreviewed: true, after: null }, enabled: mayReview, refetchInterval: everyMinutes * 60_000 }));
  return list.data?.unreviewed;
}

/** For whoever reads the trail, on Today: openings wait to be reviewed. Nothing otherwise. */
export function OpeningNotice(): ReactElement | null {
  const { t } = useTranslation('access');
  const count = useUnreviewedOpenings() ?? 0;
  if (count === 0) return null;
  return (
    <div className="note note-warn" role="status">
      <Icon name="lock" />
      <span>
        <b>{t('review.notice', { count })}</b> <Link to="/administration/audit">{t('review.open')}</Link>
      </span>
    </div>
  );
}
