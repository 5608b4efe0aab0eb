import { Temporal } from 'temporal-polyfill';
import type { EscalationKind } from '#contract/escalations.ts';
import type { PathwayChecklist, PathwayRole } from '#contract/pathways.ts';
import { type EscalationLevel, escalationLevels, type ToxicityBody } from '#contract/toxicity.ts';
import type { Bilingual } from '#contract/triage.ts';
import type { ChecklistVerdict } from '../checklist-rules.ts';

/** What reaches the hospital, who must answer, and until when. Pure. */

/** What a call found, as far as the hospital is to know. */
interface Found {
  readonly organs: readonly { readonly organ: string; readonly grade: number }[];
  readonly escalation: EscalationLevel | null;
  readonly worst: number | null;
}

export interface EscalationNeed {
  readonly kind: EscalationKind;
  readonly level: EscalationLevel | null;
  readonly grade: number | null;
  readonly reasons: readonly Bilingual[];
  /** Items of the checklist it is about. */
  readonly items: readonly string[];
  readonly roles: readonly string[];
  readonly within: Within;
}

type Within = ToxicityBody['escalations'][number]['within'];

const graded = (label: Bilingual, grade: number, text: Bilingual): Bilingual => ({ fr: `${label.fr}\u00A0: grade ${grade}. ${text.fr}`, en: `${label.en}: grade ${grade}. ${text.en}` });

/** What a call about symptoms makes known to the hospital; null where nothing was found. Any grade does, each with its own time. */
export function needOfCall(content: ToxicityBody, found: Found): EscalationNeed | null {
  const level = found.escalation;
  const rule = content.escalations.find((one) => one.level === level);
  if (level === null || !rule) return null;
  const reasons = found.organs.flatMap(({ organ, grade }) => {
    const known = content.organs.find(({ code }) => code === organ);
    const text = known?.grades.find((one) => one.grade === grade)?.text;
    return known && text ? [graded(known.label, grade, text)] : [];
  });
  return { kind: 'toxicity', level, grade: found.worst, reasons, items: [], roles: rule.to, within: rule.within };
}

/** The same for a call before a dose that makes it a NO-GO: the shorter of both times, everybody who must act. */
export function needOfCallBeforeDose(need: EscalationNeed, checklist: PathwayChecklist): EscalationNeed {
  const isSooner = need.within.kind === 'minutes' && need.within.count < checklist.answerWithinMinutes;
  return { ...need, roles: [...new Set([checklist.noGoTo, ...need.roles])], within: isSooner ? need.within : { kind: 'minutes', count: checklist.answerWithinMinutes } };
}

/** What a NO-GO of a checklist makes known, of one item just answered; null where that item lets the dose go, or only holds it. */
export function needOfChecklist(checklist: PathwayChecklist, verdict: ChecklistVerdict, item: string): EscalationNeed | null {
  const judged = verdict.items.find(({ code }) => code === item);
  if (judged?.result !== 'no-go') return null;
  const roles: readonly PathwayRole[] = [...new Set([checklist.noGoTo, ...judged.to])];
  return { kind: 'no-go', level: null, grade: null, reasons: judged.blocks.filter(({ result }) => result === 'no-go').map(({ text }) => text), items: [item], roles, within: { kind: 'minutes', count: checklist.answerWithinMinutes } };
}

/** The grade from which an incident while a dose is given is told to the hospital. Source: checklist before a dose, programme (Article 51). */
const toldFrom = 2;

/** An incident while a dose was given. `organ`: what of the grading of toxicity it is a sign of, null where it is none. */
interface Incident {
  readonly label: Bilingual;
  readonly organ: string | null;
  readonly grade: number;
  readonly words: string;
}

/**
 * What incidents make known, by the gravest. One that is a sign of an organ is graded as a call would: any grade is told, each
 * with its own time, and that at which the organ holds the treatment at least as an orange one. Others are told from grade 2.
 */
export function needOfIncidents(checklist: PathwayChecklist, content: ToxicityBody | null, incidents: readonly Incident[]): EscalationNeed | null {
  const organOf = ({ organ }: Incident) => content?.organs.find(({ code }) => code === organ);
  const told = incidents.filter((one) => one.grade >= toldFrom || organOf(one));
  if (told.length === 0) return null;
  const levels = told.flatMap((one) => {
    const general = content?.general.find(({ grade }) => grade === one.grade)?.escalation;
    const organ = organOf(one);
    return [...(general ? [general] : []), ...(organ && one.grade >= organ.holdsFrom ? (['orange'] as const) : [])];
  });
  const grade = Math.max(...told.map((one) => one.grade));
  const level = [...escalationLevels].reverse().find((one) => levels.includes(one)) ?? null;
  const rule = content?.escalations.find((one) => one.level === level);
  const reasons = told.map((one) => {
    const text = organOf(one)?.grades.find((known) => known.grade === one.grade)?.text;
    return graded(one.label, one.grade, { fr: together(text?.fr, one.words), en: together(text?.en, one.words) });
  });
  // The mildest is seen as after a call: nobody waits by the telephone for it.
  if (rule && level === 'yellow') return { kind: 'incident', level, grade, reasons, items: [], roles: rule.to, within: rule.within };
  const within: Within = rule && rule.within.kind === 'minutes' && rule.within.count < checklist.answerWithinMinutes ? rule.within : { kind: 'minutes', count: checklist.answerWithinMinutes };
  return { kind: 'incident', level, grade, reasons, items: [], roles: [...new Set([checklist.noGoTo, ...(rule?.to ?? [])])], within };
}

const together = (...parts: readonly (string | undefined)[]): string => parts.filter(Boolean).join('. ');

/**
 * Until when an answer is expected. Minutes run day and night; working days end with the day, in the clinic's zone.
 *
 * @param isClosed whether nobody works on a civil date
 */
export function answerBy(within: Within, openedAt: string, { zone, isClosed }: { readonly zone: string; readonly isClosed: (date: string) => boolean }): string {
  const opened = Temporal.Instant.from(openedAt);
  const told = (until: Temporal.Instant): string => until.toString({ smallestUnit: 'millisecond' });
  if (within.kind === 'minutes') return told(opened.add({ minutes: within.count }));
  let date = opened.toZonedDateTimeISO(zone).toPlainDate();
  for (let left = within.count; left > 0; ) {
    date = date.add({ days: 1 });
    if (!isClosed(date.toString())) left -= 1;
  }
  return told(date.add({ days: 1 }).toZonedDateTime(zone).toInstant());
}

interface Answered {
  readonly answerBy: string;
  readonly acknowledgedAt: string | null;
}

/** Answered, waiting, or waiting past its time: one of the three, always. */
export function standingOf({ answerBy: until, acknowledgedAt }: Answered, now: string): 'open' | 'late' | 'acknowledged' {
  if (acknowledgedAt !== null) return 'acknowledged';
  return until < now ? 'late' : 'open';
}

