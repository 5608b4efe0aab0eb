import { Temporal } from 'temporal-polyfill';
import { useTranslation } from 'react-i18next';
import { formatName } from '../text/format.ts';
import { useFormat } from '../text/use-format.ts';
import type { Stretch } from './day-layout.ts';
import { placeOf } from './day-layout.ts';
import { onAxis } from './on-axis.ts';
import { useHolds } from './waiting/use-waiting.ts';

/** A place held for somebody, as a calendar draws it. */
export interface HeldStretch extends Stretch {
  readonly id: string;
  readonly column: string;
  readonly label: string;
}

/** Places held now in these columns. `columnOf`: the column of a professional on a civil date; null: none shown. */
export function useHeldStretches(zone: string, columnOf: (practitionerId: string, date: string) => string | null): readonly HeldStretch[] {
  const { t } = useTranslation('slots');
  const f = useFormat();
  const holds = useHolds();
  return (holds.data?.holds ?? []).flatMap((hold) => {
    const endsAt = Temporal.Instant.from(hold.startsAt).add({ minutes: hold.minutes }).toString();
    // The wall clock of the place is not told with a hold: the axis works it out from the instant.
    const placed = onAxis({ startsAt: hold.startsAt, endsAt, localStart: '', localEnd: '', zone: '' }, zone);
    const column = columnOf(hold.practitionerId, placed.localStart.slice(0, 10));
    return column === null ? [] : [{ id: hold.id, column, ...placeOf(placed), label: t('waiting.held.until', { name: formatName(hold.patient), time: f.instantTime(hold.until) }) }];
  });
}
