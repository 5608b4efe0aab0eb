import type { MonitoringProfile } from '#contract/monitoring.ts';
import { dailyMg, type MatchedTreatment } from './drug-matching-rules.ts';
import { eyeDose, nextEyeExamination } from './eye-rules.ts';
import { after, before, later } from './interval-rules.ts';
import type { LabResult } from './lab-reading-rules.ts';
import type { Check, MonitoredCondition, MonitoringContent, ScheduleLine } from './monitoring-content.ts';

/** What each treatment asks for and when, from published schedules. Pure; every line works alone, and the earliest date holds. */

type RepeatRule = Extract<ScheduleLine['rule'], { kind: 'repeat' }>;

/** What is known of a person on a day. */
export interface ScheduleFacts {
  readonly today: string;
  readonly profile: MonitoringProfile;
  /** In force on the day, with the drugs they are. */
  readonly treatments: readonly MatchedTreatment[];
  /** In any order. */
  readonly results: readonly LabResult[];
  /** Conditions that hold, by code. */
  readonly conditions: ReadonlySet<string>;
}

/** A line a treatment is under, and the date it asks for a check; null: satisfied. */
export interface WorkedAsk {
  readonly check: string;
  readonly line: ScheduleLine;
  readonly treatment: MatchedTreatment;
  readonly dueOn: string | null;
}

/** When a check was last done whole: the day by which one test of each of its lists was there. Null when one was never. */
export function lastDone(check: Check, results: readonly LabResult[], today: string): string | null {
  const dates = check.needs.map((tests) =>
    results.reduce<string | null>((last, { test, on }) => (tests.includes(test) && on <= today && (last === null || on > last) ? on : last), null),
  );
  // The part longest undone says when it was done.
  return dates.reduce((earliest, date) => (earliest === null || date === null ? null : date < earliest ? date : earliest));
}

/** The newest result of a test up to a day; of one day, that of the greatest id. */
export function latest(results: readonly LabResult[], test: string, today: string): LabResult | null {
  return results.reduce<LabResult | null>((last, one) => (one.test === test && one.on <= today && (last === null || one.on > last.on || (one.on === last.on && one.id > last.id)) ? one : last), null);
}

/** Conditions that follow from codes of problems, from drugs and from results. */
export function conditionsOf(
  known: readonly MonitoredCondition[],
  { problems, treatments, results, today }: { readonly problems: readonly { readonly system: string | null; readonly code: string }[]; readonly treatments: readonly MatchedTreatment[]; readonly results: readonly LabResult[]; readonly today: string },
): ReadonlySet<string> {
  const holds = (condition: MonitoredCondition): boolean =>
    problems.some(({ code }) => condition.icd10.some((prefix) => code.startsWith(prefix)) || condition.snomed.includes(code)) ||
    treatments.some(({ drugs }) => drugs.some((drug) => condition.drugs.includes(drug))) ||
    condition.tests.some((sign) => {
      if ('positive' in sign) return results.some(({ test, finding, on }) => test === sign.test && finding === 'positive' && on <= today);
      const last = latest(results, sign.test, today);
      return last !== null && last.number !== null && last.comparator !== '>' && last.comparator !== '>=' && last.number < sign.below;
    });
  return new Set(known.filter(holds).map(({ code }) => code));
}

/** Everything the treatments ask for, line by line. */
export function asksOf(content: MonitoringContent, facts: ScheduleFacts): readonly WorkedAsk[] {
  const checks = new Map(content.schedule.checks.map((check) => [check.code, check]));
  return facts.treatments.flatMap((treatment) =>
    content.schedule.lines
      .filter((line) => isUnder(treatment, line, facts))
      .flatMap((line) =>
        line.checks.flatMap((code) => {
          const check = checks.get(code);
          if (!check) throw new Error(`schedule line ${line.id} asks for an unknown check: ${code}`);
          const dueOn = dueDate(line, treatment, check, facts);
          return dueOn === undefined ? [] : [{ check: code, line, treatment, dueOn }];
        }),
      ),
  );
}

function isUnder(treatment: MatchedTreatment, line: ScheduleLine, { profile, treatments, conditions }: ScheduleFacts): boolean {
  if (!treatment.drugs.some((drug) => line.drugs.includes(drug))) return false;
  if (line.profile !== undefined && line.profile !== profile) return false;
  if (line.condition !== undefined && !conditions.has(line.condition)) return false;
  if (line.with !== undefined && !treatments.some(({ drugs }) => drugs.some((drug) => line.with?.includes(drug)))) return false;
  // A dose or a route that is not known asks for it all the same.
  const daily = dailyMg(treatment);
  if (line.minimumDailyMg !== undefined && daily !== null && daily < line.minimumDailyMg) return false;
  if (line.routes !== undefined && treatment.route !== null && !line.routes.includes(treatment.route)) return false;
  return line.exceptRoutes === undefined || treatment.route === null || !line.exceptRoutes.includes(treatment.route);
}

/** When a line asks for a check; null once satisfied; undefined when the line has come to its end. */
function dueDate(line: ScheduleLine, treatment: MatchedTreatment, check: Check, facts: ScheduleFacts): string | null | undefined {
  const { rule } = line;
  const { results, today } = facts;
  const done = lastDone(check, results, today);
  const start = startOf(line, treatment, facts);
  switch (rule.kind) {
    case 'baseline':
      return done !== null && (rule.within === null || done >= before(start, rule.within)) ? null : start;
    case 'once':
      return done !== null && done >= start ? null : after(start, rule.after);
    case 'repeat': {
      // A dose changed begins the schedule again, and never puts off what the schedule before it asks for.
      const anchors = rule.anchor === 'dose-change' && treatment.doseChangedOn !== null && treatment.doseChangedOn > start ? [start, treatment.doseChangedOn] : [start];
      const dues = anchors.flatMap((anchor) => repeatDue(rule, anchor, done, today) ?? []);
      return dues.length === 0 ? undefined : dues.reduce((one, other) => (other < one ? other : one));
    }
    case 'to-target': {
      const value = latest(results, rule.test, today);
      const reached = value !== null && value.number !== null && value.comparator !== '>' && value.comparator !== '>=' && value.number < rule.below;
      return after(later(start, done), reached ? rule.after : rule.before);
    }
    case 'each-dose': {
      const every = treatment.dose?.everyDays;
      return after(later(start, done), every !== undefined && every > 0 ? { days: Math.ceil(every) } : rule.otherwise);
    }
    case 'eye': {
      const weight = latest(results, 'weight', today)?.number ?? null;
      const isAtRisk = rule.risks.some((risk) => facts.conditions.has(risk)) || eyeDose(treatment, weight, rule.limitMgPerKg, today).isOver;
      return nextEyeExamination(rule, start, done, isAtRisk);
    }
  }
}

/** A line that asks for two drugs together begins with the later of them. */
function startOf(line: ScheduleLine, treatment: MatchedTreatment, { treatments }: ScheduleFacts): string {
  const partners = treatments.filter(({ drugs }) => drugs.some((drug) => line.with?.includes(drug))).map(({ startedOn }) => startedOn);
  // With several partners, the pair that began last is the one that is new.
  return partners.reduce(later, treatment.startedOn);
}

/** The next date after the last check, by the phase that check fell in; null once the schedule has come to its end. */
function repeatDue({ phases, stops }: RepeatRule, anchor: string, done: string | null, today: string): string | null {
  const end = stops === undefined ? null : after(anchor, stops);
  if (end !== null && today > end) return null;
  const from = later(anchor, done);
  const found = phases.find(({ until }) => until === null || from < after(anchor, until)) ?? phases.at(-1);
  if (!found) throw new Error('a repeat rule has phases');
  const due = after(from, found.every);
  return end !== null && due > end ? null : due;
}
