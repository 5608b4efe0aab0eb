import { z } from 'zod';
import type { Language } from '#contract/values.ts';
import type { Block } from '../documents/document-blocks.ts';
import { labelled, tablePart, together, wordOf } from './copy-parts.ts';
import type { RecordContent } from './record-copy-repository.ts';
import words from './record-copy-words.json' with { type: 'json' };
import { writtenInstant } from './written-values.ts';

const texts = z.array(z.string());
const numbers = z.array(z.int());

/** What somebody said of when, how and from how far they can come, and what they said before. Pure. */
export function wishBlocks(wishes: RecordContent['wishes'], language: Language, zone: string): readonly Block[] {
  const own = words[language];
  const counted = (label: string, value: number | null): string | null => (value === null ? null : labelled(label, String(value), language));
  return tablePart(own.wishes.title, [own.date, own.what, own.until], wishes.map((one) => [
    writtenInstant(one.set_at, zone, language),
    together([
      together(numbers.parse(JSON.parse(one.weekdays)).map((day) => own.wishes.days[day - 1]), ', '), together(texts.parse(JSON.parse(one.half_days)).map((part) => wordOf(own.wishes.halfDays, part)), ', '),
      together(texts.parse(JSON.parse(one.modalities)).map((modality) => wordOf(own.modalities, modality)), ', '), counted(own.wishes.notice, one.notice_hours), counted(own.wishes.km, one.travel_km),
      counted(own.wishes.minutes, one.travel_minutes), one.words,
    ]),
    one.replaced_at === null ? null : writtenInstant(one.replaced_at, zone, language),
  ]), language);
}
