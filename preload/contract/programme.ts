import { z } from 'zod';
import { acuteKinds, detections } from './acute-care.ts';
import { comparisonIntervals } from './comparison.ts';
import { operation } from './define.ts';
import { delivery } from './deliveries.ts';
import { roles } from './permissions.ts';
import { callKinds } from './toxicity-calls.ts';
import { bilingual, urgency } from './triage.ts';
import { isoDate } from './values.ts';

/**
 * What an interprofessional team changes for access: who follows whom, how, and how long people wait, by period, before and
 * after it began, and by region. Counts alone; one to four are held back (null), and a figure that would tell them with them.
 */

/** How many, or null where it is held back. */
/** Where toxicity may first be seen: what is noted with a visit to hospital, and a dose while it is given. */
export const toxicityPlaces = ['dose', ...detections] as const;
export type ToxicityPlace = (typeof toxicityPlaces)[number];

const guarded = z.int().nullable();
export type GuardedCount = z.infer<typeof guarded>;

/** A share from 0 to 1 with its 95 % interval; null of nobody, or where one side of it is too small to be told. */
const share = z.object({ of: guarded, value: z.number().nullable(), low: z.number().nullable(), high: z.number().nullable() });
export type GuardedShare = z.infer<typeof share>;

/** Days: the median with its interval and the nearest rank under which 90 of 100 lie; null of fewer than five. */
const days = z.object({ of: guarded, median: z.number().nullable(), low: z.number().nullable(), high: z.number().nullable(), p90: z.int().nullable() });
export type GuardedDays = z.infer<typeof days>;

const teamFigures = z.object({
  /** Visits that took place, people seen, and each by the profession that saw them. */
  visits: guarded, people: guarded,
  byRole: z.array(z.object({ role: z.enum(roles), visits: guarded, people: guarded })),
  /** Visits by telephone or video. */
  remote: share,
  /** Visits made by another professional than a physician. */
  moved: share,
  /** Requests whose first visit took place, by another professional than a physician. */
  firstElsewhere: share,
  /** Requests whose first visit took place: days from the complete request, and the share on or before the due date. */
  wait: days, inside: share,
  classes: z.array(z.object({ cls: urgency, wait: days, inside: share })),
});
export type TeamFigures = z.infer<typeof teamFigures>;

const period = z.object({ key: z.string(), from: isoDate, until: isoDate, isRunning: z.boolean(), figures: teamFigures });
export type TeamPeriod = z.infer<typeof period>;

/** A region over the last twelve months; `null` is the region of those without one. */
const region = z.object({
  regionCode: z.string().nullable(), people: guarded, requests: guarded, waiting: guarded, overdue: guarded, visits: guarded, remote: share, moved: share, wait: days, inside: share,
});
export type RegionFigures = z.infer<typeof region>;

/** Of a profession: who has weekly hours, the hours of a week, and what became of them over the last thirteen weeks, in minutes. */
const capacity = z.object({ role: z.enum(roles), professionals: z.int(), weekly: z.number(), planned: z.int(), away: z.int(), unused: z.int(), waiting: guarded });
export type RoleCapacity = z.infer<typeof capacity>;

const teamReport = z.object({
  asOf: isoDate,
  /** The day the team began, as the clinic says; null while nobody said. */
  startedOn: isoDate.nullable(),
  periods: z.array(period),
  /** The year before the team began, and the time since. */
  compared: z.object({ before: period, after: period }).nullable(),
  regions: z.array(region).max(40),
  capacity: z.object({ from: isoDate, until: isoDate, roles: z.array(capacity) }),
});
export type TeamReport = z.infer<typeof teamReport>;

/** What others published of the same programme, on a day. */
export const publishedCounts = ['included', 'nurses-trained', 'workshops-held'] as const;

/** What is to be noted of everybody on a pathway; `training`: of whoever did an act that asks for it, on that day. */
export const completenessParts = ['doses', 'calls', 'quality', 'training'] as const;
export type CompletenessPart = (typeof completenessParts)[number];

const pathwayReport = z.object({
  asOf: isoDate, code: z.string(), label: bilingual,
  /** The pathways in force, to choose from. */
  pathways: z.array(z.object({ code: z.string(), label: bilingual })).max(100),
  /** People included up to the end of each month, up to this one, and what the programme aims at by then; null outside its years. */
  inclusions: z.array(z.object({ month: z.string().regex(/^\d{4}-\d{2}$/), included: guarded, target: z.number().nullable() })),
  target: z.object({ from: isoDate, until: isoDate, count: z.int(), source: bilingual }).nullable(),
  published: z.array(z.object({ what: z.enum(publishedCounts), on: isoDate, count: z.int(), source: bilingual })),
  /** Where people are now: to admit, in each phase, suspended, through it, or out of it. */
  standing: z.array(z.object({ code: z.string(), label: bilingual.nullable(), count: guarded })),
  /** Doses given at home are journeys to the hospital avoided, there and back. */
  doses: z.object({
    home: guarded, hospital: guarded, cancelled: guarded, atHome: share,
    /** Kilometres there and back that doses at home avoided, of people whose way is noted; how many doses at home are of the others. */
    kilometres: z.number().nullable(), withoutDistance: guarded,
  }),
  /** Calls that were made, by kind; how many of those planned were made on their day or before. */
  calls: z.object({ made: guarded, inTime: share, byKind: z.array(z.object({ kind: z.enum(callKinds), count: guarded })) }),
  /** Toxicity: how many calls found each grade of each organ, how many emergency visits and admissions were due to one that no call had found, and incidents of doses neither had. */
  toxicity: z.array(z.object({ organ: z.string(), label: bilingual.nullable(), grades: z.array(z.object({ grade: z.int(), count: guarded })) })),
  /** Where toxicity was first seen; null: nobody noted it. */
  detected: z.array(z.object({ place: z.enum(toxicityPlaces).nullable(), count: guarded })),
  /** Days from the first symptom, where it was noted, to what was done about it. */
  symptomDays: days,
  /** Of what was to be noted by now, the share that is: doses, calls, quality of life at its milestones. */
  completeness: z.array(z.object({ what: z.enum(completenessParts), share })),
  /** What the hospital had to answer, and how long it took. */
  escalations: z.object({ opened: guarded, waiting: guarded, late: guarded, inTime: share, minutes: days }),
  /** Emergency visits and admissions between inclusion and the end of the pathway: how many, those due to the treatment, and how many in a hundred months of one person. */
  acute: z.object({ people: guarded, months: z.number().nullable(), kinds: z.array(z.object({ kind: z.enum(acuteKinds), count: guarded, related: guarded, per100Months: z.number().nullable() })) }),
  /** Quality of life by month since inclusion: the middle of the global health of the QLQ-C30, from 0 to 100. */
  quality: z.array(z.object({ month: z.int(), of: guarded, median: z.number().nullable() })),
});
export type PathwayReport = z.infer<typeof pathwayReport>;

const asked = z.object({ every: z.enum(comparisonIntervals) });
const language = z.enum(['fr', 'en']);

export const programme = {
  team: operation({ access: 'indicators.read', scope: 'aggregate' }).input(asked).output(teamReport),
  /** What a pathway does, from its inclusions on. `code` null: the first to choose from. @throws NOT_FOUND */
  pathway: operation({ access: 'indicators.read', scope: 'aggregate' }).input(z.object({ code: z.string().max(60).nullable() })).output(pathwayReport),
  /** The same as a file: figures as delimited text or a workbook, or the report as PDF with charts. */
  teamFile: operation({ access: 'indicators.read', scope: 'aggregate' }).input(asked.extend({ language, format: z.enum(['csv', 'xlsx', 'pdf']) })).output(delivery),
  /** Says on which day the team began; null takes it back. */
  setTeamStart: operation({ access: 'settings.manage', scope: 'clinic' }).input(z.object({ startedOn: isoDate.nullable() })).output(z.object({ startedOn: isoDate.nullable() })),
};
