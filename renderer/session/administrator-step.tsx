import type { ReactElement } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Checkbox, FieldGroup, TextField } from '../ui/field.tsx';
import { Icon } from '../ui/icon.tsx';
import { otherRoles, proposeLogin, type FirstStartForm } from './first-start-form.ts';
import { PasswordStrength } from './password-strength.tsx';

/** Step 3: the first administrator, and what this person also is. */
export function AdministratorStep(): ReactElement {
  const { t } = useTranslation(['session', 'common']);
  const { control, register, setValue, getValues, formState } = useFormContext<FirstStartForm>();
  const { errors, dirtyFields } = formState;
  const chosenRoles = useWatch({ control, name: 'roles' });
  // The name gives a user name until the person writes their own.
  const propose = (): void => {
    if (!dirtyFields.login) setValue('login', proposeLogin(getValues('givenName'), getValues('familyName')));
  };
  return (
    <>
      <h1>{t('firstStart.administrator.title')}</h1>
      <p className="first-start-lead">{t('firstStart.administrator.lead')}</p>
      <div className="first-start-fields">
        <div className="first-start-pair">
          <TextField label={t('firstStart.administrator.givenName')} autoFocus autoComplete="given-name" error={errors.givenName && t('common:field.required')} {...register('givenName', { onChange: propose })} />
          <TextField label={t('firstStart.administrator.familyName')} autoComplete="family-name" error={errors.familyName && t('common:field.required')} {...register('familyName', { onChange: propose })} />
        </div>
        <FieldGroup label={t('firstStart.administrator.roles')} help={t('firstStart.administrator.rolesHelp')}>
          <div className="role-grid">
            {otherRoles.map((role) => (
              <Checkbox key={role} value={role} label={t(`common:role.${role}`)} {...register('roles')} />
            ))}
          </div>
          {chosenRoles.length === 0 && (
            <p className="field-help row">
              <Icon name="alert" size="small" />
              {t('firstStart.administrator.noClinicalAccess')}
            </p>
          )}
        </FieldGroup>
        <TextField
          label={t('firstStart.administrator.login')}
          help={t('firstStart.administrator.loginHelp')}
          autoComplete="username"
          autoCapitalize="none"
          error={errors.login && t('common:field.invalid')}
          {...register('login')}
        />
        <div className="first-start-pair">
          <TextField
            label={t('firstStart.administrator.password')}
            type="password"
            autoComplete="new-password"
            error={errors.password && t(errors.password.type === 'weak' ? 'password.weak' : 'password.advice.too-short')}
            {...register('password')}
          />
          <TextField
            label={t('firstStart.administrator.repeat')}
            type="password"
            autoComplete="new-password"
            error={errors.repeat && t('password.different')}
            {...register('repeat')}
          />
        </div>
        <PasswordStrength />
      </div>
    </>
  );
}
