import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 } from 'uuid';
import type { Role } from '#contract/permissions.ts';
import type { Outputs } from '#contract/index.ts';
import { api } from '../link/client.ts';
import { hasCode } from '../link/failure.ts';
import { freeLogin } from '../session/first-start-form.ts';
import { useClinic } from '../session/session-state.ts';
import { languages } from '../text/i18n.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { TextField } from '../ui/field.tsx';
import { SegmentedField } from '../ui/segmented-control.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { LanguageChoice } from './language-choice.tsx';
import { RoleChoice, seesPatients } from './role-choice.tsx';

export interface AddPersonProps {
  /** Logins already given. */
  readonly taken: readonly string[];
  readonly onAdded: (added: Outputs['accounts']['add']) => void;
  readonly onCancel: () => void;
}

const loginForm = /^[a-z0-9][a-z0-9._-]{1,39}$/;

/** Somebody new: names, a login made from them, roles, language. */
export function AddPerson({ taken, onAdded, onCancel }: AddPersonProps): ReactElement {
  const { t } = useTranslation(['accounts', 'common']);
  const clinic = useClinic();
  const [userId] = useState(() => v7());
  const [givenName, setGivenName] = useState('');
  const [familyName, setFamilyName] = useState('');
  const [ownLogin, setOwnLogin] = useState<string | null>(null);
  const [roles, setRoles] = useState<readonly Role[]>([]);
  const [language, setLanguage] = useState(clinic.language);
  const [spoken, setSpoken] = useState<readonly string[]>([]);
  const [isTried, setIsTried] = useState(false);
  const add = useMutation(api.accounts.add.mutationOptions({ onSuccess: onAdded }));
  const login = ownLogin ?? freeLogin(givenName, familyName, taken);
  const typedLogin = login.trim().toLowerCase();
  const required = (text: string): string | undefined => (isTried && text.trim() === '' ? t('common:field.required') : undefined);
  const loginError = hasCode(add.error, 'DUPLICATE') || taken.includes(typedLogin) ? t('accounts:add.loginTaken') : isTried && !loginForm.test(typedLogin) ? t('common:field.invalid') : undefined;
  const isReady = givenName.trim() !== '' && familyName.trim() !== '' && loginForm.test(typedLogin) && !taken.includes(typedLogin) && roles.length > 0;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setIsTried(true);
    if (isReady && !add.isPending) add.mutate({ userId, givenName, familyName, login: typedLogin, roles: [...roles], language, languages: [...spoken] });
  };
  return (
    <Sheet title={t('accounts:add.title')} padded>
      <form className="stack account-form" noValidate onSubmit={submit}>
        {add.error && !hasCode(add.error, 'DUPLICATE') && <ErrorNotice what={t('accounts:add.failed')} error={add.error} kept />}
        <TextField label={t('accounts:givenName')} autoFocus maxLength={80} value={givenName} error={required(givenName)} onChange={(event) => setGivenName(event.target.value)} />
        <TextField label={t('accounts:familyName')} maxLength={80} value={familyName} error={required(familyName)} onChange={(event) => setFamilyName(event.target.value)} />
        <TextField label={t('accounts:login')} autoCapitalize="none" maxLength={40} value={login} error={loginError} onChange={(event) => setOwnLogin(event.target.value)} />
        <RoleChoice chosen={roles} onChange={setRoles} error={isTried && roles.length === 0 ? t('accounts:rolesMissing') : undefined} />
        {roles.some(seesPatients) && <LanguageChoice chosen={spoken} onChange={setSpoken} />}
        <SegmentedField label={t('accounts:language')} value={language} options={languages.map((value) => ({ value, label: t(`common:language.${value}`) }))} onChange={setLanguage} />
        <div className="row">
          <Button type="submit" tone="primary" disabled={add.isPending}>
            {t('accounts:add.submit')}
          </Button>
          <Button tone="quiet" onClick={onCancel}>
            {t('common:action.cancel')}
          </Button>
        </div>
      </form>
    </Sheet>
  );
}
