import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatientRecord } from '#contract/patients.ts';
import { useFormat } from '../text/use-format.ts';
import { Chip } from '../ui/chip.tsx';
import { allergen, isOpen, saysNoAllergy, saysNoneAtAll } from './clinical-text.ts';

const teleIcons = { yes: 'video', 'phone-only': 'phone', no: 'person' } as const;

interface PatientSignsProps {
  readonly record: PatientRecord;
  /** More are counted. */
  readonly mostAllergies: number;
  readonly withLanguage?: boolean;
}

/** What one must know before speaking to the person: allergies, death, mobility, visits at a distance, language. */
export function PatientSigns({ record, mostAllergies, withLanguage = true }: PatientSignsProps): ReactElement {
  const { t } = useTranslation('patients');
  const f = useFormat();
  const { identity } = record;
  const inForce = record.allergies.filter((allergy) => isOpen(allergy.clinicalStatus));
  const allergies = inForce.filter((allergy) => !saysNoAllergy(allergy)).map((allergy) => allergen(allergy.text));
  const isKnownFree = inForce.some(saysNoneAtAll);
  const named = allergies.slice(0, mostAllergies).join(', ');
  const more = allergies.length - mostAllergies;
  return (
    <>
      {identity.deceased && <Chip icon="alert">{identity.deceasedOn ? t('record.deceasedOn', { date: f.date(identity.deceasedOn.slice(0, 10)) }) : t('record.deceased')}</Chip>}
      {allergies.length > 0 ? (
        <Chip tone="danger" icon="alert">
          <span className="patients-allergies no-print" title={allergies.join(', ')}>
            {t('record.allergy', { count: allergies.length, text: more > 0 ? `${named} + ${more}` : named })}
          </span>
          <span className="print-repeat">{t('record.allergy', { count: allergies.length, text: allergies.join(', ') })}</span>
        </Chip>
      ) : isKnownFree ? (
        <Chip icon="check">{t('record.noAllergy')}</Chip>
      ) : (
        <Chip tone="warn" icon="alert">
          {t('record.allergyUnknown')}
        </Chip>
      )}
      {identity.mobility !== 'unknown' && <Chip icon="mobility">{t(`record.mobility.${identity.mobility}`)}</Chip>}
      {identity.teleSuitability !== 'unknown' && <Chip icon={teleIcons[identity.teleSuitability]}>{t(`record.tele.${identity.teleSuitability}`)}</Chip>}
      {withLanguage && identity.language !== null && <Chip icon="language">{f.languageTitle(identity.language)}</Chip>}
    </>
  );
}
