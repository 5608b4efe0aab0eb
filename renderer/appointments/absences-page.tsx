import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Temporal } from 'temporal-polyfill';
import { api } from '../link/client.ts';
import { useFormat } from '../text/use-format.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { PageBar } from '../ui/page-bar.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { AbsenceForm } from './absence-form.tsx';
import { AbsenceList } from './absence-list.tsx';
import { HolidayList } from './holiday-list.tsx';
import { HoursTabs } from './hours-tabs.tsx';
import { VisitsInTheWay } from './visits-in-the-way.tsx';

/** Leave, closures and holidays of the year to come, and the visits in their way. */
export function AbsencesPage(): ReactElement {
  const { t } = useTranslation(['absences', 'appointments']);
  const f = useFormat();
  const until = Temporal.PlainDate.from(f.today).add({ years: 1 }).toString();
  const list = useQuery(api.absences.list.queryOptions({ input: { from: f.today, until } }));
  const professionals = useQuery(api.people.professionals.queryOptions());
  const nameOf = (practitionerId: string): string | null => professionals.data?.find((one) => one.practitionerId === practitionerId)?.displayName ?? null;
  const may = list.data?.may;
  const choices = [
    ...(professionals.data ?? []).filter((one) => may?.everybody || may?.own === one.practitionerId).map((one) => ({ value: one.practitionerId, label: one.displayName })),
    ...(may?.clinic ? [{ value: 'clinic', label: t('clinic') }] : []),
  ];
  return (
    <div className="page">
      <PageBar title={t('appointments:hours.title')} tabs={<HoursTabs current="absences" />} />
      <div className="page-body">
        {list.isError && <ErrorNotice what={t('failed')} error={list.error} onRetry={() => void list.refetch()} />}
        {(list.isPending || professionals.isPending) && <SkeletonRows rows={10} />}
        {list.data && professionals.data && (
          <div className="absences">
            <div className="stack">
              <VisitsInTheWay practitionerId={may?.everybody || may?.clinic ? null : (may?.own ?? null)} />
              <Sheet title={t('list.title')} note={choices.length > 0 ? t('list.note') : t('list.readOnly')}>
                {choices.length > 0 && <AbsenceForm key={choices[0]?.value} choices={choices} />}
                <AbsenceList absences={list.data.absences} may={list.data.may} nameOf={nameOf} />
              </Sheet>
            </div>
            <HolidayList list={list.data} />
          </div>
        )}
      </div>
    </div>
  );
}
