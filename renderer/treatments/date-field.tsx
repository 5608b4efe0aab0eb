import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { parsePartialDate, parseTypedDate } from '../patients/typed-date.ts';
import { useFormat } from '../text/use-format.ts';
import { TextField } from '../ui/field.tsx';

export interface DateFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly error?: string | undefined;
  /** A year, or a year and a month, will do. */
  readonly partial?: boolean;
  readonly optional?: boolean;
  readonly autoFocus?: boolean;
}

/** The date typed; null when it is none (or nothing). */
export function typedDate(value: string, partial = false): string | null {
  return partial ? parsePartialDate(value) : parseTypedDate(value);
}

/** A date as people type it, read back in full under the field. */
export function DateField({ label, value, onChange, error, partial = false, optional, autoFocus }: DateFieldProps): ReactElement {
  const { t } = useTranslation('treatments');
  const f = useFormat();
  const read = typedDate(value, partial);
  const wrong = value.trim() !== '' && read === null ? t('issue.NOT_A_DATE') : undefined;
  return <TextField label={label} value={value} optional={optional} autoFocus={autoFocus} error={error ?? wrong} help={read ? f.date(read, 'long') : undefined} onChange={(event) => onChange(event.target.value)} />;
}
