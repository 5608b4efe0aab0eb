import { useTranslation } from 'react-i18next';
import type { AppointmentView, FreeSlot } from '#contract/appointments';
import type { Role } from '#contract/permissions';
import type { VisitModality } from '#contract/values';
import { useClinic } from '../session/session-state.ts';
import { formatName } from '../text/format.ts';
import { useFormat } from '../text/use-format.ts';

/** Zones offered where one is chosen; the clinic's own is added where it is another. */
export const zonesOffered: readonly string[] = ['America/Toronto', 'America/Halifax', 'America/Blanc-Sablon', 'Europe/Paris'];

/** A visit at a distance: by video or telephone. */
export function isAtDistance(modality: VisitModality): boolean {
  return modality === 'VIDEO' || modality === 'PHONE';
}

/** Consent still to obtain before a visit at a distance. */
export function lacksConsent(visit: Pick<AppointmentView, 'modality' | 'consent'>): boolean {
  return isAtDistance(visit.modality) && visit.consent === null;
}

export interface VisitWords {
  /** "9 h 00 à 9 h 30" */
  readonly hours: (visit: Pick<AppointmentView, 'localStart' | 'localEnd'>) => string;
  /** Where a visit or a place is, with its clock where that is not the clinic's; empty at the clinic itself. */
  readonly where: (visit: Pick<FreeSlot, 'site' | 'zone'>) => string;
  /** Why, in a few words: the reason typed, else "nouvelle, C" for a visit on a referral. */
  readonly short: (visit: AppointmentView) => string;
  /** Everything a reader needs to hear of a block in the grid. */
  readonly spoken: (visit: AppointmentView) => string;
  /** "dans l’Est", the name of a zone, its code where it has none. */
  readonly zone: (zone: string) => string;
  readonly role: (role: Role) => string;
}

/** Words that several parts of the schedule say of a visit. */
export function useVisitWords(): VisitWords {
  const { t, i18n } = useTranslation(['appointments', 'common', 'visits', 'sites']);
  const clinicZone = useClinic().timeZone;
  const f = useFormat();
  const hours: VisitWords['hours'] = (visit) => t('visit.hours', { from: f.time(visit.localStart.slice(11)), to: f.time(visit.localEnd.slice(11)) });
  const short: VisitWords['short'] = (visit) => {
    if (visit.reason) return visit.reason;
    return visit.cls ? t('visit.newOfClass', { cls: visit.cls }) : '';
  };
  const zoneName = (zone: string): string => (i18n.exists(`common:zone.${zone}`) ? i18n.t(`common:zone.${zone}` as 'common:zone.America/Toronto') : zone);
  return {
    hours,
    short,
    where: ({ site, zone }) => [site?.name, zone === clinicZone ? '' : t('sites:zoneTime', { zone: zoneName(zone) })].filter(Boolean).join(', '),
    spoken: (visit) =>
      [
        hours(visit), formatName(visit.patient), t(`common:modality.${visit.modality}`), short(visit), visit.professionalName, visit.site?.name,
        visit.status === 'booked' ? '' : t(`visits:status.${visit.status}`), lacksConsent(visit) ? t('consent.missing') : '',
      ]
        .filter(Boolean)
        .join(', '),
    zone: zoneName,
    role: (role) => t(`role.${role}`),
  };
}
