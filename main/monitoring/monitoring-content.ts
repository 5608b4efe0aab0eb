import { z } from 'zod';
import { bilingual } from '#contract/triage.ts';
import { monitoringProfiles, monitoringSeverities } from '#contract/monitoring.ts';
import { contentOf } from '../content/content-piece.ts';
import drugs from './content/monitored-drugs.json' with { type: 'json' };
import tests from './content/monitored-tests.json' with { type: 'json' };
import schedule from './content/monitoring-schedule.json' with { type: 'json' };
import thresholds from './content/monitoring-thresholds.json' with { type: 'json' };

/** What safety monitoring knows: drugs, tests, what is asked when, and what a value means. Checked as this module is loaded. */

const code = z.string().min(1).max(60);
/** A length of time; months and years are those of the calendar. */
const duration = z.strictObject({ days: z.int().optional(), weeks: z.int().optional(), months: z.int().optional(), years: z.int().optional() });
export type Duration = z.infer<typeof duration>;
/** Every line says where it comes from: a code among the sources of the piece. */
const sourced = { source: code };

const drug = z.strictObject({ code, label: bilingual, atc: z.array(z.string()), names: z.array(z.string()), immunomodulator: z.boolean() });
export type MonitoredDrug = z.infer<typeof drug>;

/** `factor`: times the value in this unit gives the value in the first one. `loinc`: where the code depends on the unit. */
const unit = z.strictObject({ shown: z.string(), ucum: z.string(), names: z.array(z.string()).min(1), factor: z.number().positive(), loinc: z.string().optional() });
const range = z.tuple([z.number(), z.number()]);
const common = {
  code, label: bilingual, group: z.enum(['blood', 'chemistry', 'immunology', 'serology', 'measure', 'examination']), loinc: z.array(z.string()),
  /** What a column of a laboratory's table calls it besides its label, folded. */
  names: z.array(z.string()).optional(),
};
const test = z.discriminatedUnion('kind', [
  z.strictObject({
    ...common, kind: z.literal('number'), units: z.array(unit).min(1),
    /** In the first unit: outside it, it is asked again; outside `possible`, refused. */
    plausible: range, possible: range, decimals: z.int(), panel: z.int(),
    /** Upper limit supposed where the laboratory gives none. */
    usualUpper: z.number().optional(),
  }),
  z.strictObject({ ...common, kind: z.literal('finding') }),
]);
export type MonitoredTest = z.infer<typeof test>;
export type NumberTest = Extract<MonitoredTest, { kind: 'number' }>;
const words = z.strictObject({ codes: z.array(z.string()), words: z.array(z.string()) });

/** `needs`: of each list, one test must be there. */
const check = z.strictObject({ code, label: bilingual, needs: z.array(z.array(code).min(1)).min(1), laboratory: z.boolean() });
export type Check = z.infer<typeof check>;
const condition = z.strictObject({
  code, label: bilingual, icd10: z.array(z.string()), snomed: z.array(z.string()), drugs: z.array(code),
  tests: z.array(z.union([z.strictObject({ test: code, below: z.number() }), z.strictObject({ test: code, positive: z.literal(true) })])),
});
export type MonitoredCondition = z.infer<typeof condition>;

/** `until`: counted from the anchor; null for good. Intervals never shorten from one phase to the next. */
const phase = z.strictObject({ until: duration.nullable(), every: duration });
const rule = z.discriminatedUnion('kind', [
  /** Once, before starting; an earlier result counts if it is not older than `within`, any when null. */
  z.strictObject({ kind: z.literal('baseline'), within: duration.nullable() }),
  z.strictObject({ kind: z.literal('once'), after: duration }),
  /** `stops`: nothing is asked any more that long after the anchor. */
  z.strictObject({ kind: z.literal('repeat'), anchor: z.enum(['start', 'dose-change']), phases: z.array(phase).min(1), stops: duration.optional() }),
  z.strictObject({ kind: z.literal('to-target'), test: code, below: z.number(), before: duration, after: duration }),
  z.strictObject({ kind: z.literal('each-dose'), otherwise: duration }),
  z.strictObject({ kind: z.literal('eye'), baseline: duration, screening: duration, every: duration, limitMgPerKg: z.number(), risks: z.array(code) }),
]);
const line = z.strictObject({
  id: code, drugs: z.array(code).min(1), checks: z.array(code).min(1), rule, label: bilingual, ...sourced,
  /** Other drugs, one of which must be in force too. */
  with: z.array(code).optional(),
  profile: z.enum(monitoringProfiles).optional(), condition: code.optional(), minimumDailyMg: z.number().optional(), routes: z.array(z.string()).optional(), exceptRoutes: z.array(z.string()).optional(),
});
export type ScheduleLine = z.infer<typeof line>;

const severity = z.enum(monitoringSeverities);
const verdict = { severity, action: bilingual, ...sourced };
const threshold = z.strictObject({
  id: code, test: code, measure: z.enum(['value', 'times-upper', 'rise-percent']), compare: z.enum(['below', 'above', 'at-least']), limit: z.number(), ...verdict,
  drugs: z.array(code).optional(), withFever: z.literal(true).optional(),
});
export type Threshold = z.infer<typeof threshold>;
const dose = z.strictObject({ id: code, drug: code, measure: z.enum(['days-between', 'mg-per-kg']), below: z.number().optional(), above: z.number().optional(), label: bilingual, ...verdict });

const drugList = contentOf('monitored-drugs', z.strictObject({ drugs: z.array(drug) }));
const testList = contentOf('monitored-tests', z.strictObject({ tests: z.array(test), positive: words, negative: words }));
const scheduleBody = contentOf('monitoring-schedule', z.strictObject({
  profiles: z.array(z.strictObject({ code: z.enum(monitoringProfiles), label: bilingual })), checks: z.array(check), conditions: z.array(condition), lines: z.array(line),
  /** Drugs of which nothing is asked on purpose. */
  nothing: z.array(z.strictObject({ drugs: z.array(code), label: bilingual, ...sourced })),
}));
const thresholdList = contentOf('monitoring-thresholds', z.strictObject({
  fever: z.strictObject({ test: code, atLeast: z.number(), days: z.int() }),
  /** A value older than `lookBackDays` alerts no more; a rise is counted from the lowest value of the `baselineDays` before. */
  lookBackDays: z.int(), baselineDays: z.int(),
  values: z.array(threshold),
  trends: z.array(z.strictObject({ id: code, test: code, values: z.int(), leastPercent: z.number(), ...verdict })),
  combinations: z.array(z.strictObject({ id: code, drugs: z.array(z.array(code)).length(2), label: bilingual, ...verdict })),
  doses: z.array(dose),
  lates: z.array(z.strictObject({ id: code, check: code, afterDue: duration, label: bilingual, ...verdict })),
}));

const pieces = { drugs: drugList.parse(drugs), tests: testList.parse(tests), schedule: scheduleBody.parse(schedule), thresholds: thresholdList.parse(thresholds) };

/** The bodies the rules read. */
export interface MonitoringContent {
  readonly drugs: readonly MonitoredDrug[];
  readonly tests: z.infer<typeof testList>['body'];
  readonly schedule: z.infer<typeof scheduleBody>['body'];
  readonly thresholds: z.infer<typeof thresholdList>['body'];
}
export const builtInMonitoring: MonitoringContent = { drugs: pieces.drugs.body.drugs, tests: pieces.tests.body, schedule: pieces.schedule.body, thresholds: pieces.thresholds.body };

/** Every source by its code, in both languages. */
export const monitoringSources = new Map(Object.values(pieces).flatMap(({ sources }) => sources.map(({ code: name, label }) => [name, label] as const)));

/** The same as rows of `content_version`. */
export const monitoringContentItems = Object.values(pieces).map((piece) => ({ kind: piece.kind, id: piece.id, version: piece.version, body: piece }));
