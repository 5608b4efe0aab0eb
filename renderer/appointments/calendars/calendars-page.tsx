import { useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../link/client.ts';
import { useCaller } from '../../session/session-state.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Select } from '../../ui/field.tsx';
import { PageBar } from '../../ui/page-bar.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { HoursTabs } from '../hours-tabs.tsx';
import { BusyCalendars } from './busy-calendars.tsx';
import { CalendarFile } from './calendar-file.tsx';
import { FeedList } from './feed-list.tsx';
import { PushTargetSheet } from './push-target.tsx';

/** Calendars outside Relais: what of a professional's leaves, as a file or at an address, and when they are busy elsewhere. */
export function CalendarsPage(): ReactElement {
  const { t } = useTranslation(['calendars', 'appointments']);
  const { practitionerId: own } = useCaller();
  const professionals = useQuery(api.people.professionals.queryOptions());
  const [chosen, setChosen] = useState<string | null>(own);
  const practitionerId = chosen ?? professionals.data?.[0]?.practitionerId ?? null;
  const outside = useQuery(api.calendars.ofProfessional.queryOptions({ input: { practitionerId: practitionerId ?? '' }, enabled: practitionerId !== null }));
  return (
    <div className="page">
      <PageBar title={t('appointments:hours.title')} tabs={<HoursTabs current="calendars" />} />
      <div className="page-body">
        {(professionals.isError || outside.isError) && <ErrorNotice what={t('failed')} error={professionals.error ?? outside.error} onRetry={() => void outside.refetch()} />}
        {(professionals.isPending || (outside.isPending && practitionerId !== null)) && <SkeletonRows rows={8} />}
        {professionals.data && practitionerId !== null && (
          <div className="hours">
            <div className="hours-who">
              <Select
                label={t('who')}
                value={practitionerId}
                onChange={(event) => setChosen(event.target.value)}
                options={professionals.data.map((person) => ({ value: person.practitionerId, label: person.displayName }))}
              />
            </div>
            {outside.data && (
              <div className="stack" key={practitionerId}>
                {!outside.data.mayChange && <p className="note">{t('readOnly')}</p>}
                <BusyCalendars practitionerId={practitionerId} busy={outside.data.busy} mayChange={outside.data.mayChange} />
                <FeedList practitionerId={practitionerId} feeds={outside.data.feeds} mayChange={outside.data.mayChange} mayName={outside.data.mayName} />
                <PushTargetSheet practitionerId={practitionerId} mayChange={outside.data.mayChange} mayName={outside.data.mayName} />
                <CalendarFile practitionerId={practitionerId} mayName={outside.data.mayName} />
              </div>
            )}
          </div>
        )}
      </div>
    </div>
  );
}
