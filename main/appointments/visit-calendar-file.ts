import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import { Temporal } from 'temporal-polyfill';
import type { Language, VisitModality } from '#contract/values.ts';
import words from './content/calendar-words.json' with { type: 'json' };
import { zoneDescription } from './zone-rules.ts';

/** A visit as a calendar file tells it. Instants as stored. */
export interface CalendarVisit {
  readonly id: string;
  /** Grows with every change of the visit: readers keep the highest. */
  readonly version: number;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly zone: string;
  readonly modality: VisitModality;
  readonly professionalName: string;
  readonly videoLink: string | null;
  /** Where the person comes to; null: the clinic itself. */
  readonly siteName?: string | null;
  readonly isCancelled: boolean;
  readonly changedAt: string;
}

export interface CalendarFileOptions {
  readonly clinicId: string;
  readonly clinicName: string;
  readonly language: Language;
  /** The patient's name, where it is wanted: a shared calendar shows it to everybody. */
  readonly patientName: string | null;
}

/** A visit of several, each with its own patient's name where it is wanted. */
export type NamedCalendarVisit = CalendarVisit & Pick<CalendarFileOptions, 'patientName'>;

/**
 * A visit as an iCalendar file (RFC 5545): always the same UID, SEQUENCE by version, wall times in the zone of the visit with that
 * zone described (in the hour that comes twice when clocks go back, UTC: readers do not agree on which of the two is meant); METHOD:CANCEL once it is called off. Nothing says whose visit it is, unless the name is given.
 */
export function visitCalendarFile(visit: CalendarVisit, options: CalendarFileOptions): string {
  return calendarOf([{ ...visit, patientName: options.patientName }], options, { method: visit.isCancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH, name: null });
}

/** A visit as a calendar server keeps it (RFC 4791: without METHOD). */
export function calendarObject(visit: NamedCalendarVisit, options: Omit<CalendarFileOptions, 'patientName'>): string {
  return calendarOf([visit], options, { method: null, name: null });
}

/** Several visits in one file, each as it would be alone; those called off say so, and a reader takes them away. `name`: what a reader calls the calendar. */
export function visitsCalendarFile(visits: readonly NamedCalendarVisit[], options: Omit<CalendarFileOptions, 'patientName'>, name: string | null = null): string {
  return calendarOf(visits, options, { method: ICalCalendarMethod.PUBLISH, name });
}

function calendarOf(visits: readonly NamedCalendarVisit[], { clinicId, clinicName, language }: Omit<CalendarFileOptions, 'patientName'>, { method, name }: { method: ICalCalendarMethod | null; name: string | null }): string {
  const say = words[language];
  const starts = visits.map(({ startsAt }) => startsAt).sort();
  const [first, last] = [starts[0] ?? '', starts.at(-1) ?? ''];
  const calendar = ical({
    prodId: { company: 'Relais', product: 'Relais', language: language.toUpperCase() },
    method,
    ...(name === null ? {} : { name }),
    timezone: { name: null, generator: (zone) => zoneDescription(zone, first, last) },
  });
  const appointment = say.appointment.replace('{clinic}', clinicName);
  for (const visit of visits) {
    const zone = isTwice(visit.startsAt, visit.zone) || isTwice(visit.endsAt, visit.zone) ? null : visit.zone;
    calendar.createEvent({
      id: `${visit.id}@${clinicId}.relais`,
      sequence: visit.version,
      stamp: wall(visit.changedAt, 'UTC'),
      start: wall(visit.startsAt, zone ?? 'UTC'),
      end: wall(visit.endsAt, zone ?? 'UTC'),
      timezone: zone,
      summary: visit.patientName ? `${visit.patientName}, ${appointment}` : appointment,
      description: [say.with.replace('{professional}', visit.professionalName), say[visit.modality]].join('\n'),
      location: visit.modality === 'IN_PERSON' ? [clinicName, ...(visit.siteName ? [visit.siteName] : [])].join(', ') : null,
      url: visit.videoLink,
      status: visit.isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    });
  }
  return calendar.toString();
}

/** Name of the file: the day, never whose visit it is. */
export function calendarFileName(localStart: string, language: Language): string {
  return `${words[language].file.replace('{date}', localStart.slice(0, 10))}.ics`;
}

/** Whether the wall time of an instant comes twice on its day. */
function isTwice(instant: string, zone: string): boolean {
  const local = wall(instant, zone).toPlainDateTime();
  return !local.toZonedDateTime(zone, { disambiguation: 'earlier' }).equals(local.toZonedDateTime(zone, { disambiguation: 'later' }));
}

function wall(instant: string, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(zone);
}
