import { AccessMark } from '../access/access-mark.tsx';
import { useRef, type KeyboardEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppointmentView } from '#contract/appointments';
import { useClinic } from '../session/session-state.ts';
import { formatName, now } from '../text/format.ts';
import { useFormat } from '../text/use-format.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Icon } from '../ui/icon.tsx';
import { ModalityMark } from '../ui/modality-mark.tsx';
import { rowAfterKey } from '../ui/table-keys.ts';
import { UrgencyBadge, type UrgencyClass } from '../ui/urgency-badge.tsx';
import { VisitStatusWord } from './visit-status.tsx';
import { lacksConsent, useVisitWords } from './visit-words.ts';

export interface DayListProps {
  readonly date: string;
  readonly visits: readonly AppointmentView[];
  /** Name of the one professional shown, or null for all. */
  readonly professionalName: string | null;
  readonly selected: string | null;
  readonly onSelect: (id: string) => void;
  /** Visits chosen to be marked at once; null for who may not mark any. */
  readonly chosen: ReadonlySet<string> | null;
  readonly onChosen: (ids: readonly string[]) => void;
}

/** The day by time, one line a visit: on screen with the arrows, on paper as it is. */
export function DayList({ date, visits, professionalName, selected, onSelect, chosen, onChosen }: DayListProps): ReactElement {
  const { t } = useTranslation(['appointments', 'common', 'visits']);
  const f = useFormat();
  const clinic = useClinic();
  const words = useVisitWords();
  const table = useRef<HTMLTableElement>(null);
  const index = visits.findIndex((visit) => visit.id === selected);

  const select = (row: number): void => {
    const visit = visits[row];
    if (!visit) return;
    onSelect(visit.id);
    table.current?.querySelector<HTMLElement>(`[data-visit="${visit.id}"]`)?.focus();
  };
  const toggle = (id: string): void => onChosen(chosen?.has(id) ? [...chosen].filter((one) => one !== id) : [...(chosen ?? []), id]);
  const choosable = visits.filter((visit) => visit.status !== 'cancelled');
  const areAllChosen = choosable.length > 0 && choosable.every((visit) => chosen?.has(visit.id));
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const current = visits[index];
    if (event.key === ' ' && current && chosen && event.target instanceof HTMLTableRowElement) {
      event.preventDefault();
      toggle(current.id);
      return;
    }
    const next = rowAfterKey(event.key, index, visits.length, 15);
    if (next === null) return;
    event.preventDefault();
    select(next);
  };

  return (
    <div className="schedule-list print-only-this">
      <div className="schedule-paper-head print-repeat">
        <h2>{t('list.printTitle', { date: f.date(date, 'full') })}</h2>
        <p>
          {clinic.name} · {professionalName ?? t('list.allProfessionals')} · {t('list.count', { count: visits.filter((visit) => visit.status !== 'cancelled').length })} · {t('list.printedAt', { when: f.instant(now().toString()) })}
        </p>
      </div>
      {visits.length === 0 ? (
        <EmptyState sentence={t('list.empty')} hint={t('list.emptyHint')} />
      ) : (
        <table ref={table} className="table schedule-table" role="grid" aria-label={t('list.label', { date: f.date(date, 'full') })} onKeyDown={onKeyDown}>
          <thead>
            <tr>
              {chosen && (
                <th className="col-choice no-print">
                  <input type="checkbox" aria-label={t('visits:many.all')} checked={areAllChosen} onChange={() => onChosen(areAllChosen ? [] : choosable.map((visit) => visit.id))} />
                </th>
              )}
              <th className="col-time">{t('list.time')}</th>
              <th className="col-who">{t('list.patient')}</th>
              <th className="col-phone on-paper">{t('list.phone')}</th>
              {professionalName === null && <th className="col-professional">{t('list.professional')}</th>}
              <th className="col-modality">{t('list.modality')}</th>
              <th>{t('list.reason')}</th>
              <th className="col-state">{t('list.state')}</th>
            </tr>
          </thead>
          <tbody>
            {visits.map((visit, row) => (
              <tr
                key={visit.id}
                data-visit={visit.id}
                className={visit.status === 'cancelled' || visit.status === 'no-show' ? 'is-off' : undefined}
                aria-selected={visit.id === selected}
                tabIndex={row === Math.max(index, 0) ? 0 : -1}
                onClick={() => select(row)}
                onFocus={() => onSelect(visit.id)}
              >
                {chosen && (
                  <td className="no-print" onClick={(event) => event.stopPropagation()}>
                    {visit.status !== 'cancelled' && <input type="checkbox" tabIndex={-1} aria-label={t('visits:many.choose', { name: formatName(visit.patient) })} checked={chosen.has(visit.id)} onChange={() => toggle(visit.id)} />}
                  </td>
                )}
                <td className="tabular">{words.hours(visit)}</td>
                <td>
                  <b>{formatName(visit.patient)}</b> <AccessMark access={visit.patient.access} /> <span className="meta">{f.age(visit.patient.birthDate)}</span>
                </td>
                <td className="tabular on-paper">{visit.patient.phone ?? ''}</td>
                {professionalName === null && <td>{visit.professionalName}</td>}
                <td>
                  <ModalityMark modality={visit.modality} />
                  {words.where(visit) !== '' && <span className="meta"> {words.where(visit)}</span>}
                </td>
                <td>
                  <span className="row">
                    {visit.cls && <UrgencyBadge urgency={visit.cls as UrgencyClass} size="inline" />}
                    <span className="ellipsis">{visit.reason ?? (visit.cls ? t('visit.new') : '')}</span>
                  </span>
                </td>
                <td>
                  <StateWord visit={visit} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}

/** Where the visit stands; of one to come at a distance, its consent. */
function StateWord({ visit }: { readonly visit: AppointmentView }): ReactElement | null {
  const { t } = useTranslation(['appointments', 'visits']);
  if (visit.status !== 'booked') return <VisitStatusWord status={visit.status} />;
  if (lacksConsent(visit)) {
    return (
      <span className="row warn">
        <Icon name="alert" size="small" />
        {t('consent.missing')}
      </span>
    );
  }
  if (visit.confirmed) {
    return (
      <span className="row ok">
        <Icon name="check" size="small" />
        {t('visits:status.confirmed')}
      </span>
    );
  }
  return visit.consent ? (
    <span className="row ok">
      <Icon name="check" size="small" />
      {t('consent.notedShort')}
    </span>
  ) : null;
}
