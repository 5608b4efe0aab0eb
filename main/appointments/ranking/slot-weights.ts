import { z } from 'zod';
import type { mobility } from '#contract/registry.ts';
import { contentOf } from '../../content/content-piece.ts';
import content from '../content/slot-weights.json' with { type: 'json' };

/** What each reason is worth when places are ranked: content, checked as this module is loaded. Points; a negative one lowers a place. */

const source = { source: z.string() };
const gain = z.number().min(0).max(100);
const loss = z.number().min(-100).max(0);
const any = z.number().min(-100).max(100);
const byModality = z.strictObject({ IN_PERSON: any, VIDEO: any, PHONE: any, HOME: any });

const weights = z.strictObject({
  due: z.strictObject({ inTime: gain, latePerDay: loss, lateAtMost: loss, earlyPerDay: loss, earlyAtMost: loss, ...source }),
  wait: z.strictObject({ perDay: z.strictObject({ URG: loss, A: loss, B: loss, C: loss, D: loss, E: loss, none: loss }), atMost: loss, ...source }),
  role: z.strictObject({ asked: gain, next: gain, other: loss, ...source }),
  modality: z.strictObject({ decided: gain, caution: loss, ...source }),
  mobility: z.strictObject({ homebound: byModality, wheelchair: byModality, aid: byModality, ...source }),
  travel: z.strictObject({ perHundredKilometres: gain, perHour: gain, atMost: gain, /** Kilometres, there and back, under which two sites are as near. */ betweenFrom: z.number().min(0).max(500), ...source }),
  grouping: z.strictObject({ sameDay: gain, /** For each other home on the round of that day, up to `roundAtMost`. */ round: gain, roundAtMost: gain, /** Kilometres of road between two homes of one round. */ roundWithin: z.number().min(0).max(200), ...source }),
  continuity: z.strictObject({ same: gain, ...source }),
  language: z.strictObject({ spoken: gain, notSpoken: loss, ...source }),
  wishes: z.strictObject({ weekday: gain, otherWeekday: loss, halfDay: gain, otherHalfDay: loss, modality: gain, otherModality: loss, shortNotice: loss, ...source }),
});

const weightList = contentOf('slot-weights', weights).refine(({ sources, body }) => Object.values(body).every((part) => sources.some(({ code }) => code === part.source)), { error: 'unknown source' });

const builtIn = weightList.parse(content);

export const slotWeightContentItems = [{ kind: builtIn.kind, id: builtIn.id, version: builtIn.version, body: builtIn }];

export type SlotWeights = z.infer<typeof weights>;
export type Mobility = z.infer<typeof mobility>;

/** The weights in force, and their version. */
export const slotWeights: SlotWeights = builtIn.body;
export const slotWeightsVersion = builtIn.version;
