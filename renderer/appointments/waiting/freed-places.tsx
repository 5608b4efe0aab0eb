import { useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { FreedPlace } from '#contract/waiting';
import { api } from '../../link/client.ts';
import { useVisitWords } from '../visit-words.ts';
import { useFormat } from '../../text/use-format.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Icon } from '../../ui/icon.tsx';
import { modalityIcons } from '../../ui/modality-mark.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { PlaceMatches } from './place-matches.tsx';

/** Places that became free and still are; choosing one says whom to offer it to. */
export function FreedPlaces(): ReactElement {
  const { t } = useTranslation('slots');
  const f = useFormat();
  const words = useVisitWords();
  const freed = useQuery(api.waiting.freed.queryOptions());
  const [chosen, setChosen] = useState<FreedPlace | null>(null);
  const places = freed.data?.places ?? [];
  if (chosen) return <PlaceMatches place={chosen} onBack={() => setChosen(null)} />;
  return (
    <>
      {freed.isPending && <SkeletonRows />}
      {freed.isError && <ErrorNotice what={t('waiting.freed.failed')} error={freed.error} onRetry={() => void freed.refetch()} />}
      {freed.data && places.length === 0 && <EmptyState sentence={t('waiting.freed.none')} hint={t('waiting.freed.noneHint')} />}
      <ul>
        {places.map((place) => (
          <li key={`${place.startsAt} ${place.practitionerId}`}>
            <button type="button" className="schedule-waiting-row" onClick={() => setChosen(place)}>
              <span className="row">
                <Icon name={modalityIcons[place.modality]} size="small" />
                <b className="grow ellipsis">
                  {f.relativeDay(place.localStart.slice(0, 10))}, {f.time(place.localStart.slice(11))}
                </b>
                <span className="meta">{t(`waiting.freed.${place.why}`)}</span>
              </span>
              <span className="meta schedule-waiting-due ellipsis">{[place.professionalName, words.where({ site: null, zone: place.zone })].filter(Boolean).join(', ')}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
