import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { wallDate } from '../text/format.ts';
import { useFormat } from '../text/use-format.ts';
import { Select } from '../ui/field.tsx';
import { ConsentFields, type ConsentDraft } from './consent-fields.tsx';
import { useVisitWords, zonesOffered } from './visit-words.ts';

export interface DistanceFieldsProps {
  /** Zone of the clinic. */
  readonly zone: string;
  readonly patientZone: string;
  readonly onZone: (zone: string) => void;
  readonly startsAt: string;
  readonly consent: ConsentDraft;
  readonly onConsent: (consent: ConsentDraft) => void;
  readonly showError: boolean;
  /** A video visit in a clinic without a template of links. */
  readonly lacksLink: boolean;
}

/** What a visit at a distance needs besides a time: where the patient will be, and their consent. */
export function DistanceFields({ zone, patientZone, onZone, startsAt, consent, onConsent, showError, lacksLink }: DistanceFieldsProps): ReactElement {
  const { t } = useTranslation('appointments');
  const f = useFormat();
  const words = useVisitWords();
  const otherDay = wallDate(startsAt, zone) !== wallDate(startsAt, patientZone);
  const help =
    patientZone === zone
      ? undefined
      : t('distance.patientTime', { time: otherDay ? f.instant(startsAt, 'weekday', patientZone) : f.instantTime(startsAt, patientZone) });
  return (
    <div className="schedule-distance">
      <Select
        label={t('distance.zone')}
        help={help}
        value={patientZone}
        onChange={(event) => onZone(event.target.value)}
        options={[...new Set([zone, ...zonesOffered])].map((value) => ({ value, label: words.zone(value) }))}
      />
      <ConsentFields draft={consent} onChange={onConsent} mayWait showError={showError} />
      {lacksLink && <p className="meta">{t('distance.noLink')}</p>}
    </div>
  );
}
