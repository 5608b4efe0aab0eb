import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { FreeSlot } from '#contract/appointments';
import type { Away } from '#contract/away';
import { Checkbox } from '../ui/field.tsx';
import { useAwayWords } from './away-words.ts';
import { ReasonField, type ReasonFieldProps } from './reason-field.tsx';

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

/** Why a place is taken in spite of what closes the calendar then; nothing where it is open. */
export function DespiteField({ slot, ...field }: ReasonFieldProps & { readonly slot: FreeSlot }): ReactElement | null {
  const { t } = useTranslation('absences');
  const words = useAwayWords();
  if (slot.away.length === 0) return null;
  return <ReasonField {...field} label={t('despite.label')} help={words.all(slot.away)} />;
}
