import type { Language } from '#contract/values.ts';
import type { Reader } from '../access/record-reach.ts';
import { visitById, type VisitRow, visitsBetween } from '../appointments/appointment-repository.ts';
import { professionalHours, type VisitPatient, visitPatients } from '../appointments/calendar-repository.ts';
import type { NamedCalendarVisit } from '../appointments/visit-calendar-file.ts';
import { professionalName } from '../people/person-name.ts';
import type { ReadExecutor } from '../platform/database/schema.ts';
import type { RecordReach } from '../access/record-reach.ts';

/** Visits of one file at most. */
export const mostVisits = 5_000;

/** A visit with its patient, as a file of visits needs it. */
export interface FiledVisit {
  readonly visit: VisitRow;
  readonly patient: VisitPatient;
}

/** These visits, called off or not, in the order of time; those out of reach are not among them. */
export async function visitsByIds(db: ReadExecutor, reach: RecordReach, ids: readonly string[]): Promise<FiledVisit[]> {
  const found: VisitRow[] = [];
  for (const id of new Set(ids)) {
    const visit = await visitById(db, reach, id, 'any');
    if (visit) found.push(visit);
  }
  return withPatients(db, reach, found);
}

/** A professional's visits between two instants, with those called off, in the order of time. */
export async function visitsOfProfessional(db: ReadExecutor, reach: RecordReach, range: { practitionerId: string; from: string; until: string }): Promise<FiledVisit[]> {
  const live = await visitsBetween(db, reach, { ...range, limit: mostVisits });
  const cancelled = await visitsBetween(db, reach, { ...range, limit: mostVisits, liveness: 'cancelled' });
  return withPatients(db, reach, [...live, ...cancelled]);
}

async function withPatients(db: ReadExecutor, reach: Exclude<Reader, 'program'>, visits: readonly VisitRow[]): Promise<FiledVisit[]> {
  const patients = await visitPatients(db, reach, visits.map(({ patientId }) => patientId));
  const filed = visits.flatMap((visit) => {
    const patient = patients.get(visit.patientId);
    return patient ? [{ visit, patient }] : [];
  });
  return filed.sort((one, other) => (one.visit.startsAt < other.visit.startsAt ? -1 : 1));
}

/** The name of a professional at work in the clinic, or null. */
export async function nameAtWork(db: ReadExecutor, practitionerId: string): Promise<string | null> {
  const [person] = await professionalHours(db, { practitionerId, role: null });
  return person ? professionalName(person) : null;
}

/** As a calendar file tells it; `names`: which patients are named. */
export function asCalendarVisit({ visit, patient }: FiledVisit, names: 'none' | 'all' | 'open'): NamedCalendarVisit {
  const { id, version, startsAt, endsAt, zone, modality, videoLink } = visit;
  const isNamed = names === 'all' || (names === 'open' && patient.access === 'open');
  return {
    id, version, startsAt, endsAt, zone, modality, videoLink, professionalName: professionalName(visit.professional), siteName: visit.site?.name ?? null, isCancelled: visit.status === 'cancelled', changedAt: visit.updatedAt,
    patientName: isNamed ? `${patient.familyName}, ${patient.givenName}` : null,
  };
}

/** Names of files: what they hold, never whose visits they are. */
export function calendarName(language: Language, kind: 'visits' | 'calendar'): string {
  const names = { fr: { visits: 'Rendez-vous.ics', calendar: 'Agenda.ics' }, en: { visits: 'Appointments.ics', calendar: 'Schedule.ics' } };
  return names[language][kind];
}
