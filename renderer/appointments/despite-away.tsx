import { useEffect, useRef, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { FreeSlot } from '#contract/appointments';
import type { Away } from '#contract/away';
import { Checkbox, TextField } from '../ui/field.tsx';
import { useAwayWords } from './away-words.ts';

/** Closed stretches told under a search; the rest is on the page of absences. */
const toldAway = 2;

export interface AwayInSearchProps {
  /** What closes the calendars looked at. */
  readonly away: readonly Away[];
  readonly through: boolean;
  readonly onThrough: (through: boolean) => void;
  readonly nameOf: (practitionerId: string) => string | null;
}

/** What the search passed over, and the deliberate choice to look there too. */
export function AwayInSearch({ away, through, onThrough, nameOf }: AwayInSearchProps): ReactElement | null {
  const { t } = useTranslation('absences');
  const words = useAwayWords();
  if (away.length === 0 && !through) return null;
  return (
    <div className="away-search">
      <ul>
        {away.slice(0, toldAway).map((one) => (
          <li key={one.key} className="meta">
            {[one.practitionerId === null ? null : nameOf(one.practitionerId), words.what(one), words.when(one)].filter(Boolean).join(', ')}
          </li>
        ))}
        {away.length > toldAway && <li className="meta">{t('search.more', { count: away.length - toldAway })}</li>}
      </ul>
      <Checkbox label={t('search.through')} checked={through} onChange={(event) => onThrough(event.target.checked)} />
    </div>
  );
}

export interface DespiteFieldProps {
  readonly slot: FreeSlot;
  readonly reason: string;
  readonly onReason: (reason: string) => void;
  /** A reason was missing when one tried. */
  readonly showError: boolean;
}

/** Why a place is taken in spite of what closes the calendar then; nothing where it is open. */
export function DespiteField({ slot, reason, onReason, showError }: DespiteFieldProps): ReactElement | null {
  const { t } = useTranslation('absences');
  const words = useAwayWords();
  const field = useRef<HTMLInputElement>(null);
  const isMissing = showError && reason.trim() === '';
  useEffect(() => {
    if (isMissing) field.current?.focus();
  }, [isMissing]);
  if (slot.away.length === 0) return null;
  return (
    <TextField
      ref={field}
      label={t('despite.label')}
      help={words.all(slot.away)}
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
