import { z } from 'zod';
import { contentOf } from '../../content/content-piece.ts';
import content from '../content/match-weights.json' with { type: 'json' };

/** What each reason is worth when those who wait are ranked for a freed place: content, checked as this module is loaded. */

const gain = z.number().min(0).max(100);

const weights = z.strictObject({
  cls: z.strictObject({ URG: gain, A: gain, B: gain, C: gain, D: gain, E: gain, none: gain }),
  breach: z.strictObject({ overdue: gain, soon: gain, soonDays: z.int().min(1) }),
  earlier: z.strictObject({ perDay: gain, atMost: gain }),
  waited: z.strictObject({ perDay: gain, atMost: gain }),
  source: z.string(),
});

const weightList = contentOf('match-weights', weights).refine(({ sources, body }) => sources.some(({ code }) => code === body.source), { error: 'unknown source' });
const builtIn = weightList.parse(content);

export const matchWeightContentItems = [{ kind: builtIn.kind, id: builtIn.id, version: builtIn.version, body: builtIn }];

export type MatchWeights = z.infer<typeof weights>;
export const matchWeights: MatchWeights = builtIn.body;
