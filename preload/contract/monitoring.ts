import { z } from 'zod';
import { operation } from './define.ts';
import { bilingual } from './triage.ts';
import { patientSummary } from './patients.ts';
import { cursor, filled, id, isoDate, line } from './values.ts';

/** Vocabulary of safety monitoring: what treatments ask for, laboratory values, and what values mean. */

/** Published schedules a clinic chooses from. */
export const monitoringProfiles = ['acr-2015', 'bsr-2017'] as const;
export type MonitoringProfile = (typeof monitoringProfiles)[number];
/** From what is watched to what cannot wait. */
export const monitoringSeverities = ['note', 'moderate', 'major', 'critical'] as const;
export type MonitoringSeverity = (typeof monitoringSeverities)[number];
/** `never`: past its date and never done. `due`: within two weeks, or not done yet and its date to come. */
export const monitoringStates = ['late', 'never', 'due', 'done'] as const;
export type MonitoringState = (typeof monitoringStates)[number];
/** Why a result of a known test could not be read. */
export const unreadReasons = ['no-date', 'no-value', 'no-unit', 'unknown-unit', 'impossible'] as const;
export type UnreadReason = (typeof unreadReasons)[number];
export const labComparators = ['<', '<=', '>', '>='] as const;
export type LabComparator = (typeof labComparators)[number];

const testCode = z.string().min(1).max(60);
/** A value as it was given: a number with its unit (a bound with its sign), or words. */
const shownValue = z.object({ test: testCode, label: bilingual, on: isoDate.nullable(), number: z.number().nullable(), comparator: z.enum(labComparators).nullable(), unit: z.string().nullable(), words: z.string().nullable() });
export type ShownValue = z.infer<typeof shownValue>;

/** Who asks for a check, since which rule; `dueOn` null: satisfied, nothing more is asked by this line. */
const ask = z.object({ line: z.string(), /** Key of the catalogue of treatments, or its words. */ treatment: z.string(), label: bilingual, source: bilingual, /** Its code among the sources, short enough for a line. */ sourceCode: z.string(), dueOn: isoDate.nullable(),
  /** Comes again; false for what is asked for once, before starting or after. */
  isFollowUp: z.boolean(),
});

export const monitoringItem = z.object({
  check: z.string(), label: bilingual, laboratory: z.boolean(), state: z.enum(monitoringStates),
  /** The earliest date any line asks for; null when nothing more is asked. */
  dueOn: isoDate.nullable(),
  /** Days past the date; negative before it. */
  daysLate: z.int().nullable(),
  doneOn: isoDate.nullable(), values: z.array(shownValue),
  /** The strictest first. */
  asks: z.array(ask),
});
export type MonitoringItem = z.infer<typeof monitoringItem>;

export const monitoringAlert = z.object({
  id: z.string(), severity: z.enum(monitoringSeverities), label: bilingual, action: bilingual, source: bilingual,
  /** The values it rests on, newest first. */
  values: z.array(shownValue),
  /** What it was compared with: a limit of the rule, the laboratory's upper limit (or one supposed), an earlier value. */
  limit: z.number().nullable(), measure: z.enum(['value', 'times-upper', 'rise-percent', 'trend', 'treatment']), measured: z.number().nullable(), upper: z.number().nullable(), upperSupposed: z.boolean(),
});
export type MonitoringAlert = z.infer<typeof monitoringAlert>;

const unreadResult = z.object({ resultId: id, test: testCode, label: bilingual, on: isoDate.nullable(), reason: z.enum(unreadReasons), number: z.number().nullable(), unit: z.string().nullable(), words: z.string().nullable() });

/** What somebody did about late checks. `snoozed`: not listed before a day, for a reason. */
export const monitoringOutcomes = ['called', 'ordered', 'snoozed'] as const;
export type MonitoringOutcome = (typeof monitoringOutcomes)[number];
const notedOutcome = z.object({ id, outcome: z.enum(monitoringOutcomes), untilOn: isoDate.nullable(), words: z.string(), at: z.string(), by: z.string() });

/** A dose of hydroxychloroquine by real weight; null where dose or weight is not known. */
const eyeDose = z.object({ dailyMg: z.number().nullable(), mgPerKg: z.number().nullable(), mostMg: z.number().nullable(), totalG: z.number().nullable(), totalGPerKg: z.number().nullable(), isOver: z.boolean() });

/** A test as results are typed: its units, the first of which the rules reckon in, and what is asked again. */
const enteredTest = z.object({
  code: testCode, kind: z.enum(['number', 'finding']), label: bilingual, group: z.enum(['blood', 'chemistry', 'immunology', 'serology', 'measure', 'examination']),
  units: z.array(z.string()), decimals: z.int(), previous: shownValue.nullable(),
});
export type EnteredTest = z.infer<typeof enteredTest>;

/** One value typed. A number with its unit, and a sign for a bound; or words. */
const typedValue = z.object({ number: z.number().nullable(), comparator: z.enum(labComparators).nullable(), unit: z.string().max(40).nullable(), words: line(200).nullable() });
export type TypedValue = z.infer<typeof typedValue>;
const typedResult = typedValue.extend({ resultId: id, test: testCode });
/** What is to be looked at again before it is kept. */
const question = z.object({ test: testCode, text: bilingual });
const outcomeOfEntry = z.object({ recorded: z.int(), questions: z.array(question) });

export const monitoring = {
  /** What treatments ask for, what is late, and alerts, of one person. @throws NOT_FOUND, RESTRICTED */
  open: operation({ access: 'patient.clinical.read', scope: 'clinic' })
    .input(z.object({ patientId: id }))
    .output(z.object({
      today: isoDate, profile: z.object({ code: z.enum(monitoringProfiles), label: bilingual }),
      items: z.array(monitoringItem), alerts: z.array(monitoringAlert), unread: z.array(unreadResult),
      conditions: z.array(bilingual), nothing: z.array(z.object({ label: bilingual, source: bilingual })),
      treatments: z.array(z.object({ ingredient: z.string(), startedOn: isoDate, known: z.boolean() })),
      /** Names of the drugs by key, where the catalogue has one. */
      names: z.record(z.string(), bilingual),
      eye: eyeDose.nullable(), outcomes: z.array(notedOutcome),
    })),
  /** The tests that can be typed, each with its last value. @throws NOT_FOUND, RESTRICTED */
  entry: operation({ access: 'patient.clinical.read', scope: 'clinic' }).input(z.object({ patientId: id })).output(z.object({ tests: z.array(enteredTest) })),
  /** Keeps results typed from paper. What is implausible is asked about first; `confirmed` keeps it all the same. @throws NOT_FOUND, RESTRICTED, FORBIDDEN, INVALID */
  record: operation({ access: 'patient.clinical.write', scope: 'clinic' })
    .input(z.object({ patientId: id, takenOn: isoDate, results: z.array(typedResult).min(1).max(60), confirmed: z.boolean().default(false) }))
    .output(outcomeOfEntry),
  /** Results typed here, newest first: those that can be corrected. */
  typed: operation({ access: 'patient.clinical.read', scope: 'clinic' })
    .input(z.object({ patientId: id }))
    .output(z.object({ results: z.array(shownValue.extend({ resultId: id, version: z.int(), kind: z.enum(['number', 'finding']), units: z.array(z.string()) })) })),
  /** Corrects a result typed here; the value before stays in the history, with the reason. @throws NOT_FOUND, RESTRICTED, FORBIDDEN, STALE, INVALID */
  correct: operation({ access: 'patient.clinical.write', scope: 'clinic' })
    .input(typedValue.extend({ resultId: id, expectedVersion: z.int(), takenOn: isoDate, reason: filled(300), confirmed: z.boolean().default(false) }))
    .output(outcomeOfEntry),
  /** Takes back a result typed here by mistake: it stays in the history and counts no more. @throws NOT_FOUND, RESTRICTED, FORBIDDEN, STALE */
  withdraw: operation({ access: 'patient.clinical.write', scope: 'clinic' })
    .input(z.object({ resultId: id, expectedVersion: z.int(), reason: filled(300) }))
    .output(z.object({ withdrawn: z.boolean() })),
  /** People whose laboratory follow-up is late, the longest first. `catchingUp`: some are still being worked out. */
  late: operation({ access: 'patient.clinical.read', scope: 'clinic' })
    .input(z.object({ after: cursor.nullable().default(null), limit: z.int().min(1).max(100).default(50) }))
    .output(z.object({
      rows: z.array(z.object({
        patient: patientSummary, dueOn: isoDate, daysLate: z.int(), checks: z.array(z.object({ label: bilingual, daysLate: z.int() })), treatments: z.array(bilingual),
        severity: z.enum(monitoringSeverities).nullable(), outcome: notedOutcome.nullable(),
      })),
      next: cursor.nullable(), total: z.int(), catchingUp: z.boolean(),
    })),
  /** Keeps what was done about late checks. @throws NOT_FOUND, RESTRICTED, FORBIDDEN, INVALID (a snooze without a day or reason) */
  note: operation({ access: 'patient.clinical.write', scope: 'clinic' })
    .input(z.object({ outcomeId: id, patientId: id, outcome: z.enum(monitoringOutcomes), untilOn: isoDate.nullable().default(null), words: line(300) }))
    .output(z.object({ noted: z.boolean() })),
  /** The schedule the clinic follows, and those there are. */
  schedule: operation({ access: 'settings.manage', scope: 'clinic' }).output(z.object({ profile: z.enum(monitoringProfiles), profiles: z.array(z.object({ code: z.enum(monitoringProfiles), label: bilingual })) })),
  chooseSchedule: operation({ access: 'settings.manage', scope: 'clinic' }).input(z.object({ profile: z.enum(monitoringProfiles) })).output(z.object({ chosen: z.boolean() })),
};
