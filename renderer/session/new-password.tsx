import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { toFailure } from '../link/failure.ts';
import { TextField } from '../ui/field.tsx';
import { PasswordMeter } from './password-strength.tsx';

export interface NewPassword {
  readonly password: string;
  readonly repeat: string;
}

export const blankPassword: NewPassword = { password: '', repeat: '' };

/** Whether both fields say the same and enough for main to judge. */
export function isComplete({ password, repeat }: NewPassword): boolean {
  return password.length >= 12 && password === repeat;
}

export interface NewPasswordFieldsProps {
  readonly value: NewPassword;
  readonly onChange: (value: NewPassword) => void;
  readonly about: readonly string[];
  /** What main refused it with. */
  readonly error: unknown;
  /** Shown above the fields instead of "new password". */
  readonly label?: string;
  readonly repeatLabel?: string;
  readonly autoFocus?: boolean;
}

/** A password to choose, twice, with main's judgement. */
export function NewPasswordFields({ value, onChange, about, error, label, repeatLabel, autoFocus = false }: NewPasswordFieldsProps): ReactElement {
  const { t } = useTranslation('session');
  const [isLeft, setIsLeft] = useState(false);
  const refusal = passwordRefusal(error);
  const isDifferent = isLeft && value.repeat !== '' && value.password !== value.repeat;
  return (
    <>
      <TextField
        label={label ?? t('newPassword.password')}
        type="password"
        autoComplete="new-password"
        autoFocus={autoFocus}
        maxLength={200}
        value={value.password}
        error={refusal && t(refusal === 'SAME_PASSWORD' ? 'newPassword.same' : 'password.weak')}
        onChange={(event) => onChange({ ...value, password: event.target.value })}
      />
      <PasswordMeter password={value.password} about={about} />
      <TextField
        label={repeatLabel ?? t('newPassword.repeat')}
        type="password"
        autoComplete="new-password"
        maxLength={200}
        value={value.repeat}
        error={isDifferent ? t('password.different') : undefined}
        onBlur={() => setIsLeft(true)}
        onChange={(event) => onChange({ ...value, repeat: event.target.value })}
      />
    </>
  );
}

/** Why main refused a password, or undefined for any other error. */
export function passwordRefusal(error: unknown): 'WEAK_PASSWORD' | 'SAME_PASSWORD' | undefined {
  if (!error || toFailure(error).code !== 'INVALID') return undefined;
  const data = JSON.stringify(toFailure(error).data);
  return data.includes('SAME_PASSWORD') ? 'SAME_PASSWORD' : data.includes('WEAK_PASSWORD') ? 'WEAK_PASSWORD' : undefined;
}
