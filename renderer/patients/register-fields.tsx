import type { ReactElement, ReactNode } from 'react';
import { Controller, type UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { administrativeSex } from '#contract/values.ts';
import { useClinic } from '../session/session-state.ts';
import { useFormat } from '../text/use-format.ts';
import { offeredLanguages } from '../text/spoken-languages.ts';
import { FieldGroup, Select, TextField } from '../ui/field.tsx';
import { SegmentedControl } from '../ui/segmented-control.tsx';
import { healthRegions } from './health-regions.ts';
import type { RegistrationForm } from './registration-form.ts';
import { parseTypedDate } from './typed-date.ts';
import { useEntryWarnings } from './use-entry-warnings.tsx';

/** Choices as the form lists them. */
export const mobilityOrder = ['unknown', 'independent', 'aid', 'wheelchair', 'homebound'] as const satisfies readonly RegistrationForm['mobility'][];
export const teleOrder = ['unknown', 'yes', 'phone-only', 'no'] as const satisfies readonly RegistrationForm['teleSuitability'][];

interface FieldsProps {
  readonly form: UseFormReturn<RegistrationForm>;
}

/** Who the person is. The number comes first: it fills half of the rest. */
export function IdentityFields({ form, nam }: FieldsProps & { readonly nam: ReactNode }): ReactElement {
  const { t } = useTranslation(['patients', 'common']);
  const f = useFormat();
  const { register, control, watch, formState } = form;
  const { errors } = formState;
  const birthDate = parseTypedDate(watch('birthDate'));
  return (
    <div className="patients-fields">
      {nam}
      <TextField label={t('form.fileNumber')} optional error={errors.fileNumber?.message} {...register('fileNumber')} />
      <TextField label={t('form.familyName')} error={errors.familyName?.message} aria-required {...register('familyName')} autoFocus={!nam} />
      <TextField label={t('form.givenName')} error={errors.givenName?.message} aria-required {...register('givenName')} />
      <TextField
        label={t('form.birthDate')}
        help={birthDate ? `${f.date(birthDate, 'long')} · ${f.age(birthDate)}` : t('form.birthDateHelp')}
        error={errors.birthDate?.message}
        aria-required
        {...register('birthDate')}
      />
      <TextField label={t('form.birthFamilyName')} optional error={errors.birthFamilyName?.message} {...register('birthFamilyName')} />
      <Controller
        control={control}
        name="administrativeSex"
        render={({ field }) => (
          <div data-field="administrativeSex">
            <FieldGroup label={t('form.sex')} error={errors.administrativeSex?.message}>
              <SegmentedControl
                label={t('form.sex')}
                value={field.value === '' ? null : field.value}
                onChange={(value) => {
                  field.onChange(value);
                  form.clearErrors('administrativeSex');
                }}
                options={administrativeSex.options.map((value) => ({ value, label: t(`common:sexName.${value}`) }))}
              />
            </FieldGroup>
          </div>
        )}
      />
      <Select label={t('form.language')} options={offeredLanguages.map((tag) => ({ value: tag, label: f.languageTitle(tag) }))} {...register('language')} />
    </div>
  );
}

/** How to reach the person, and what a visit must take into account. */
export function ContactFields({ form }: FieldsProps): ReactElement {
  const { t } = useTranslation(['patients', 'common']);
  const clinic = useClinic();
  const { register, watch, formState } = form;
  const { errors } = formState;
  const [phone, email, postalCode] = watch(['phone', 'email', 'postalCode']);
  const warning = useEntryWarnings({ phone, email, postalCode, country: null });
  return (
    <div className="patients-fields patients-fields-three">
      <TextField label={t('form.phone')} type="tel" help={warning('phone')} error={errors.phone?.message} {...register('phone')} />
      <TextField label={t('form.email')} type="email" help={warning('email')} error={errors.email?.message} {...register('email')} />
      {clinic.country === 'CA' && (
        <Select
          label={t('form.region')}
          placeholder={t('form.regionNone')}
          error={errors.regionCode?.message}
          options={healthRegions.map((code) => ({ value: code, label: `${code} · ${t(`common:region.${code}`)}` }))}
          {...register('regionCode')}
        />
      )}
      <TextField label={t('form.addressLine')} error={errors.addressLine?.message} {...register('addressLine')} />
      <TextField label={t('form.city')} error={errors.city?.message} {...register('city')} />
      <TextField label={t('form.postalCode')} help={warning('postalCode')} error={errors.postalCode?.message} {...register('postalCode')} />
      <Select label={t('form.mobility')} options={mobilityOrder.map((value) => ({ value, label: t(`form.mobilityOption.${value}`) }))} {...register('mobility')} />
      <Select label={t('form.tele')} options={teleOrder.map((value) => ({ value, label: t(`form.teleOption.${value}`) }))} {...register('teleSuitability')} />
    </div>
  );
}
