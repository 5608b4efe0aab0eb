import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../link/client.ts';
import { usePermission } from '../session/session-state.ts';
import { formatName } from '../text/format.ts';
import { Sheet } from '../ui/sheet.tsx';
import { UrgencyBadge } from '../ui/urgency-badge.tsx';

/** How many are named in Today; the others are at the desk. */
const shown = 5;

/** Requests on which a colleague wants the caller's opinion, in Today. Nothing where there is none: it is no everyday list. */
export function OpinionAsks(): ReactElement | null {
  const { t } = useTranslation('referrals');
  const triages = usePermission('triage.confirm.routine');
  const count = useQuery(api.referrals.counts.queryOptions({ enabled: triages })).data?.opinions ?? 0;
  const asked = useQuery(api.referrals.queue.queryOptions({ input: { list: 'opinions', limit: shown }, enabled: triages && count > 0 }));
  if (!triages || count === 0) return null;
  return (
    <Sheet title={t('opinion.today')} note={count} padded>
      <ul className="stack">
        {(asked.data?.rows ?? []).map((row) => (
          <li key={row.id} className="row">
            {row.cls && <UrgencyBadge urgency={row.cls} size="inline" />}
            <Link to="/referrals/$referralId" params={{ referralId: row.id }}>
              {formatName(row.patient)}
            </Link>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
