import type { TemplateBody } from '#contract/plans.ts';
import { builtInTemplates } from '../plan-content.ts';
import type { DatingInput, PlanCalendar } from '../plan-dating-rules.ts';
import { daysFrom } from '../plan-date-rules.ts';

/** A template the program comes with. */
export function shippedTemplate(code: string): TemplateBody {
  const found = builtInTemplates.find(({ id }) => id === code);
  if (!found) throw new Error(code);
  return found.body;
}

const monday = '2024-01-01';

/** 1 Monday … 7 Sunday. */
export const weekdayOf = (date: string): number => (((daysFrom(monday, date) % 7) + 7) % 7) + 1;

/** A clinic that works from Monday to Friday but on these days, with professionals on these weekdays. */
export function calendarOf({ closed = [], weekdays = [1, 2, 3, 4, 5] }: { readonly closed?: readonly string[]; readonly weekdays?: readonly number[] } = {}): PlanCalendar {
  return {
    closedBy: (date) => (weekdayOf(date) > 5 ? 'weekend' : closed.includes(date) ? { kind: 'closure', words: 'Formation', holiday: null } : null),
    unstaffedBy: (_, date) => (weekdays.length === 0 ? 'nobody' : weekdays.includes(weekdayOf(date)) ? null : 'no-hours'),
  };
}

/** What is asked for a shipped template, with what differs. */
export function datingOf(code: string, anchor: string, part: Partial<DatingInput> = {}): DatingInput {
  const template = shippedTemplate(code);
  return {
    template, anchors: { [template.anchors[0]?.code ?? '']: anchor }, putOffDays: 0, options: [], horizon: anchor, practitionerId: null, calendar: calendarOf(), others: [], settled: new Set(), ...part,
  };
}
