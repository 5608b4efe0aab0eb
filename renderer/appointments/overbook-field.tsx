import { useEffect, useRef, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { FreeSlot } from '#contract/appointments';
import { TextField } from '../ui/field.tsx';

export interface OverbookFieldProps {
  readonly slot: FreeSlot;
  readonly reason: string;
  readonly onReason: (reason: string) => void;
  /** A reason was missing when one tried. */
  readonly showError: boolean;
}

/** Why a place is taken over another visit of the professional; nothing where it is free. */
export function OverbookField({ slot, reason, onReason, showError }: OverbookFieldProps): ReactElement | null {
  const { t } = useTranslation(['absences', 'visits']);
  const field = useRef<HTMLInputElement>(null);
  const isMissing = showError && reason.trim() === '';
  useEffect(() => {
    if (isMissing) field.current?.focus();
  }, [isMissing]);
  if (!slot.overbooks) return null;
  return (
    <TextField
      ref={field}
      label={t('visits:overbook.label')}
      help={t('visits:overbook.help', { name: slot.professionalName })}
      maxLength={300}
      value={reason}
      error={isMissing ? t('absences:despite.needed') : undefined}
      onChange={(event) => onReason(event.target.value)}
    />
  );
}
