import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlannedVisit } from '#contract/series';
import { useFormat } from '../../text/use-format.ts';
import { Icon } from '../../ui/icon.tsx';
import { useAwayWords } from '../away-words.ts';
import { chosenPlace, leftOut, placeKey, placesOf, type SeriesPlace } from './series-form.ts';

export interface PlannedVisitsProps {
  readonly visits: readonly PlannedVisit[];
  /** Places chosen, by their position in the series. */
  readonly chosen: Readonly<Record<number, string>>;
  readonly onChoose: (position: number, place: string) => void;
}

/** Each visit of a series: what stands against it, and where it would be instead. */
export function PlannedVisits({ visits, chosen, onChoose }: PlannedVisitsProps): ReactElement {
  const { t } = useTranslation('slots');
  const f = useFormat();
  const awayWords = useAwayWords();
  const when = (local: string): string => `${f.date(local.slice(0, 10), 'weekday')}, ${f.time(local.slice(11))}`;
  const named = (place: SeriesPlace): string => [when(place.localStart), place.professionalName].filter(Boolean).join(', ');
  return (
    <ol className="series">
      {visits.map((visit, position) => {
        const places = placesOf(visit);
        const place = chosenPlace(visit, chosen[position]);
        return (
          <li key={visit.appointmentId ?? visit.localStart} className={visit.conflicts.length > 0 ? 'series-visit has-conflict' : 'series-visit'}>
            <div className="row">
              <b className="grow">{when(visit.localStart)}</b>
              {visit.week !== null && <span className="meta">{t('series.week', { week: visit.week })}</span>}
            </div>
            {visit.conflicts.length === 0 ? (
              <div className="meta row">
                <span className="ok">
                  <Icon name="check" size="small" />
                </span>
                {t('series.free')}
              </div>
            ) : (
              visit.conflicts.map(({ kind, away }) => (
                <div key={kind} className="meta row warn">
                  <Icon name="alert" size="small" />
                  {away.length > 0 ? awayWords.all(away) : t(`series.conflict.${kind}`)}
                </div>
              ))
            )}
            {places.length === 0 ? (
              <div className="meta">{t('series.noPlace')}</div>
            ) : (
              <select className="input" aria-label={t('series.choose', { when: when(visit.localStart) })} value={place === null ? leftOut : placeKey(place)} onChange={(event) => onChoose(position, event.target.value)}>
                {places.map((one) => (
                  <option key={placeKey(one)} value={placeKey(one)}>
                    {named(one)}
                  </option>
                ))}
                <option value={leftOut}>{t('series.leave')}</option>
              </select>
            )}
          </li>
        );
      })}
    </ol>
  );
}
