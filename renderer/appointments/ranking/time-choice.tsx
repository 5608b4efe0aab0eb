import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../text/use-format.ts';
import type { Place } from './use-places.ts';

/** Another start of the half-day chosen, by the instant at which it begins. */
export function TimeChoice({ place, value, onChange }: { readonly place: Place; readonly value: string; readonly onChange: (startsAt: string) => void }): ReactElement {
  const { t } = useTranslation('slots');
  const f = useFormat();
  const times = [place, ...place.otherTimes].sort((one, other) => (one.startsAt < other.startsAt ? -1 : 1));
  return (
    <select className="input find-time" aria-label={t('time')} value={value} onChange={(event) => onChange(event.target.value)}>
      {times.map(({ startsAt, localStart }) => (
        <option key={startsAt} value={startsAt}>
          {f.time(localStart.slice(11))}
        </option>
      ))}
    </select>
  );
}
