import { z } from 'zod';
import { roles } from './permissions.ts';
import { bilingual, modality, professionalCode } from './triage.ts';
import { isoDate } from './values.ts';

/** Why somebody, or a way of meeting, is suggested or held back: the rule, in words, with its source. */
const because = z.object({ id: z.string(), title: bilingual, why: bilingual, source: bilingual });
export type RoutingReason = z.infer<typeof because>;

/** A professional one suggests, in order. `firstOn`: the first free day in the calendars of the clinic, null where there is none. */
const routeStep = z.object({
  professional: professionalCode,
  /** Role of the clinic; null: outside, whose waits nobody here knows. */
  role: z.enum(roles).nullable(),
  /** Proposed by the triage rules; the others are added by the rules of routing. */
  isProposed: z.boolean(),
  modality: modality.nullable(),
  because: z.array(because),
  may: bilingual.nullable(),
  mayNot: bilingual.nullable(),
  wait: z.object({ firstOn: isoDate.nullable(), days: z.int().nullable() }).nullable(),
  /**
   * The language of the person, where both theirs and that of somebody of this profession are known: who of it speaks it (nobody:
   * an empty list) and the first free day with one of those.
   */
  spoken: z.object({ language: z.string(), speakers: z.array(z.string()), firstOn: isoDate.nullable() }).nullable(),
});
export type RouteStep = z.infer<typeof routeStep>;

const modalityVerdict = z.object({ modality, verdict: z.enum(['suits', 'open', 'caution', 'blocked']), because: z.array(because) });
export type ModalityVerdict = z.infer<typeof modalityVerdict>;

/** Whom a person could see, in order, and how; `needsPhysician`: a red flag, no order may leave the physician out. */
export const routing = z.object({ version: z.string(), needsPhysician: z.boolean(), steps: z.array(routeStep), modalities: z.array(modalityVerdict) });
export type Routing = z.infer<typeof routing>;

/** Those who see a person, one after the other, as somebody decided. */
export const route = z.array(professionalCode).max(6).refine((list) => new Set(list).size === list.length, { error: 'REPEATED' }).default([]);
