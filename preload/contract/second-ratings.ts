import { z } from 'zod';
import { attachment } from './attachments.ts';
import { operation } from './define.ts';
import { patientSummary } from './patients.ts';
import { disposition } from './referrals.ts';
import { featuresSchema, professionalCode, urgency } from './triage.ts';
import { administrativeSex, id, instant, isoDate, line, prose } from './values.ts';

/**
 * Agreement between two people: requests already decided, drawn by chance for a second person who says what they would have
 * decided and is told neither the decision nor the proposal. Nothing of it changes a request.
 */

/** Most requests a sample holds, and most that wait for one person. */
export const largestSample = 200;

const person = z.object({ userId: id, name: z.string() });

export const ratingSample = z.object({
  id,
  /** Requests decided from the one day to the other. */
  from: isoDate, until: isoDate,
  wanted: z.int(), drawn: z.int(), drawnFrom: z.int(),
  /** The order of drawing follows from it alone. */
  seed: z.string(),
  rater: person, drawnAt: instant, drawnBy: z.string(), given: z.int(),
  /** Every rating given, or ended before: then the two are compared. */
  overAt: instant.nullable(), endedBy: z.string().nullable(),
});
export type RatingSample = z.infer<typeof ratingSample>;

/** What somebody decides of a request: its class and where it goes; `primary` of a visit alone. */
const judgement = z.object({ cls: urgency, disposition, primary: professionalCode.nullable() });
export type Judgement = z.infer<typeof judgement>;

const drawing = { from: isoDate, until: isoDate, raterId: id };
const asked = z.object({ id, place: z.int(), of: z.int(), receivedOn: isoDate, reasonCode: z.string().nullable(), age: z.number().nullable(), sex: administrativeSex });

export const secondRatings = {
  /** Samples drawn, newest first. */
  samples: operation({ access: 'triage.override', scope: 'clinic' }).output(z.array(ratingSample).max(100)),
  /** Who may be asked: whoever may triage. */
  raters: operation({ access: 'triage.override', scope: 'clinic' }).output(z.array(person).max(200)),
  /** Of how many requests a sample for this person would be drawn. */
  eligible: operation({ access: 'triage.override', scope: 'clinic' }).input(z.object(drawing)).output(z.object({ count: z.int() })),
  /** Draws a sample; without a seed one is made. The same id again is answered from what was drawn. */
  draw: operation({ access: 'triage.override', scope: 'clinic' })
    .input(z.object({ ...drawing, sampleId: id, size: z.int().min(1).max(largestSample), seed: line(60).default('') }))
    .output(z.object({ drawn: z.int() })),
  /** Asks for no more: what is not given is left out. */
  end: operation({ access: 'triage.override', scope: 'clinic' }).input(z.object({ sampleId: id })).output(z.object({ given: z.int() })),
  /** Where the two differ, of a sample that is over; the furthest apart first. */
  differing: operation({ access: 'triage.override', scope: 'clinic' })
    .input(z.object({ sampleId: id }))
    .output(z.array(z.object({
      ratingId: id, referralId: id, patient: patientSummary, decidedAt: instant, first: judgement.extend({ by: z.string() }), second: judgement, note: z.string().nullable(), hadOpened: z.boolean(),
    })).max(largestSample)),
  /** What is asked of the caller and not given; no name, no class. */
  mine: operation({ access: 'triage.confirm.routine', scope: 'own' }).output(z.object({ asked: z.array(asked).max(largestSample), more: z.boolean() })),
  /** A request as it was when it was decided, without what was proposed and decided; the reading is audited. */
  read: operation({ access: 'triage.confirm.routine', scope: 'own' })
    .input(z.object({ ratingId: id }))
    .output(z.object({
      id, place: z.int(), of: z.int(), receivedAt: instant, requestedClass: urgency.nullable(), reasonCode: z.string().nullable(), freeText: z.string(), findings: featuresSchema, findingWords: z.record(z.string(), z.string()),
      prerequisitesProvided: z.array(z.string()), age: z.number().nullable(), sex: administrativeSex, regionCode: z.string().nullable(), language: z.string().nullable(), mobility: z.string(), teleSuitability: z.string(), referrerOrganization: z.string().nullable(),
      papers: z.array(attachment).max(200),
    })),
  /** Says what one would have decided. `left`: ratings of this sample still to give. */
  rate: operation({ access: 'triage.confirm.routine', scope: 'own' })
    .input(judgement.extend({ ratingId: id, note: prose(1000).nullable() }))
    .output(z.object({ left: z.int() })),
  /** Takes one's rating back, within a minute or while the sample is not over. */
  takeBack: operation({ access: 'triage.confirm.routine', scope: 'own' }).input(z.object({ ratingId: id })).output(z.object({ left: z.int() })),
};
