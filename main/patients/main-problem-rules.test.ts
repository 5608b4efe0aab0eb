import { expect, test } from 'vitest';
import { mainProblem, problemKey, type ProblemRow } from './main-problem-rules.ts';

const problem = (text: string, onsetOn: string | null = null, code: string | null = null, codeSystem: string | null = null): ProblemRow => ({ text, onsetOn, code, codeSystem });

test.each<[string, readonly ProblemRow[], string | null]>([
  ['nothing', [], null],
  ['rheumatic disease before a later one', [problem('Anemia (disorder)', '2026'), problem('Rheumatoid arthritis', '2010')], 'Rheumatoid arthritis'],
  ['inflammatory before degenerative', [problem('Osteoarthritis of knee', '2026'), problem('Gout', '2001')], 'Gout'],
  ['degenerative before other', [problem('Hypertension', '2026'), problem('Primary fibromyalgia syndrome', '2001')], 'Primary fibromyalgia syndrome'],
  ['by SNOMED code whatever the text', [problem('Diabète', '2026'), problem('PR', '2001', '69896004', 'http://snomed.info/sct')], 'PR'],
  ['by ICD-10 code', [problem('Diabète', '2026'), problem('LED', '2001', 'M32.1', 'http://hl7.org/fhir/sid/icd-10')], 'LED'],
  ['the most recent of two', [problem('Goutte', '2001'), problem('Polyarthrite rhumatoïde', '2020-05')], 'Polyarthrite rhumatoïde'],
  ['a finding is not a disease', [problem('Stress (finding)', '2026'), problem('History of appendectomy', '2026')], null],
  ['another disease rather than none', [problem('Stress (finding)', '2026'), problem('Prediabetes', '2001')], 'Prediabetes'],
])('%s', (_, problems, expected) => expect(mainProblem(problems)?.text ?? null).toBe(expected));

test.each<[string, ProblemRow, string]>([
  ['by code, whatever the words', problem('PR', '2001', 'M05', 'http://hl7.org/fhir/sid/icd-10'), 'http://hl7.org/fhir/sid/icd-10|M05'],
  ['by words without a code', problem('Polyarthrite  Rhumatoïde'), '|polyarthrite rhumatoide'],
])('one problem in a list: %s', (_, row, expected) => expect(problemKey(row)).toBe(expected));
