import { useEffect, useRef, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { TextField } from '../ui/field.tsx';

export interface ReasonFieldProps {
  readonly reason: string;
  readonly onReason: (reason: string) => void;
  /** A reason was missing when one tried. */
  readonly showError: boolean;
}

/** Why a place is taken in spite of what speaks against it (`help`): asked for when it is missing. */
export function ReasonField({ label, help, reason, onReason, showError }: ReasonFieldProps & { readonly label: string; readonly help: string }): ReactElement {
  const { t } = useTranslation('absences');
  const field = useRef<HTMLInputElement>(null);
  const isMissing = showError && reason.trim() === '';
  useEffect(() => {
    if (isMissing) field.current?.focus();
  }, [isMissing]);
  return (
    <TextField
      ref={field}
      label={label}
      help={help}
      maxLength={300}
      value={reason}
      error={isMissing ? t('despite.needed') : undefined}
      onChange={(event) => onReason(event.target.value)}
      onKeyDown={(event) => {
        // Back to the places; from there Escape leaves the search.
        if (event.key === 'Escape') document.querySelector<HTMLElement>('.slot[aria-checked="true"]')?.focus();
      }}
    />
  );
}

/** The foot of a panel that takes a place: a reason typed, Enter takes it; the button's own key is left alone. */
export function ReasonsFoot({ onEnter, children }: { readonly onEnter: () => void; readonly children: ReactNode }): ReactElement {
  return (
    <div
      className="schedule-panel-foot"
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return;
        event.preventDefault();
        onEnter();
      }}
    >
      {children}
    </div>
  );
}
