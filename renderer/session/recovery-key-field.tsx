import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { TextField } from '../ui/field.tsx';
import { groupKey } from './recovery-check.ts';

export interface RecoveryKeyFieldProps {
  readonly value: string;
  readonly onChange: (typed: string) => void;
  readonly error?: string | undefined;
  readonly autoFocus?: boolean;
}

/** The eight groups of the sheet in one field; spaces and hyphens as one likes, pasted whole or typed. */
export function RecoveryKeyField({ value, onChange, error, autoFocus = false }: RecoveryKeyFieldProps): ReactElement {
  const { t } = useTranslation('session');
  return (
    <div className="recovery-key">
      <TextField
        label={t('recoveryKey.label')}
        help={t('recoveryKey.help')}
        error={error}
        autoFocus={autoFocus}
        autoCapitalize="characters"
        maxLength={80}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onBlur={() => onChange(groupKey(value))}
      />
    </div>
  );
}
