import type { ReactElement } from 'react';
import { Controller, useFormContext, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { languages } from '../text/i18n.ts';
import { Select } from '../ui/field.tsx';
import { SegmentedField } from '../ui/segmented-control.tsx';
import { countryZones, regionCodes, type FirstStartForm } from './first-start-form.ts';

/** Step 2: country, region, zone, language. */
export function PlaceStep(): ReactElement {
  const { t, i18n } = useTranslation(['session', 'common']);
  const { control, register, setValue, formState } = useFormContext<FirstStartForm>();
  const country = useWatch({ control, name: 'country' });
  return (
    <>
      <h1>{t('firstStart.place.title')}</h1>
      <p className="first-start-lead">{t('firstStart.place.lead')}</p>
      <div className="first-start-fields">
        <Controller
          control={control}
          name="country"
          render={({ field }) => (
            <SegmentedField
              label={t('firstStart.place.country')}
              value={field.value}
              options={(['CA', 'FR'] as const).map((value) => ({ value, label: t(`common:country.${value}`) }))}
              onChange={(value) => {
                field.onChange(value);
                setValue('timeZone', countryZones[value][0]);
              }}
            />
          )}
        />
        {country === 'CA' && (
          <Select
            label={t('firstStart.place.region')}
            placeholder={t('firstStart.place.regionPlaceholder')}
            options={regionCodes.map((code) => ({ value: code, label: `${code} · ${t(`common:region.${code}`)}` }))}
            error={formState.errors.region && t('common:field.required')}
            {...register('region')}
          />
        )}
        <Select
          label={t('firstStart.place.timeZone')}
          help={t('firstStart.place.timeZoneHelp')}
          options={countryZones[country].map((zone) => ({ value: zone, label: t(`common:zone.${zone}`) }))}
          {...register('timeZone')}
        />
        <Controller
          control={control}
          name="language"
          render={({ field }) => (
            <SegmentedField
              label={t('firstStart.place.language')}
              value={field.value}
              options={languages.map((value) => ({ value, label: t(`common:language.${value}`) }))}
              onChange={(value) => {
                field.onChange(value);
                void i18n.changeLanguage(value);
              }}
            />
          )}
        />
      </div>
    </>
  );
}
