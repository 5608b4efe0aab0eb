import type { Letterhead, LetterKind } from '#contract/letters.ts';
import type { Language } from '#contract/values.ts';
import { type PdfDocument, paperOf } from '../documents/document-blocks.ts';
import words from './letter-words.json' with { type: 'json' };

/** All that a letter says. Dates are civil dates of the clinic, `YYYY-MM-DD`. */
export interface LetterFacts {
  readonly kind: LetterKind;
  readonly language: Language;
  readonly clinic: { readonly name: string; readonly country: string };
  readonly letterhead: Letterhead;
  readonly addressee: string;
  readonly patient: { readonly name: string; readonly birthDate: string | null; readonly nam: string | null };
  readonly receivedOn: string;
  readonly cls: string | null;
  readonly body: string;
  readonly signedBy: string;
  readonly date: string;
  readonly createdAt: string;
}

/** A letter on the clinic's paper: head, date, addressee, whom it is about, the words, the signature. */
export function letterDocument(facts: LetterFacts): PdfDocument {
  const { language, clinic, letterhead, patient, kind } = facts;
  const own = words[language];
  const subject = own.subject[kind];
  const reach = [letterhead.phone && `${own.phone} ${letterhead.phone}`, letterhead.fax && `${own.fax} ${letterhead.fax}`, letterhead.email].filter(Boolean).join('   ');
  const head = [letterhead.address, reach].filter((text) => text !== '').join('\n');
  const when = (date: string): string => dateIn(language, date);
  return {
    language,
    paper: paperOf(clinic.country),
    title: `${subject}, ${patient.name}`,
    author: facts.signedBy,
    createdAt: facts.createdAt,
    frame: { clinic: clinic.name, subject: patient.name, origin: `${own.origin} ${when(facts.date)}` },
    body: [
      { kind: 'text', text: clinic.name, tone: 'strong' },
      ...(head === '' ? [] : [{ kind: 'text', text: head, tone: 'quiet' } as const]),
      { kind: 'space', points: 14 },
      { kind: 'text', text: when(facts.date) },
      { kind: 'space', points: 6 },
      { kind: 'text', text: facts.addressee },
      { kind: 'space', points: 6 },
      { kind: 'heading', level: 1, text: subject },
      {
        kind: 'fields',
        fields: [
          { label: own.patient, value: patient.name },
          ...(patient.birthDate ? [{ label: own.birthDate, value: when(patient.birthDate) }] : []),
          ...(patient.nam ? [{ label: own.nam, value: patient.nam }] : []),
          { label: own.received, value: when(facts.receivedOn) },
          ...(facts.cls && kind !== 'information' ? [{ label: own.cls, value: facts.cls }] : []),
        ],
      },
      { kind: 'space', points: 6 },
      ...facts.body.split(/\n{2,}/).map((text) => ({ kind: 'text', text }) as const),
      { kind: 'space', points: 28 },
      { kind: 'text', text: facts.signedBy, tone: 'strong' },
      { kind: 'text', text: clinic.name, tone: 'quiet' },
    ],
  };
}

/** "17 novembre 2026" or "November 17, 2026"; a partial date as it is. */
function dateIn(language: Language, date: string): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  if (date.length !== 10) return date;
  return new Intl.DateTimeFormat(language === 'fr' ? 'fr-CA' : 'en-CA', { dateStyle: 'long', timeZone: 'UTC' }).format(Date.UTC(year, month - 1, day));
}
