import { z } from 'zod';
import { bilingual } from '#contract/triage.ts';
import content from './content/diagnosis-groups.json' with { type: 'json' };

/** The groups of diagnoses a study chooses people by: by code alone, never by words. */
export const diagnosisGroups = z
  .strictObject({ groups: z.array(z.strictObject({ code: z.string().min(1), label: bilingual, icd10: z.array(z.string().regex(/^[A-Z]\d{2}(\.\d)?$/)), snomed: z.array(z.string().regex(/^\d+$/)) })) })
  .parse(content).groups;

/** The group of a coded diagnosis, or null. Codes below one of ours are of its group: M05.9 is an M05. */
export function groupOf(codeSystem: string | null, code: string | null): string | null {
  if (codeSystem === null || code === null) return null;
  const isIcd = codeSystem.includes('icd-10');
  const isSnomed = codeSystem === 'http://snomed.info/sct';
  return diagnosisGroups.find(({ icd10, snomed }) => (isIcd && icd10.some((prefix) => code.startsWith(prefix))) || (isSnomed && snomed.includes(code)))?.code ?? null;
}
