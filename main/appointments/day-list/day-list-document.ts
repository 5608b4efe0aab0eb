import type { AppointmentView } from '#contract/appointments.ts';
import type { Letterhead } from '#contract/letters.ts';
import type { Language } from '#contract/values.ts';
import { type Block, type Column, paperOf, type PdfDocument } from '../../documents/document-blocks.ts';
import { localDateTime } from '../wall-time.ts';
import words from './day-list-words.json' with { type: 'json' };

export interface DayListPaper {
  readonly date: string;
  /** Of whom; null: of the whole clinic. */
  readonly professionalName: string | null;
  readonly visits: readonly AppointmentView[];
  readonly withPhones: boolean;
  readonly clinic: { readonly name: string; readonly country: string; readonly timeZone: string; readonly language: Language };
  readonly letterhead: Letterhead;
  readonly by: string;
  /** Instant of making. */
  readonly at: string;
}

const dayIn = (language: Language, date: string): string => new Intl.DateTimeFormat(language === 'fr' ? 'fr-CA' : 'en-CA', { dateStyle: 'full', timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`));

/** Where a visit stands, as the list of the screen says it. */
function standing({ status, confirmed }: AppointmentView, language: Language): string {
  return words[language].states[status === 'booked' && confirmed ? 'confirmed' : status];
}

/** The list of a day on the clinic's paper, by time. Pure. */
export function dayListDocument({ date, professionalName, visits, withPhones, clinic, letterhead, by, at }: DayListPaper): PdfDocument {
  const { language } = clinic;
  const own = words[language];
  const sorted = [...visits].sort((one, other) => (one.localStart === other.localStart ? one.professionalName.localeCompare(other.professionalName, language) : one.localStart < other.localStart ? -1 : 1));
  const day = dayIn(language, date);
  const head = [letterhead.address.replaceAll('\n', ', '), letterhead.phone].filter((text) => text !== '').join(' · ');
  const columns: Column[] = [
    { header: own.time, width: 'fit' }, { header: own.person, width: 3 }, ...(withPhones ? [{ header: own.phone, width: 'fit' as const }] : []), ...(professionalName === null ? [{ header: own.professional, width: 2 }] : []),
    { header: own.reason, width: 3 }, { header: own.modality, width: 'fit' }, { header: own.state, width: 'fit' },
  ];
  const rows = sorted.map((visit) => [
    `${visit.localStart.slice(11, 16)}–${visit.localEnd.slice(11, 16)}`, `${visit.patient.familyName}, ${visit.patient.givenName}`, ...(withPhones ? [visit.patient.phone ?? ''] : []), ...(professionalName === null ? [visit.professionalName] : []),
    visit.reason ?? visit.purpose?.label[language] ?? '', own.modalities[visit.modality], standing(visit, language),
  ]);
  const count = visits.filter(({ status }) => status !== 'cancelled').length;
  const body: Block[] = [
    ...(head === '' ? [] : [{ kind: 'text', text: head, tone: 'quiet' } as const]),
    { kind: 'heading', level: 1, text: `${own.title} ${day}`, note: `${professionalName ?? own.all} · ${count} ${own.visits}` },
    rows.length === 0 ? { kind: 'text', text: own.none } : { kind: 'table', columns, rows },
  ];
  const made = localDateTime(at, clinic.timeZone).replace('T', ' ').slice(0, 16);
  return { language, paper: paperOf(clinic.country), title: `${own.title} ${date}`, author: by, createdAt: at, frame: { clinic: clinic.name, subject: `${day} · ${professionalName ?? own.all}`, origin: `${own.made} ${made} ${own.by} ${by}` }, body };
}
