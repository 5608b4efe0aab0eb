import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { type StopReason, stopReasons } from '#contract/treatments.ts';
import { Select, TextField } from '../ui/field.tsx';
import { DateField } from './date-field.tsx';
import { useTreatmentWords } from './use-treatment-words.ts';

export interface Ending {
  readonly on: string;
  readonly reason: StopReason | '';
  readonly note: string;
}

export interface EndingFieldsProps {
  readonly ending: Ending;
  readonly onChange: (ending: Ending) => void;
  readonly error: unknown;
  /** Without a day there is no end. */
  readonly optional?: boolean;
  readonly isTried: boolean;
  readonly autoFocus?: boolean;
}

/** When a treatment ended, and why. */
export function EndingFields({ ending, onChange, error, optional = false, isTried, autoFocus }: EndingFieldsProps): ReactElement {
  const { t } = useTranslation('treatments');
  const words = useTreatmentWords();
  const isWanted = !optional || ending.on.trim() !== '';
  return (
    <>
      <DateField label={t('stop.on')} partial optional={optional} autoFocus={autoFocus ?? false} value={ending.on} error={words.issue(error, 'endedOn') ?? (isTried && isWanted && ending.on.trim() === '' ? t('issue.REQUIRED') : undefined)} onChange={(on) => onChange({ ...ending, on })} />
      {isWanted && (
        <>
          <Select
            label={t('stop.reason')}
            value={ending.reason}
            placeholder={t('stop.choose')}
            error={isTried && ending.reason === '' ? t('issue.REQUIRED') : undefined}
            options={stopReasons.map((reason) => ({ value: reason, label: t(`stopReason.${reason}`) }))}
            onChange={(event) => onChange({ ...ending, reason: stopReasons.find((one) => one === event.target.value) ?? '' })}
          />
          <TextField label={t('stop.note')} optional value={ending.note} maxLength={500} onChange={(event) => onChange({ ...ending, note: event.target.value })} />
        </>
      )}
    </>
  );
}
