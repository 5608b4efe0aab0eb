import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Outputs } from '#contract/index';
import type { Role } from '#contract/permissions';
import type { VisitModality } from '#contract/values';
import { api } from '../link/client.ts';
import { useQuery } from '@tanstack/react-query';
import { useFormat } from '../text/use-format.ts';
import { Select } from '../ui/field.tsx';
import { BlockedModalities } from './modality-despite.tsx';
import { isAtDistance, useVisitWords } from './visit-words.ts';

const durations = [15, 20, 30, 45, 60, 90];

type Prepared = Outputs['appointments']['prepare'];

/** What places are looked for: `who` is a professional's id, `role` (that of the referral's queue) or `any`. */
export interface Wanted {
  readonly purpose: string | null;
  /** Null: whichever of those allowed suits best. */
  readonly modality: VisitModality | null;
  readonly minutes: number | null;
  readonly who: string;
}

export interface FindFiltersProps {
  readonly prepared: Prepared;
  /** The profession looked for, where no referral says it. */
  readonly role: Role | null;
  readonly wanted: Wanted;
  /** Places are ranked: each may be in another modality. */
  readonly isRanked: boolean;
  readonly onChange: (change: Partial<Wanted>) => void;
}

/** What the visit is for, how, how long and with whom; and the modalities held back, with why. */
export function FindFilters({ prepared, role: asked, wanted, isRanked, onChange }: FindFiltersProps): ReactElement {
  const { t } = useTranslation(['appointments', 'common', 'absences', 'slots', 'visit-types']);
  const words = useVisitWords();
  const professionals = useQuery(api.people.professionals.queryOptions());
  const { referral, onlyCalendar } = prepared;
  const { language } = useFormat();
  const purpose = prepared.purposes.find(({ code }) => code === wanted.purpose);
  const sought = asked ?? referral?.queueRole ?? null;
  const role = sought === null ? null : words.role(sought);
  return (
    <>
      <div className="schedule-filters">
        <div>
          <Select
            label={t('find.purpose')}
            value={wanted.purpose ?? ''}
            onChange={(event) => onChange({ purpose: event.target.value === '' ? null : event.target.value })}
            placeholder={t('find.purposeUnsaid')}
            options={prepared.purposes.map(({ code, label }) => ({ value: code, label: label[language] }))}
          />
        </div>
        <Select
          label={t('find.modality')}
          value={wanted.modality ?? ''}
          onChange={(event) => onChange({ modality: event.target.value === '' ? null : (event.target.value as VisitModality) })}
          options={[
            ...(isRanked ? [{ value: '', label: t('slots:order.any') }] : []),
            ...prepared.allowedModalities.map((value) => ({ value, label: t(`common:modality.${value}`) })),
            ...(prepared.mayOverrideModality ? prepared.blocked : []).map((one) => ({ value: one.modality, label: t('absences:modality.held', { modality: t(`common:modality.${one.modality}`) }) })),
          ]}
        />
        <Select
          label={t('find.length')}
          value={wanted.minutes === null ? '' : String(wanted.minutes)}
          onChange={(event) => onChange({ minutes: event.target.value === '' ? null : Number(event.target.value) })}
          placeholder={purpose?.minutes ? t('find.ofType', { minutes: t('slot.minutes', { count: purpose.minutes }) }) : t('find.usual')}
          options={durations.map((value) => ({ value: String(value), label: t('slot.minutes', { count: value }) }))}
        />
        <div>
          <Select
            label={t('find.who')}
            value={wanted.who}
            onChange={(event) => onChange({ who: event.target.value })}
            options={[
              ...(onlyCalendar === null && role !== null ? [{ value: 'role', label: t('find.ofRole', { role }) }] : []),
              ...(onlyCalendar === null ? [{ value: 'any', label: t('find.everyone') }] : []),
              ...(professionals.data ?? [])
                .filter((person) => onlyCalendar === null || person.practitionerId === onlyCalendar)
                .map((person) => ({ value: person.practitionerId, label: person.displayName })),
            ]}
          />
        </div>
      </div>
      {purpose && (purpose.bufferBefore > 0 || purpose.bufferAfter > 0) && <p className="meta">{t('visit-types:buffers', { before: purpose.bufferBefore, after: purpose.bufferAfter })}</p>}
      {purpose?.atDistance === 'caution' && purpose.why && wanted.modality !== null && isAtDistance(wanted.modality) && <p className="meta warn">{t('find.caution', { why: purpose.why[language] })}</p>}
      {!prepared.mayOverrideModality && <BlockedModalities blocked={prepared.blocked} purpose={purpose ?? null} />}
    </>
  );
}
