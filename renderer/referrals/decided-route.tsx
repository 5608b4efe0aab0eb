import { useRouter } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReferralDetail } from '#contract/referrals';
import { usePermission } from '../session/session-state.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import type { TriageWords } from './use-triage-words.ts';

export interface DecidedRouteProps {
  readonly route: ReferralDetail['decisions'][number]['route'];
  readonly patientId: string;
  /** The first of the order has a visit: those who follow are booked one after the other. */
  readonly isBegun: boolean;
  readonly words: TriageWords;
}

/** The order decided, each with the visit they have; the next one is booked after the visit of the one before. */
export function DecidedRoute({ route, patientId, isBegun, words }: DecidedRouteProps): ReactElement | null {
  const { t } = useTranslation('referrals');
  const f = useFormat();
  const router = useRouter();
  const mayBook = usePermission('appointment.book');
  if (route.length < 2) return null;
  const next = route.find(({ visit, role }) => visit === null && role !== null);
  const last = route.findLast(({ visit }) => visit !== null)?.visit?.localStart.slice(0, 10);
  const after = last && last > f.today ? last : f.today;
  return (
    <ol className="triage-decision-words triage-route" aria-label={t('route.decided')}>
      {route.map(({ professional, role, visit }, index) => (
        <li key={professional} className="row">
          <span className="triage-route-place" aria-hidden="true">
            {index + 1}
          </span>
          <span className="grow ellipsis">
            {words.professional(professional)}{' '}
            <span className="meta">{visit ? t('route.visit', { date: f.date(visit.localStart.slice(0, 10), 'short'), time: f.time(visit.localStart.slice(11, 16)), name: visit.professionalName }) : role === null ? t('route.outside') : t('route.toBook')}</span>
          </span>
          {isBegun && mayBook && next?.professional === professional && role !== null && index > 0 && (
            <Button small onClick={() => router.history.push(`/schedule?patientId=${patientId}&role=${role}&from=${after}`)}>
              {t('route.book')}
            </Button>
          )}
        </li>
      ))}
    </ol>
  );
}
