import { AccessMark } from '../access/access-mark.tsx';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppointmentView } from '#contract/appointments';
import { formatName } from '../text/format.ts';
import { useFormat } from '../text/use-format.ts';
import { Icon } from '../ui/icon.tsx';
import { modalityIcons } from '../ui/modality-mark.tsx';
import { placeOf } from './day-layout.ts';
import { statusIcons } from './visit-status.tsx';
import { useVisitWords } from './visit-words.ts';

interface BlockProps {
  readonly visit: AppointmentView;
  readonly style: { readonly top: string; readonly height: string; readonly left?: string; readonly right?: string };
  readonly isSelected: boolean;
  readonly isTabStop: boolean;
  /** Carried by hand: it shows where it was and where it would go. */
  readonly isHeld: boolean;
  readonly onSelect: () => void;
}

/** A visit in the grid: bar and icon of its modality, who, why; a sign once it has a status of its own. */
export function VisitBlock({ visit, style, state, isSelected, isTabStop, isHeld, onSelect }: BlockProps & { readonly state: 'past' | 'current' | 'ahead' }): ReactElement {
  const { t } = useTranslation('visits');
  const words = useVisitWords();
  const place = placeOf(visit);
  const isOver = visit.status === 'done' || visit.status === 'no-show';
  return (
    <button
      type="button"
      data-visit={visit.id}
      className={`schedule-visit schedule-visit-${visit.modality} is-${isOver ? 'past' : state}${place.until - place.from < 30 ? ' is-short' : ''} is-${visit.status}${isHeld ? ' is-held' : ''}${visit.overbooked ? ' is-overbooked' : ''}`}
      style={style}
      aria-pressed={isSelected}
      aria-label={visit.overbooked ? `${words.spoken(visit)}, ${t('overbook.mark')}` : words.spoken(visit)}
      tabIndex={isTabStop ? 0 : -1}
      onClick={onSelect}
    >
      <Icon name={visit.overbooked ? 'alert' : modalityIcons[visit.modality]} size="small" />
      <span className="schedule-visit-words grow">
        <b className="ellipsis">{formatName(visit.patient)}</b> <AccessMark access={visit.patient.access} /> <span className="ellipsis">{words.short(visit)}</span>
      </span>
      {visit.status !== 'booked' && (
        <span className={`schedule-visit-status is-${visit.status}${isHeld ? ' is-held' : ''}`}>
          <Icon name={statusIcons[visit.status]} size="small" />
        </span>
      )}
      {visit.status === 'booked' && <span className="schedule-stretch" data-stretch="" aria-hidden="true" />}
    </button>
  );
}

/** The time of a visit called off, free to be taken. */
export function FreedBlock({ visit, style, isSelected, isTabStop, onSelect }: BlockProps): ReactElement {
  const { t } = useTranslation('visits');
  const f = useFormat();
  const words = useVisitWords();
  const place = placeOf(visit);
  const at = visit.steps.findLast((step) => step.kind === 'cancelled')?.at;
  return (
    <button
      type="button"
      data-visit={visit.id}
      className="schedule-freed"
      style={style}
      aria-pressed={isSelected}
      aria-label={t('freed.spoken', { hours: words.hours(visit), name: formatName(visit.patient) })}
      tabIndex={isTabStop ? 0 : -1}
      onClick={onSelect}
    >
      <b>{t('freed.title', { minutes: place.until - place.from })}</b>
      {at && <span>{t('freed.when', { time: f.instantTime(at, visit.zone) })}</span>}
    </button>
  );
}
