import { z } from 'zod';
import { contentOf } from '../content/content-piece.ts';
import content from './content/nurse-weights.json' with { type: 'json' };

/** What load and language weigh against a kilometre when a nurse is proposed: content, checked as this module is loaded. */

const kilometres = z.number().min(0).max(500);
const weights = z.strictObject({ kilometresOfFullLoad: kilometres, kilometresOfOtherLanguage: kilometres, /** Where the person lives outside every area of the nurse, or nobody knows where. */ kilometresOutside: kilometres, source: z.string() });
export type NurseWeights = z.infer<typeof weights>;

const builtIn = contentOf('nurse-weights', weights).refine(({ sources, body }) => sources.some(({ code }) => code === body.source), { error: 'unknown source' }).parse(content);

export const nurseWeights: NurseWeights = builtIn.body;
export const nurseContentItems = [{ kind: builtIn.kind, id: builtIn.id, version: builtIn.version, body: builtIn }];
