import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { UseFormRegisterReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { NirCheck } from '#contract/identifiers.ts';
import { api } from '../link/client.ts';
import { TextField } from '../ui/field.tsx';
import { Icon } from '../ui/icon.tsx';
import type { RegistrationForm } from './registration-form.ts';
import { parseTypedDate } from './typed-date.ts';

const nirLength = 13;

/** Asks main what a French number says of the person as last typed; `undefined` until it is long enough. */
export function useNirCheck(nir: string, person: RegistrationForm): NirCheck | undefined {
  const isWhole = nir.replace(/[\s.-]/g, '').length >= nirLength;
  const { data } = useQuery(
    api.patients.checkNir.queryOptions({
      input: { nir: nir.slice(0, 30), birthDate: parseTypedDate(person.birthDate), administrativeSex: person.administrativeSex || null, birthPlaceCode: null, exceptPatientId: null },
      enabled: isWhole,
    }),
  );
  return isWhole ? data : undefined;
}

export interface NirFieldProps {
  readonly field: UseFormRegisterReturn<'nir'>;
  readonly check: NirCheck | undefined;
  /** What main answered when the form was sent. */
  readonly error: string | undefined;
}

/** The French number, checked as one types: what cannot be is an error, what says otherwise than the person a warning. */
export function NirField({ field, check, error }: NirFieldProps): ReactElement {
  const { t } = useTranslation('record');
  const [live] = check?.errors ?? [];
  const warnings = live ? [] : (check?.warnings ?? []);
  return (
    <div className="stack patients-nam">
      <TextField label={t('system.nir')} optional error={error ?? (live && t(`nir.${live}`))} autoCapitalize="characters" maxLength={30} autoFocus {...field} />
      <div role="status" className="stack patients-nam-says">
        {warnings.length > 0 && (
          <div className="note note-warn">
            <Icon name="alert" />
            <span>{warnings.map((warning) => t(`nir.${warning}`)).join(' ')}</span>
          </div>
        )}
      </div>
    </div>
  );
}
