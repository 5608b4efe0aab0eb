import type { AppointmentView } from '#contract/appointments.ts';
import { professionalName } from '../people/person-name.ts';
import type { VisitRow } from './appointment-repository.ts';
import { isLate } from './booking-rules.ts';
import type { VisitPatient } from './calendar-repository.ts';
import { localDateTime } from './wall-time.ts';

/** A visit as the contract shows it. */
export function toAppointmentView(visit: VisitRow, patient: VisitPatient): AppointmentView {
  const { teleSuitability: _teleSuitability, city: _city, ...named } = patient;
  const { consent } = visit;
  return {
    id: visit.id, patient: named, practitionerId: visit.practitionerId, professionalName: professionalName(visit.professional), professionalRole: visit.professional.role,
    referralId: visit.referralId, cls: visit.cls, reasonCode: visit.reasonCode, dueOn: visit.dueOn, late: isLate(visit.localStart.slice(0, 10), visit.dueOn),
    startsAt: visit.startsAt, endsAt: visit.endsAt, localStart: visit.localStart, localEnd: localDateTime(visit.endsAt, visit.zone), zone: visit.zone,
    patientZone: visit.patientZone, modality: visit.modality, status: visit.status, steps: [...visit.steps], reason: visit.reason, videoLink: visit.videoLink, version: visit.version,
    consent: consent ? { how: consent.how, notedAt: consent.notedAt, notedBy: visit.consentNotedBy } : null,
  };
}
