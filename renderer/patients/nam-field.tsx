import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { UseFormRegisterReturn } from 'react-hook-form';
import type { NamCheck } from '#contract/patients.ts';
import { api } from '../link/client.ts';
import { groupNam } from '../text/format.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { Icon } from '../ui/icon.tsx';
import type { RegistrationForm } from './registration-form.ts';
import { parseTypedDate } from './typed-date.ts';

const namLength = 12;

/** Asks main what the number says of the person as last typed; `undefined` until it is long enough. */
export function useNamCheck(nam: string, person: RegistrationForm): NamCheck | undefined {
  const isWhole = nam.replace(/[\s.-]/g, '').length >= namLength;
  const birthDate = parseTypedDate(person.birthDate);
  const hasIdentity = person.familyName !== '' && person.givenName !== '' && birthDate !== null && person.administrativeSex !== '';
  const { data } = useQuery(
    api.patients.checkNam.queryOptions({
      input: {
        nam: isWhole ? nam : '', familyName: person.birthFamilyName || person.familyName, givenName: person.givenName, birthDate, administrativeSex: person.administrativeSex || null, exceptPatientId: null,
      },
      enabled: isWhole || hasIdentity,
      placeholderData: keepPreviousData,
    }),
  );
  if (!isWhole) return data && hasIdentity ? { ...data, errors: [], warnings: [], derivedBirthDates: [], derivedSex: null } : undefined;
  return data;
}

export interface NamFieldProps {
  readonly field: UseFormRegisterReturn<'nam'>;
  readonly check: NamCheck | undefined;
  /** What main answered when the form was sent. */
  readonly error: string | undefined;
  /** Offered when the number tells a birth date and sex that are not filled in. */
  readonly onFill: (() => void) | undefined;
}

/** The insurance number, checked as one types: errors below, doubts that hold nobody up, and what it tells. */
export function NamField({ field, check, error, onFill }: NamFieldProps): ReactElement {
  const { t } = useTranslation(['patients', 'common']);
  const f = useFormat();
  const live = check?.errors[0];
  const liveError = live === undefined || live === 'CHECK_DIGIT' || live === 'ALREADY_USED' ? undefined : t(`form.issue.${live}`);
  const [likeliest, other] = check?.derivedBirthDates ?? [];
  const help: ReactNode =
    check?.expectedStart && !check.normalized ? t('form.namStart', { start: groupNam(`${check.expectedStart}••`).replace('••', '') }) : check ? undefined : t('form.namHelp');
  return (
    <div className="stack patients-nam">
      <TextField label={t('form.nam')} optional help={help} error={error ?? liveError} autoCapitalize="characters" maxLength={20} autoFocus {...field} />
      <div role="status" className="stack patients-nam-says">
        {check?.errors.length === 0 && check.warnings.map(
          (warning) =>
            (warning === 'CHECK_DIGIT' || warning === 'ALREADY_USED') && (
              <div key={warning} className="note note-warn">
                <Icon name="alert" />
                {t(`form.issue.${warning}`)}
              </div>
            ),
        )}
        {likeliest && check?.derivedSex && (
          <div className="row wrap meta">
            <span className="tabular">
              {t('form.derived', { date: f.date(likeliest, 'long'), sex: t(`common:sexName.${check.derivedSex}`) })} {other && t('form.derivedAlso', { date: other.slice(0, 4) })}
            </span>
            {onFill && (
              <Button small keys="F2" onClick={onFill}>
                {t('form.fill')}
              </Button>
            )}
          </div>
        )}
      </div>
    </div>
  );
}
