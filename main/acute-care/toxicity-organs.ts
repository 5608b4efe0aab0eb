import type { Language } from '#contract/values.ts';
import { toxicityContents } from '../toxicity/toxicity-content.ts';

/** Organs a toxicity may be of: those of every grading, once each. */
export const toxicityOrgans = [...new Map([...toxicityContents.values()].flatMap(({ body }) => body.organs.map(({ code, label }) => [code, { code, label }] as const))).values()];

/** How an organ is called; the code of one nobody knows any more. */
export function organName(code: string, language: Language): string {
  return toxicityOrgans.find((one) => one.code === code)?.label[language] ?? code;
}
