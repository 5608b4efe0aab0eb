import { useMutation } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 } from 'uuid';
import { type EasterChoice, easterChoice, type HolidayCalendar, holidayCalendar } from '#contract/away';
import type { Site } from '#contract/sites';
import { api } from '../../link/client.ts';
import { hasCode, toFailure } from '../../link/failure.ts';
import { Select, TextField } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { EntryPane } from '../entries/entry-pane.tsx';
import { useEntryWrites } from '../entries/use-entry-writes.ts';
import { useVisitWords, zonesOffered } from '../visit-words.ts';
import { readSite, toSiteDraft } from './site-form.ts';

export interface SitePaneProps {
  /** Null for one to be added. */
  readonly site: Site | null;
  readonly clinicZone: string;
  readonly onShow: (siteId: string) => void;
  readonly onClose: () => void;
}

const ofClinic = 'clinic';

/** One site, to be added, changed or taken out of use. What is typed stays whatever other desks change. */
export function SitePane({ site, clinicZone, onShow, onClose }: SitePaneProps): ReactElement {
  const { t } = useTranslation(['sites', 'common', 'absences']);
  const words = useVisitWords();
  const [siteId] = useState(() => site?.id ?? v7());
  const [draft, setDraft] = useState(() => toSiteDraft(site, clinicZone));
  const [tried, setTried] = useState(false);
  const { expectedVersion, whenDone } = useEntryWrites<Site>(site?.version ?? 0, { areas: [api.sites.key(), api.people.key(), api.appointments.key(), api.slots.key()], onWritten: ({ id }) => onShow(id) });
  const save = useMutation(api.sites.save.mutationOptions(whenDone(t('sites:saved'))));
  const retire = useMutation(api.sites.setRetired.mutationOptions(whenDone(t(site?.retired ? 'sites:restoredDone' : 'sites:retiredDone'))));
  const read = readSite(draft);
  const faults = 'faults' in read && tried ? read.faults : new Set<string>();
  const submit = (): void => {
    setTried(true);
    if ('values' in read && !save.isPending) save.mutate({ siteId, expectedVersion, ...read.values });
  };
  const failure = save.error ?? retire.error;
  const said = hasCode(failure, 'INVALID') ? JSON.stringify(toFailure(failure).data) : '';
  const [isTaken, isTwice] = [said.includes('TAKEN'), said.includes('OVERLAP')];
  const text = (field: 'name' | 'address' | 'city' | 'postalCode' | 'phone', maxLength: number, error?: string): ReactElement => (
    <TextField
      label={t(`sites:${field}`)}
      optional={field !== 'name'}
      value={draft[field]}
      maxLength={maxLength}
      autoFocus={field === 'name'}
      error={error}
      onChange={(event) => setDraft({ ...draft, [field]: event.target.value })}
    />
  );
  return (
    <EntryPane
      title={site ? site.name : t('sites:add')}
      failure={isTaken || isTwice ? null : failure}
      changed={t('sites:changed')}
      notSaved={t('sites:notSaved')}
      keep={t('sites:keep')}
      isSaving={save.isPending}
      onSubmit={submit}
      onClose={onClose}
      retire={
        site && {
          label: t(site.retired ? 'sites:restore' : 'sites:retire'), disabled: retire.isPending || (!site.retired && site.openings > 0),
          run: () => retire.mutate({ siteId, expectedVersion, retired: !site.retired }), hint: !site.retired && site.openings > 0 ? t('sites:retireHint') : null,
        }
      }
    >
      {text('name', 120, isTaken ? t('sites:taken') : faults.has('name') ? t('common:field.required') : undefined)}
      {text('address', 200)}
      {text('city', 120)}
      {text('postalCode', 20)}
      {text('phone', 40)}
      <Select
        label={t('sites:zone')}
        help={t('sites:zoneHelp')}
        error={isTwice ? t('sites:zoneTwice') : undefined}
        value={draft.zone}
        options={[...new Set([clinicZone, draft.zone, ...zonesOffered])].map((value) => ({ value, label: words.zone(value) }))}
        onChange={(event) => setDraft({ ...draft, zone: event.target.value })}
      />
      <Select
        label={t('sites:holidays')}
        value={draft.holidays?.calendar ?? ofClinic}
        options={[{ value: ofClinic, label: t('sites:holidaysOfClinic') }, ...holidayCalendar.options.map((value) => ({ value, label: t(`absences:calendar.${value}`) }))]}
        onChange={(event) => setDraft({ ...draft, holidays: event.target.value === ofClinic ? null : { calendar: event.target.value as HolidayCalendar, easter: draft.holidays?.easter ?? 'good-friday' } })}
      />
      {draft.holidays?.calendar === 'CA-QC' && (
        <Select
          label={t('absences:holidays.easter')}
          value={draft.holidays.easter}
          options={easterChoice.options.map((value) => ({ value, label: t(`absences:easter.${value}`) }))}
          onChange={(event) => setDraft({ ...draft, holidays: { calendar: 'CA-QC', easter: event.target.value as EasterChoice } })}
        />
      )}
      <div className="site-place">
        <TextField label={t('sites:latitude')} optional inputMode="decimal" value={draft.latitude} maxLength={12} onChange={(event) => setDraft({ ...draft, latitude: event.target.value })} />
        <TextField label={t('sites:longitude')} optional inputMode="decimal" value={draft.longitude} maxLength={12} onChange={(event) => setDraft({ ...draft, longitude: event.target.value })} />
      </div>
      {faults.has('place') ? (
        <p className="note note-danger" role="alert">
          <Icon name="alert" />
          {t('sites:placeWrong')}
        </p>
      ) : (
        <p className="meta">{t('sites:placeHelp')}</p>
      )}
    </EntryPane>
  );
}
