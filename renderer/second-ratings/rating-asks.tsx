import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../link/client.ts';
import { usePermission } from '../session/session-state.ts';
import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { useShortcut } from '../ui/shortcut.ts';

/** How many ratings are asked of the caller and not given; nothing to whoever does not triage. */
function useAsked(): number {
  const triages = usePermission('triage.confirm.routine');
  return useQuery(api.secondRatings.mine.queryOptions({ enabled: triages })).data?.asked.length ?? 0;
}

/** Ratings asked of the caller, in Today. Nothing where there is none: it is no everyday list. */
export function RatingAsks(): ReactElement | null {
  const { t } = useTranslation('second-ratings');
  const navigate = useNavigate();
  const count = useAsked();
  if (count === 0) return null;
  return (
    <Sheet title={t('title')} note={count} padded actions={<Button small tone="text" onClick={() => void navigate({ to: '/second-ratings' })}>{t('asks.begin')}</Button>}>
      <p>{t('asks.note', { count })}</p>
    </Sheet>
  );
}

/** The way from the triage desk to the ratings asked of the caller: B. */
export function RatingLink(): ReactElement | null {
  const { t } = useTranslation('second-ratings');
  const navigate = useNavigate();
  const count = useAsked();
  useShortcut('b', () => void navigate({ to: '/second-ratings' }), { label: t('title'), enabled: count > 0 });
  if (count === 0) return null;
  return (
    <Link to="/second-ratings" className="button button-quiet referrer-link rating-link">
      {t('asks.link', { count })}
    </Link>
  );
}
