import type { ReactElement } from 'react';
import { useFormContext } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Checkbox, FieldGroup, TextField } from '../ui/field.tsx';
import type { FirstStartForm } from './first-start-form.ts';

const settings = ['private-office', 'hospital-clinic', 'home-care'] as const;

/** Step 1: the clinic's name and setting. */
export function ClinicStep(): ReactElement {
  const { t } = useTranslation(['session', 'common']);
  const { register, formState } = useFormContext<FirstStartForm>();
  return (
    <>
      <h1>{t('firstStart.clinic.title')}</h1>
      <p className="first-start-lead">{t('firstStart.clinic.lead')}</p>
      <div className="first-start-fields">
        <TextField label={t('firstStart.clinic.name')} autoFocus maxLength={120} error={formState.errors.name && t('common:field.required')} {...register('name')} />
        <FieldGroup label={t('firstStart.clinic.setting')}>
          <div className="option-cards">
            {settings.map((setting) => (
              <Checkbox
                key={setting}
                type="radio"
                value={setting}
                label={
                  <>
                    {t(`firstStart.clinic.settingOption.${setting}`)}
                    <span className="meta"> · {t(`firstStart.clinic.settingHint.${setting}`)}</span>
                  </>
                }
                {...register('setting')}
              />
            ))}
          </div>
        </FieldGroup>
      </div>
    </>
  );
}
