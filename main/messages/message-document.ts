import type { Letterhead } from '#contract/letters.ts';
import { civilDate } from '../appointments/wall-time.ts';
import { type Block, paperOf, type PdfDocument } from '../documents/document-blocks.ts';
import { dateIn } from '../referrals/letter-dates.ts';
import type { PersonToReach } from './contact-repository.ts';
import type { KeptMessage } from './message-repository.ts';
import words from './message-words.json' with { type: 'json' };

/** Messages on the clinic's paper, each on a page of its own, in the language of who reads it. Pure. */
export function messagePages(
  messages: readonly { readonly message: Pick<KeptMessage, 'subject' | 'body' | 'language'>; readonly person: Pick<PersonToReach, 'givenName' | 'familyName' | 'address'> }[],
  { clinic, letterhead, by, at }: { readonly clinic: { readonly name: string; readonly country: string; readonly timeZone: string; readonly language: 'fr' | 'en' }; readonly letterhead: Letterhead; readonly by: string; readonly at: string },
): PdfDocument {
  const date = civilDate(at, clinic.timeZone);
  const head = [letterhead.address, letterhead.phone, letterhead.email].filter((text) => text !== '').join('\n');
  const title = `${words[clinic.language].pages} ${date}`;
  return {
    language: clinic.language, paper: paperOf(clinic.country), title, author: by, createdAt: at,
    frame: { clinic: clinic.name, subject: '', origin: `${words[clinic.language].origin} ${dateIn(clinic.language, date)}` },
    body: messages.flatMap(({ message, person }, index): Block[] => [
      ...(index === 0 ? [] : [{ kind: 'page-break' } as const]),
      { kind: 'text', text: clinic.name, tone: 'strong' },
      ...(head === '' ? [] : [{ kind: 'text', text: head, tone: 'quiet' } as const]),
      { kind: 'space', points: 24 },
      { kind: 'text', text: person.address ?? `${person.givenName} ${person.familyName}` },
      { kind: 'space', points: 14 },
      { kind: 'text', text: dateIn(message.language, date) },
      { kind: 'space', points: 6 },
      { kind: 'heading', level: 1, text: message.subject },
      { kind: 'text', text: message.body },
    ]),
  };
}
