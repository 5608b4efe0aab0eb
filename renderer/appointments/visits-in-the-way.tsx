import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useRef, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { VisitInTheWay } from '#contract/absences';
import { AccessMark } from '../access/access-mark.tsx';
import { api } from '../link/client.ts';
import { formatName } from '../text/format.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { useShortcut } from '../ui/shortcut.ts';
import { useAwayWords } from './away-words.ts';

export interface VisitsInTheWayProps {
  /** Of one calendar, or (null) all. */
  readonly practitionerId: string | null;
  /** Digit that reaches the list, where it is one of several. */
  readonly keys?: string;
}

/** Visits to come that are in the way of what closes their calendar: of one calendar, or (null) of all. */
export function useVisitsInTheWay(practitionerId: string | null, enabled: boolean): readonly VisitInTheWay[] {
  return useQuery(api.absences.inTheWay.queryOptions({ input: { practitionerId }, enabled, refetchInterval: 60_000 })).data ?? [];
}

/** Visits to come that are in the way of leave, a closure or a holiday, to be moved, called off or kept. Nothing where there is none: it is no everyday list. */
export function VisitsInTheWay({ practitionerId, keys }: VisitsInTheWayProps): ReactElement | null {
  const { t } = useTranslation('absences');
  const f = useFormat();
  const words = useAwayWords();
  const navigate = useNavigate();
  const lines = useRef<HTMLUListElement>(null);
  const visits = useVisitsInTheWay(practitionerId, true);
  useShortcut(keys ?? '0', () => lines.current?.querySelector('button')?.focus(), { label: t('way.title'), enabled: keys !== undefined && visits.length > 0 });
  if (visits.length === 0) return null;
  return (
    <Sheet title={t('way.title')} note={visits.length} keys={keys}>
      <ul ref={lines}>
        {visits.map(({ visit, away }) => (
          <li key={visit.id} className="away-line">
            <span className="tabular">{t('way.when', { date: f.date(visit.localStart.slice(0, 10), 'weekday'), time: f.time(visit.localStart.slice(11)) })}</span>
            <span className="ellipsis">
              <b>{formatName(visit.patient)}</b> <AccessMark access={visit.patient.access} /> <span className="meta">{visit.professionalName}</span>
            </span>
            <span className="ellipsis warn">{words.all(away)}</span>
            <Button
              tone="text"
              small
              label={t('way.openFor', { name: formatName(visit.patient) })}
              onClick={() => void navigate({ to: '/schedule', search: { visitId: visit.id, date: visit.localStart.slice(0, 10) } })}
            >
              {t('way.open')}
            </Button>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
