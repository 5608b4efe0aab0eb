import { useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { OpeningNotice } from '../access/opening-notice.tsx';
import { BackupNotice } from '../administration/backup-notice.tsx';
import { RecoveryNotice } from '../administration/recovery-notice.tsx';
import { useCaller, usePermission } from '../session/session-state.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { PageBar } from '../ui/page-bar.tsx';
import { OpinionAsks } from '../referrals/opinion-asks.tsx';
import { RatingAsks } from '../second-ratings/rating-asks.tsx';
import { useVisitsInTheWay, VisitsInTheWay } from '../appointments/visits-in-the-way.tsx';
import { Renewals } from '../treatments/renewals.tsx';
import { ToBookList } from '../appointments/remote/to-book-list.tsx';
import { TodayDoses, TodayEscalations } from '../doses/today-doses.tsx';
import { PlanDue } from '../follow-up-plans/plan-due.tsx';
import { RecallList } from '../cohorts/recall-list.tsx';
import { LateChecks } from '../monitoring/late-checks.tsx';
import { TrainingToday } from '../credentials/training-today.tsx';
import { AccessFigures } from './access-figures.tsx';
import { DayColumn, DistanceVisits } from './today-visits.tsx';
import { type WorkListName, WorkList } from './work-list.tsx';

/** The first screen: what to do now. Lists by what one may do; a list with nothing to do says so in a line. */
export function Today(): ReactElement {
  const { t } = useTranslation('today');
  const f = useFormat();
  const navigate = useNavigate();
  const readsVisits = usePermission('appointment.read');
  const readsReferrals = usePermission('referral.read');
  const triages = usePermission('triage.confirm.routine');
  const readsClinical = usePermission('patient.clinical.read');
  const books = usePermission('appointment.book');
  const { practitionerId } = useCaller();
  const hasCalendar = practitionerId !== null;
  const readsFigures = usePermission('indicators.read');
  const lists = readsReferrals ? listsFor({ triages, books, hasCalendar }) : [];
  const inTheWay = useVisitsInTheWay(practitionerId, readsVisits && books).length;
  const digits = lists.length + (inTheWay > 0 ? 1 : 0);
  const readsTests = triages && readsClinical;
  /** The day, at the right, is the last to read. */
  const lastDigit = digits + (readsTests ? 5 : 3);
  return (
    <div className="page">
      <PageBar
        title={t('title')}
        note={f.date(f.today, 'full')}
        actions={
          readsVisits && (
            <Button icon="print" onClick={() => void navigate({ to: '/schedule', search: { view: 'list' } })}>
              {t('dayList')}
            </Button>
          )
        }
      />
      <div className="page-body">
        <BackupNotice />
        <RecoveryNotice />
        <OpeningNotice />
        {!readsReferrals && readsFigures && <AccessFigures />}
        {!readsVisits && !readsReferrals && !readsFigures && <EmptyState sentence={t('nothing')} hint={t('nothingHint')} />}
        <div className="today">
          <div className="today-lists">
            {readsClinical && <TodayEscalations />}
            {readsClinical && <TodayDoses place="mine" />}
            {lists.map((list, index) => <WorkList key={list} list={list} keys={String(index + 1)} />)}
            {inTheWay > 0 && <VisitsInTheWay practitionerId={practitionerId} keys={String(lists.length + 1)} />}
            {readsVisits && <DistanceVisits keys={String(digits + 1)} />}
            <OpinionAsks />
            <RatingAsks />
            {readsVisits && <ToBookList />}
            {readsVisits && <PlanDue keys={String(digits + 2)} />}
            {readsVisits && <RecallList />}
            <TrainingToday />
            {readsTests && <LateChecks keys={String(digits + 3)} />}
            {readsTests && <Renewals keys={String(digits + 4)} />}
            {readsClinical && <TodayDoses place="others" />}
          </div>
          {readsVisits && <DayColumn keys={String(lastDigit)} />}
        </div>
      </div>
    </div>
  );
}

/** Who decides sees the requests first; a therapist, what was sent to them; who only books, those to book, then those to complete. */
function listsFor({ triages, books, hasCalendar }: { readonly triages: boolean; readonly books: boolean; readonly hasCalendar: boolean }): readonly WorkListName[] {
  if (triages) return books ? ['to-triage', 'to-book'] : ['to-triage'];
  return hasCalendar ? ['mine'] : ['to-book', 'incomplete', 'to-triage'];
}
