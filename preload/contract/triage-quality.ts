import { z } from 'zod';
import { comparisonIntervals } from './comparison.ts';
import { operation } from './define.ts';
import { delivery } from './deliveries.ts';
import { patientSummary } from './patients.ts';
import { roles } from './permissions.ts';
import { bilingual, professionalCode, urgency } from './triage.ts';
import { id, instant, isoDate } from './values.ts';

/** How good triage is, by period, from what is on record: counts among the requests whose records the caller reads. */

/** A figure with its 95 % interval, which is null where it cannot be said. */
const limits = { low: z.number().nullable(), high: z.number().nullable() };
const kappa = z.object({ value: z.number(), ...limits });
const share = z.object({ of: z.int(), met: z.int(), value: z.number().nullable(), ...limits });
/** Days: the median with its interval, and the nearest ranks under which 75 and 90 of 100 lie; null of nobody. */
const days = z.object({ of: z.int(), median: z.number().nullable(), ...limits, p75: z.int().nullable(), p90: z.int().nullable() });
export type QualityDays = z.infer<typeof days>;
export type QualityShare = z.infer<typeof share>;

/**
 * What the record says of a request that was not seen inside its delay, the first that holds: nobody decided, or only after
 * the due date; a visit in time that the person missed, or that was called off by the person or by somebody else; no visit
 * booked, or booked only after the due date; booked in time, for a later day.
 */
export const breachCauses = ['undecided', 'decided-late', 'no-show', 'called-off-patient', 'called-off-other', 'not-booked', 'booked-late', 'no-place'] as const;
export type BreachCause = (typeof breachCauses)[number];

/** Why a request is not among those with a delay: answered otherwise than by a visit, or closed without one. */
/** Why somebody with an inflammatory disease is not told by class: written down before any request, or on a day nobody knows. */
export const notLater = ['known', 'undated'] as const;

export const notDelayed = ['elsewhere', 'closed'] as const;

/** Ways a request comes back: from the profession it was routed to, or ended without a visit. */
export const returnKinds = ['returned', 'declined', 'cancelled'] as const;
export type ReturnKind = (typeof returnKinds)[number];

/**
 * What would make waits look shorter than they are: somebody seen without a request on record; a request registered long after
 * it came, or whose clock starts after it came; a pause written down after the delay had passed, or long after it began; a class
 * lowered as its delay ran out; a request ended without a visit after its delay.
 */
export const safeguards = ['unregistered', 'registered-late', 'clock-moved', 'paused-late', 'paused-backdated', 'lowered-late', 'ended-late'] as const;
export type Safeguard = (typeof safeguards)[number];

const period = z.object({
  /** `2026-4` or `2026`. */
  key: z.string(), from: isoDate, until: isoDate, isRunning: z.boolean(),
  /** The decision that holds of each request decided in the period: the class proposed and the class decided. */
  agreement: z.object({ agreed: share, plain: kappa.nullable(), weighted: kappa.nullable(), matrix: z.array(z.object({ proposed: urgency, decided: urgency, count: z.int() })) }),
  /**
   * The decisions of the period that a second person rated blind, of samples that are over: class for class, and by destination
   * (the profession of a visit, or the other way out). `opened`: the second had opened the request or the record since.
   */
  between: z.object({
    agreed: share, plain: kappa.nullable(), weighted: kappa.nullable(), matrix: z.array(z.object({ first: urgency, second: urgency, count: z.int() })), destination: share, destinationKappa: kappa.nullable(), opened: z.int(),
  }),
  /** The decisions of `agreement` by the rule that proposed; `changed`: decided otherwise in any way, of which so many more or less urgent. */
  rules: z.array(z.object({ ruleId: z.string(), title: bilingual.nullable(), changed: share, raised: z.int(), lowered: z.int() })),
  overridden: share,
  /** Calendar days from the complete request to the first decision that holds, of decisions of the period, by the class decided. */
  decisions: z.array(z.object({ cls: urgency, days })),
  /** Requests complete in the period, by class: days to the first visit without those in a pause, inside the delay, or why not. */
  delays: z.array(z.object({
    cls: urgency, days, inside: share, waiting: z.int(), causes: z.array(z.object({ cause: z.enum(breachCauses), count: z.int() })), leftOut: z.array(z.object({ reason: z.enum(notDelayed), count: z.int() })),
  })),
  inside: share,
  /** People whose request was complete in the period and led to an inflammatory rheumatic diagnosis; `soon`: in class C or a more urgent one. */
  diagnosed: z.object({ soon: share, classes: z.array(z.object({ cls: urgency, count: z.int() })), leftOut: z.array(z.object({ reason: z.enum(notLater), count: z.int() })) }),
  safeguards: z.array(z.object({ what: z.enum(safeguards), share })),
  returns: z.object({
    /** Sent back to triage, by the professional named first in the decision before. */
    returned: z.array(z.object({ professional: professionalCode.nullable(), count: z.int() })),
    declined: z.int(), cancelled: z.int(),
    /** Questions to referrers that were not taken back, and what they asked for; `null`: words alone. */
    asked: z.int(), items: z.array(z.object({ item: z.string().nullable(), count: z.int() })),
  }),
});
export type QualityPeriod = z.infer<typeof period>;

const asked = z.object({ every: z.enum(comparisonIntervals) });

/** Minutes of the weekly hours, and openings of the usual length that passed without a visit; `whileWaiting`: while a request accepted for that profession waited. */
const unusedOpenings = z.object({
  until: isoDate.nullable(),
  /** From this day on every day is counted by the hours in force then; before it, some by the first hours on record. Null: all are. */
  exactFrom: isoDate.nullable(),
  professionals: z.array(z.object({ practitionerId: id, name: z.string(), role: z.enum(roles), planned: z.int(), away: z.int(), unused: z.int(), openings: z.int(), whileWaiting: z.int() })).max(200),
  /** By the most urgent class that waited. */
  classes: z.array(z.object({ cls: urgency, openings: z.int() })),
});

export const triageQuality = {
  /** Every period, oldest first; the last has begun and is not over. */
  read: operation({ access: 'triage.override', scope: 'clinic' }).input(asked).output(z.object({ asOf: isoDate, periods: z.array(period) })),
  /** Why requests came back or were ended between two days, in the words of whoever did it, newest first. */
  reasons: operation({ access: 'triage.override', scope: 'clinic' })
    .input(z.object({ from: isoDate, until: isoDate, kind: z.enum(returnKinds) }))
    .output(z.object({ lines: z.array(z.object({ id, referralId: id, patient: patientSummary, at: instant, cls: urgency.nullable(), reason: z.string() })).max(100), more: z.boolean() })),
  /** Openings that passed without a visit between two days, up to yesterday. */
  unused: operation({ access: 'triage.override', scope: 'clinic' }).input(z.object({ from: isoDate, until: isoDate })).output(unusedOpenings),
  /** The figures as delimited text; counts of one to four are held back in it, with what would tell them. */
  file: operation({ access: 'triage.override', scope: 'clinic' }).input(asked.extend({ language: z.enum(['fr', 'en']) })).output(delivery),
};
