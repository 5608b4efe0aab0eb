import type { Language } from '#contract/values.ts';
import type { CopiedAllergy, CopiedDiagnosis } from '../diagnoses/diagnosis-copy-repository.ts';
import type { Block } from '../documents/document-blocks.ts';
import { labelled, tablePart, together, wordOf } from './copy-parts.ts';
import words from './record-copy-words.json' with { type: 'json' };
import { writtenDate } from './written-values.ts';

/** Diagnoses as a document one can read: onset, certainty, antibodies and erosions, end, who wrote it. Pure. */
export function diagnosisBlocks(diagnoses: readonly CopiedDiagnosis[], language: Language): readonly Block[] {
  const own = words[language];
  return tablePart(own.problems, [own.diagnosis.onset, own.what, own.until, own.state], diagnoses.map((one) => [
    writtenDate(one.onset_on, language),
    together([one.code === null ? one.text : `${one.text} (${one.code})`, signsOf(one, language), one.recorded_by === null ? null : labelled(own.diagnosis.recorded, together([one.recorded_by, writtenDate(one.recorded_on, language)], ', '), language)], '\n'),
    writtenDate(one.ended_on, language),
    together([one.clinical_status === null ? null : wordOf(own.diagnosis.status, one.clinical_status), one.verification_status === null ? null : wordOf(own.diagnosis.verification, one.verification_status)], ', '),
  ]), language);
}

function signsOf(one: CopiedDiagnosis, language: Language): string {
  const { sign, present } = words[language].diagnosis;
  const said = (label: string, value: string | null, named: Readonly<Record<string, string>>): string | null => (value === null ? null : labelled(label, wordOf(named, value), language));
  return together([
    said(sign.rheumatoidFactor, one.rheumatoid_factor, sign), said(sign.antiCcp, one.anti_ccp, sign), said(sign.ana, one.ana, sign), said(sign.hlaB27, one.hla_b27, sign), said(sign.erosions, one.erosions, present),
  ]);
}

/** Allergies, and that none is known where somebody stated it; with nothing on file, that this does not say there is none. Pure. */
export function allergyBlocks(allergies: readonly CopiedAllergy[], language: Language): readonly Block[] {
  const own = words[language];
  const { allergy } = own;
  const table = tablePart(own.allergies, [own.date, own.what, own.state, own.who], allergies.map((one) => [
    writtenDate(one.recorded_on, language),
    one.none_known ? allergy.noneKnown : together([one.text, one.reaction === null ? null : labelled(allergy.reaction, one.reaction, language)]),
    together([
      one.clinical_status === null ? null : wordOf(allergy.status, one.clinical_status),
      one.verification_status === null ? null : wordOf(allergy.verification, one.verification_status),
      one.criticality === null ? null : wordOf(allergy.criticality, one.criticality),
    ], ', '),
    one.recorded_by,
  ]), language);
  return allergies.length === 0 ? [...table, { kind: 'text', text: allergy.unknown, tone: 'quiet' }] : table;
}
