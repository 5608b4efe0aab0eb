import { z } from 'zod';
import { bilingual } from '#contract/triage.ts';
import { contentOf } from '../content/content-piece.ts';
import diagnosisGroups from './content/diagnosis-groups.json' with { type: 'json' };

/** Diseases as people name them, each a list of ICD-10 codes with all beneath them; checked as this module is loaded. */
const group = z.strictObject({ code: z.string().min(1).max(60), label: bilingual, codes: z.array(z.string().regex(/^[A-Z](\d[0-9A-Z](\.\d+)?)?$/)).min(1) });
export const builtInGroups = contentOf('diagnosis-groups', z.strictObject({ groups: z.array(group) })).parse(diagnosisGroups);

/** The same as a row of `content_version`. */
export const cohortContentItems = [builtInGroups].map((piece) => ({ kind: piece.kind, id: piece.id, version: piece.version, body: piece }));

const codesByGroup = new Map(builtInGroups.body.groups.map(({ code, codes }) => [code, codes]));

/** The beginnings of codes a condition on diagnoses names, each once. A group nobody knows any more names none. */
export function codePrefixes({ groups, codes }: { readonly groups: readonly string[]; readonly codes: readonly string[] }): readonly string[] {
  return [...new Set([...groups.flatMap((one) => codesByGroup.get(one) ?? []), ...codes])];
}

/** Instruments that say how active a disease is, the one to show first where several were done the same day. */
export const activityInstruments = ['das28-crp', 'das28-esr', 'cdai', 'sdai', 'das28-crp-3', 'das28-esr-3', 'asdas-crp', 'asdas-esr', 'basdai', 'dapsa', 'cdapsa', 'sledai-2k', 'rapid3'] as const;
