import type { Role } from '#contract/permissions.ts';
import type { VisitModality } from '#contract/values.ts';
import { daysFrom, shiftDays } from './plan-date-rules.ts';

/** Which visit or signed assessment may be a step of a plan: proposed, never taken by itself. Pure. */

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

export interface RecognisableStep {
  readonly kind: 'visit' | 'task' | 'laboratory';
  readonly roles: readonly Role[];
  readonly instruments: readonly string[];
  readonly dueOn: string;
  readonly fromOn: string;
  readonly untilOn: string;
}

/** The visit nearest to the step's day, by its profession, in its window; else a signed assessment with one of its instruments. */
export function recognise(step: RecognisableStep, visits: readonly KnownVisit[], assessments: readonly KnownAssessment[]): { readonly kind: 'visit' | 'assessment'; readonly id: string } | null {
  const isNear = (on: string): boolean => on >= shiftDays(step.fromOn, -slackDays) && on <= shiftDays(step.untilOn, slackDays);
  const nearest = <Found extends { readonly on: string; readonly id: string }>(found: readonly Found[]): Found | undefined =>
    [...found].sort((one, other) => Math.abs(daysFrom(step.dueOn, one.on)) - Math.abs(daysFrom(step.dueOn, other.on)) || (one.id < other.id ? -1 : 1))[0];
  if (step.kind === 'visit') {
    const visit = nearest(visits.filter(({ on, role }) => isNear(on) && role !== null && step.roles.includes(role)));
    if (visit) return { kind: 'visit', id: visit.id };
  }
  const assessment = nearest(assessments.filter(({ on, instruments }) => isNear(on) && instruments.some((one) => step.instruments.includes(one))));
  return assessment ? { kind: 'assessment', id: assessment.id } : null;
}
