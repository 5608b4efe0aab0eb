import type { enteredFacts, RecognisedFact } from '#contract/plans.ts';
import type { Role } from '#contract/permissions.ts';
import type { VisitModality } from '#contract/values.ts';
import { daysFrom, shiftDays } from './plan-date-rules.ts';

/** Which visit, signed assessment, results of a day or other entered fact may be a step of a plan: proposed, never taken by itself. Pure. */

type EnteredFact = (typeof enteredFacts)[number];
export type RecognisedKind = RecognisedFact['kind'];

/** Days beside the window in which a visit may still be the one meant. */
const slackDays = 7;

export interface KnownVisit {
  readonly id: string;
  readonly on: string;
  readonly role: Role | null;
  readonly modality: VisitModality;
  /** It took place. */
  readonly isDone: boolean;
}

export interface KnownAssessment {
  readonly id: string;
  readonly on: string;
  readonly instruments: readonly string[];
}

/** Results of one day: which tests, by their codes. */
export interface KnownResults {
  readonly id: string;
  readonly on: string;
  readonly tests: readonly string[];
}

/** A vaccine given, a coverage asked for, an attempt to reach the person. */
export interface KnownEntry {
  readonly kind: EnteredFact;
  readonly id: string;
  readonly on: string;
}

export interface KnownOfPerson {
  readonly visits: readonly KnownVisit[];
  readonly assessments: readonly KnownAssessment[];
  readonly results: readonly KnownResults[];
  readonly entries: readonly KnownEntry[];
}

/** Tests a step asks for: each with the lists of which one test must be there. */
export type AskedTests = readonly { readonly needs: readonly (readonly string[])[] }[];

export interface RecognisableStep {
  readonly kind: 'visit' | 'task' | 'laboratory';
  readonly roles: readonly Role[];
  readonly instruments: readonly string[];
  readonly tests: AskedTests;
  readonly facts: readonly EnteredFact[];
  readonly dueOn: string;
  readonly fromOn: string;
  readonly untilOn: string;
}

/** How many of the tests asked for are among results. */
export const fulfilled = (tests: AskedTests, results: Pick<KnownResults, 'tests'>): number => tests.filter((asked) => isAmong(asked, results)).length;
export const isAmong = ({ needs }: AskedTests[number], { tests }: Pick<KnownResults, 'tests'>): boolean => needs.every((list) => list.some((one) => tests.includes(one)));

/**
 * The visit nearest to the step's day, by its profession, in its window; else a signed assessment with one of its instruments; else
 * the day with most of the tests it asks for (of tests not named: any), and of days with as many the nearest; else what it names of
 * what was entered.
 */
export function recognise(step: RecognisableStep, { visits, assessments, results, entries }: KnownOfPerson): { readonly kind: RecognisedKind; readonly id: string } | null {
  const isNear = (on: string): boolean => on >= shiftDays(step.fromOn, -slackDays) && on <= shiftDays(step.untilOn, slackDays);
  const sorted = <Found extends { readonly on: string; readonly id: string }>(found: readonly Found[]): readonly Found[] =>
    [...found].sort((one, other) => Math.abs(daysFrom(step.dueOn, one.on)) - Math.abs(daysFrom(step.dueOn, other.on)) || (one.id < other.id ? -1 : 1));
  if (step.kind === 'visit') {
    const [visit] = sorted(visits.filter(({ on, role }) => isNear(on) && role !== null && step.roles.includes(role)));
    if (visit) return { kind: 'visit', id: visit.id };
  }
  const [assessment] = sorted(assessments.filter(({ on, instruments }) => isNear(on) && instruments.some((one) => step.instruments.includes(one))));
  if (assessment) return { kind: 'assessment', id: assessment.id };
  if (step.kind === 'laboratory' || step.tests.length > 0) {
    const near = sorted(results.filter((day) => isNear(day.on) && (step.tests.length === 0 || fulfilled(step.tests, day) > 0)));
    const [day] = [...near].sort((one, other) => fulfilled(step.tests, other) - fulfilled(step.tests, one));
    if (day) return { kind: 'results', id: day.id };
  }
  const [entry] = sorted(entries.filter(({ kind, on }) => isNear(on) && step.facts.includes(kind)));
  return entry ? { kind: entry.kind, id: entry.id } : null;
}
