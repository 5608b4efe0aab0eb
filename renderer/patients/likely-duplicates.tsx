import { AccessMark } from '../access/access-mark.tsx';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Outputs } from '#contract/index.ts';
import { api } from '../link/client.ts';
import { formatName } from '../text/format.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { DuplicateReasons } from './duplicates/duplicate-reasons.tsx';
import type { RegistrationForm } from './registration-form.ts';
import { parseTypedDate } from './typed-date.ts';
import { usePatientWords } from './use-patient-words.ts';
import { useSettled } from './use-settled.ts';

type Duplicate = Outputs['patients']['likelyDuplicates'][number];
const settleMilliseconds = 200;

/** People on file like the one being typed; `null` while there is too little to go by. */
export function useLikelyDuplicates(form: RegistrationForm): readonly Duplicate[] | null {
  const { familyName, givenName, birthFamilyName, birthDate, administrativeSex, nam, fileNumber, phone } = form;
  const input = useMemo(() => {
    const whole = nam.replace(/[\s.-]/g, '').length >= 12 ? nam : null;
    return {
      familyName, givenName, birthFamilyName: birthFamilyName || null, birthDate: parseTypedDate(birthDate), administrativeSex: administrativeSex || null, nam: whole, fileNumber: fileNumber.trim() || null, phone: phone || null,
    };
  }, [familyName, givenName, birthFamilyName, birthDate, administrativeSex, nam, fileNumber, phone]);
  const settled = useSettled(input, settleMilliseconds);
  const isEnough = settled.nam !== null || settled.fileNumber !== null || (settled.familyName !== '' && settled.givenName !== '' && settled.birthDate !== null);
  const { data } = useQuery(api.patients.likelyDuplicates.queryOptions({ input: settled, enabled: isEnough, placeholderData: keepPreviousData }));
  return isEnough && data ? data : null;
}

export interface LikelyDuplicatesProps {
  readonly duplicates: readonly Duplicate[] | null;
  readonly onOpen: (patientId: string) => void;
}

/** The people who may be this person already, each a way to the record. */
export function LikelyDuplicates({ duplicates, onOpen }: LikelyDuplicatesProps): ReactElement {
  const { t } = useTranslation('patients');
  const f = useFormat();
  const words = usePatientWords();
  const found = duplicates ?? [];
  return (
    <Sheet title={t('duplicates.title')} className="patients-duplicates">
      <p role="status" className={found.length > 0 ? 'visually-hidden' : 'sheet-body meta'}>
        {duplicates === null ? t('duplicates.none') : found.length === 0 ? t('duplicates.noneFound') : t('duplicates.found', { count: found.length })}
      </p>
      {found.length > 0 && (
        <ul className="patients-lines">
          {found.map(({ patient, reasons }, index) => (
            <li key={patient.id} className="patients-duplicate">
              <div className="row">
                <b className="grow ellipsis">{formatName(patient)}</b>
                <AccessMark access={patient.access} />
                <Button small keys={index === 0 ? 'F4' : undefined} label={`${t('duplicates.open')} ${formatName(patient)}`} onClick={() => onOpen(patient.id)}>
                  {t('duplicates.open')}
                </Button>
              </div>
              <div className="meta tabular">
                {[words.ageAndSex(patient), patient.birthDate && f.date(patient.birthDate), patient.maskedNam ?? patient.maskedNir, patient.fileNumber && t('record.file', { number: patient.fileNumber })].filter(Boolean).join(' · ')}
              </div>
              <div className="row wrap">
                <DuplicateReasons reasons={reasons} />
              </div>
            </li>
          ))}
        </ul>
      )}
    </Sheet>
  );
}
