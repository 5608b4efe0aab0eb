import { useTranslation } from 'react-i18next';
import type { AppointmentView } from '#contract/appointments';
import { useClinic } from '../session/session-state.ts';
import { useFormat } from '../text/use-format.ts';
import { useVisitWords } from './visit-words.ts';

/** The words to give the patient: when (in their zone), with whom, where or how, and the link. */
export function usePatientText(): (visit: AppointmentView) => string {
  const { t } = useTranslation('appointments');
  const f = useFormat();
  const words = useVisitWords();
  const clinic = useClinic();
  /** Where there are several sites, coming "to the clinic" is coming to the wrong one. */
  const howOf = (visit: AppointmentView): string => {
    if (visit.modality === 'PHONE' && visit.patient.phone) return t('message.phoneAt', { phone: visit.patient.phone });
    if (visit.modality === 'IN_PERSON' && visit.site) return t('message.inPersonAt', { site: visit.site.name });
    return t(`message.how.${visit.modality}`);
  };
  return (visit) => {
    const zone = visit.patientZone ?? visit.zone;
    const when = t('message.when', { date: f.instantDate(visit.startsAt, 'full', zone), time: f.instantTime(visit.startsAt, zone) });
    return [
      t('message.appointment', { professional: visit.professionalName, clinic: clinic.name }),
      zone === visit.zone ? `${when}.` : `${when}, ${t('message.zone', { zone: words.zone(zone) })}.`,
      howOf(visit),
      visit.videoLink ? t('message.link', { link: visit.videoLink }) : '',
      t('message.cannotCome'),
    ]
      .filter(Boolean)
      .join('\n');
  };
}
