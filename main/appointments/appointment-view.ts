import type { AppointmentView } from '#contract/appointments.ts';
import { professionalName } from '../people/person-name.ts';
import type { VisitRow } from './appointment-repository.ts';
import { isAtDistance, isLate } from './booking-rules.ts';
import type { VisitPatient } from './calendar-repository.ts';
import { suitabilityOf } from './remote/remote-visit-rules.ts';
import { purposeOf } from './visit-purposes.ts';
import { localDateTime } from './wall-time.ts';

const nothingKept = { version: 0, checklist: null, fallback: null, outcome: null } as const;

/** Who confirmed a visit and when, since it was last moved. */
function confirmationOf(steps: VisitRow['steps']): AppointmentView['confirmed'] {
  const step = steps.slice(steps.findLastIndex(({ kind }) => kind === 'moved') + 1).findLast(({ kind }) => kind === 'confirmed');
  return step ? { at: step.at, by: step.by } : null;
}

/** A visit as the contract shows it; of a record closed to the caller, who, when, with whom and how, and not why. */
export function toAppointmentView(visit: VisitRow, patient: VisitPatient): AppointmentView {
  const { teleSuitability, city: _city, ...named } = patient;
  const isClosed = patient.access === 'closed';
  const told = <T>(value: T): T | null => (isClosed ? null : value);
  const consent = told(visit.consent);
  const known = visit.purpose === null ? null : (purposeOf(visit.purpose) ?? { code: visit.purpose, label: visit.purposeLabel ?? { fr: visit.purpose, en: visit.purpose }, atDistance: 'allowed' as const, why: null });
  const purpose = told(known);
  return {
    id: visit.id, patient: named, practitionerId: visit.practitionerId, professionalName: professionalName(visit.professional), professionalRole: visit.professional.role,
    referralId: visit.referralId, cls: told(visit.cls), reasonCode: told(visit.reasonCode), dueOn: told(visit.dueOn), late: isLate(visit.localStart.slice(0, 10), told(visit.dueOn)),
    startsAt: visit.startsAt, endsAt: visit.endsAt, localStart: visit.localStart, localEnd: localDateTime(visit.endsAt, visit.zone), zone: visit.zone, site: visit.site, resources: [...visit.resources], overbooked: visit.overbooked,
    patientZone: told(visit.patientZone), modality: visit.modality, status: visit.status, steps: visit.steps.map((step) => (isClosed ? { ...step, cancelled: null } : step)),
    // Why, in somebody's words, is of the record; that leave or a holiday is in the way is of the calendar.
    exceptions: isClosed ? [] : [...visit.exceptions], reason: told(visit.reason), purpose, videoLink: told(visit.videoLink), seriesId: visit.seriesId, version: visit.version,
    confirmed: confirmationOf(visit.steps),
    remote: isClosed || !isAtDistance(visit.modality) ? null : { ...(visit.remote ?? nothingKept), suitability: suitabilityOf({ modality: visit.modality, decided: visit.decidedModality, suitability: teleSuitability, purpose }) },
    consent: consent ? { how: consent.how, notedAt: consent.notedAt, notedBy: visit.consentNotedBy } : null,
  };
}
