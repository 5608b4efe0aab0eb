import { expect, test } from 'vitest';
import type { ListedDiagnosis } from '#contract/diagnoses.ts';
import { matchingDiagnoses } from './diagnosis-search.ts';

const listed: readonly ListedDiagnosis[] = [
  { code: 'I10', label: { fr: 'Hypertension artérielle', en: 'Hypertension' }, group: 'comorbidity' },
  { code: 'M05.9', label: { fr: 'Polyarthrite rhumatoïde séropositive', en: 'Seropositive rheumatoid arthritis' }, group: 'rheumatic' },
  { code: 'M06.0', label: { fr: 'Polyarthrite rhumatoïde séronégative', en: 'Seronegative rheumatoid arthritis' }, group: 'rheumatic' },
];

test.each([
  ['', ['M05.9', 'M06.0', 'I10']], ['poly rhum', ['M05.9', 'M06.0']], ['seroneg', ['M06.0']], ['SÉROPOS poly', ['M05.9']], ['rheumatoid', ['M05.9', 'M06.0']], ['m05', ['M05.9']], ['M05.9', ['M05.9']], ['hyper art', ['I10']], ['goutte', []],
])('%j', (text, codes) => {
  expect(matchingDiagnoses(text, listed).map(({ code }) => code)).toEqual(codes);
});
