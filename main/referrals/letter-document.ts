import type { Letterhead, LetterKind } from '#contract/letters.ts';
import type { Language } from '#contract/values.ts';
import { type Block, type PdfDocument, paperOf } from '../documents/document-blocks.ts';
import { dateIn } from './letter-dates.ts';
import words from './letter-words.json' with { type: 'json' };

/** Written before anything is decided, or of what is not seen: no class is told. */
const withoutClass: readonly LetterKind[] = ['acknowledgement', 'information'];

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
          ...(facts.cls && !withoutClass.includes(kind) ? [{ label: own.cls, value: facts.cls }] : []),
        ],
      },
      { kind: 'space', points: 6 },
      ...facts.body.split(/\n{2,}/).flatMap(paragraph),
      { kind: 'space', points: 28 },
      { kind: 'text', text: facts.signedBy, tone: 'strong' },
      { kind: 'text', text: clinic.name, tone: 'quiet' },
    ],
  };
}

/** A paragraph of the letter; its lines that begin with a dash are a list. */
function paragraph(text: string): Block[] {
  const blocks: Block[] = [];
  for (const line of text.split('\n')) {
    const item = /^\s*[-–•]\s+(.*)$/.exec(line)?.[1];
    const last = blocks.at(-1);
    if (item !== undefined) blocks.splice(-1, last?.kind === 'list' ? 1 : 0, { kind: 'list', items: [...(last?.kind === 'list' ? last.items : []), item] });
    else if (last?.kind === 'text') blocks.splice(-1, 1, { kind: 'text', text: `${last.text}\n${line}` });
    else blocks.push({ kind: 'text', text: line });
  }
  return blocks;
}
