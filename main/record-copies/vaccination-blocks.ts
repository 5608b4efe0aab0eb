import type { Language } from '#contract/values.ts';
import type { Block } from '../documents/document-blocks.ts';
import type { CopiedVaccination } from '../prevention/vaccination-repository.ts';
import { labelled, tablePart, together, wordOf } from './copy-parts.ts';
import words from './record-copy-words.json' with { type: 'json' };
import { writtenDate } from './written-values.ts';

/** Vaccinations as a document one can read: when, which, the dose and its lot, or why it was not given, where it is known from. Pure. */
export function vaccinationBlocks(vaccinations: readonly CopiedVaccination[], language: Language): readonly Block[] {
  const own = words[language];
  const { vaccination } = own;
  return tablePart(own.vaccinations, [own.date, own.what, own.state, own.who], vaccinations.map((one) => [
    one.given_on === null ? one.given_words : writtenDate(one.given_on, language),
    together([
      one.text,
      one.dose_number === null ? null : labelled(vaccination.dose, String(one.dose_number), language),
      one.lot_number === null ? null : labelled(vaccination.lot, together([one.lot_number, one.expires_on === null ? null : `${vaccination.expires} ${writtenDate(one.expires_on, language)}`], ', '), language),
      one.note,
    ], '\n'),
    together([wordOf(vaccination.status, one.status), one.status_reason === null ? null : wordOf(vaccination.reason, one.status_reason), one.status_note], ', '),
    together([one.recorded_by, one.report_origin === null ? null : wordOf(vaccination.origin, one.report_origin), one.primary_source === 1 ? vaccination.here : null], ', '),
  ]), language);
}
