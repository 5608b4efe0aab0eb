import { readTime } from './hours-form.ts';

/** Leave or a closure while it is typed. */
export interface AbsenceDraft {
  /** A professional, or `clinic`. */
  readonly who: string;
  /** `everywhere`, `itself` (the clinic itself), or a site. */
  readonly at: string;
  readonly firstDate: string;
  readonly lastDate: string;
  readonly part: 'whole' | 'morning' | 'afternoon' | 'hours';
  readonly startsAt: string;
  readonly endsAt: string;
  readonly words: string;
}

export type AbsenceProblem = 'dates' | 'order' | 'past' | 'oneDay' | 'times' | 'words';

const datePattern = /^\d{4}-\d{2}-\d{2}$/;
const timePattern = /^([01]\d|2[0-3]):[0-5]\d$/;
/** Wall times of the halves of a day. */
const halves = { morning: ['00:00', '12:00'], afternoon: ['12:00', '23:59'] } as const;

/** Dates and times as the contract takes them; only the first date typed: that day alone. */
export function toAbsence({ who, at, firstDate, lastDate, part, startsAt, endsAt, words }: AbsenceDraft) {
  const [from, to] = part === 'hours' ? [readTime(startsAt), readTime(endsAt)] : part === 'whole' ? [null, null] : halves[part];
  return { practitionerId: who === 'clinic' ? null : who, firstDate, lastDate: lastDate === '' ? firstDate : lastDate, startsAt: from, endsAt: to, words: words.trim() === '' ? null : words.trim(), ...atPlace(at) };
}

/** A place as the contract takes it: nothing said for everywhere, null for the clinic itself. */
export function atPlace(at: string): { at?: string | null } {
  return at === 'everywhere' ? {} : { at: at === 'itself' ? null : at };
}

/** The first thing to correct, or null. Main checks again. */
export function absenceFormProblem(draft: AbsenceDraft, today: string): AbsenceProblem | null {
  const { practitionerId, firstDate, lastDate, startsAt, endsAt, words } = toAbsence(draft);
  if (!datePattern.test(firstDate) || !datePattern.test(lastDate)) return 'dates';
  if (lastDate < firstDate) return 'order';
  if (lastDate < today) return 'past';
  if (draft.part !== 'whole' && firstDate !== lastDate) return 'oneDay';
  if (startsAt !== null && endsAt !== null && (!timePattern.test(startsAt) || !timePattern.test(endsAt) || endsAt <= startsAt)) return 'times';
  return practitionerId === null && words === null ? 'words' : null;
}
