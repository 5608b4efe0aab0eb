import type { WeeklyOpening } from '#contract/people';
import { visitModality, type VisitModality } from '#contract/values';

/** The weekly hours while they are edited: what is typed may not be an opening yet. */

export interface OpeningDraft {
  /** Of this form only, to keep a row its fields. */
  readonly key: string;
  readonly weekday: number;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly modalities: readonly VisitModality[];
  /** Absent: the clinic itself. */
  readonly siteId?: string | undefined;
  /** The room of it they work in; absent: none of their own. */
  readonly roomId?: string | undefined;
}

export type OpeningProblem = 'times' | 'order' | 'modality' | 'overlap' | 'sites';

export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;
const timePattern = /^([01]\d|2[0-3]):[0-5]\d$/;

/** Drafts of stored openings. */
export function toDrafts(openings: readonly WeeklyOpening[]): OpeningDraft[] {
  return openings.map((opening, index) => ({ key: String(index), ...opening }));
}

/** What is wrong with each draft, by its key. Main checks again, and between sites, whose clocks differ, alone. */
export function openingProblems(drafts: readonly OpeningDraft[]): ReadonlyMap<string, OpeningProblem> {
  const problems = new Map<string, OpeningProblem>();
  for (const [index, draft] of drafts.entries()) {
    const overlaps = drafts.slice(0, index).some((earlier) => earlier.weekday === draft.weekday && earlier.siteId === draft.siteId && earlier.startsAt < draft.endsAt && draft.startsAt < earlier.endsAt);
    if (!timePattern.test(draft.startsAt) || !timePattern.test(draft.endsAt)) problems.set(draft.key, 'times');
    else if (draft.startsAt >= draft.endsAt) problems.set(draft.key, 'order');
    else if (draft.modalities.length === 0) problems.set(draft.key, 'modality');
    else if (overlaps) problems.set(draft.key, 'overlap');
  }
  return problems;
}

/** Openings a refusal names, by their place in what was sent. `data`: what came with it. */
export function refusedOpenings(data: unknown): number[] {
  const issues = typeof data === 'object' && data !== null && 'issues' in data && Array.isArray(data.issues) ? (data.issues as readonly { readonly path?: unknown; readonly code?: unknown }[]) : [];
  return issues.flatMap(({ path, code }) => (typeof path === 'string' && path.startsWith('openings.') && code === 'OVERLAP' ? [Number(path.slice(9))] : []));
}

/** The openings to store, in the order of the drafts; written as main writes them, so that one may be compared with the other. */
export function toOpenings(drafts: readonly OpeningDraft[]): WeeklyOpening[] {
  return drafts.map(({ weekday, startsAt, endsAt, modalities, siteId, roomId }) => ({ weekday, startsAt, endsAt, modalities: [...modalities], ...(siteId === undefined ? {} : { siteId }), ...(roomId === undefined ? {} : { roomId }) }));
}

/** Another opening for a weekday: after the last one of that day, else the morning. */
export function nextOpening(drafts: readonly OpeningDraft[], weekday: number, key: string): OpeningDraft {
  const last = drafts.filter((draft) => draft.weekday === weekday).sort((one, other) => (one.endsAt < other.endsAt ? -1 : 1)).at(-1);
  const modalities = last?.modalities ?? drafts.at(-1)?.modalities ?? (['IN_PERSON'] as const);
  const at = (last ?? drafts.at(-1))?.siteId;
  const site = at === undefined ? {} : { siteId: at };
  if (!last) return { key, weekday, startsAt: '08:00', endsAt: '12:00', modalities, ...site };
  const startsAt = last.endsAt < '13:00' ? '13:00' : last.endsAt;
  return { key, weekday, startsAt, endsAt: startsAt < '16:00' ? '16:00' : '', modalities, ...site };
}

/** The openings of one weekday given to others in place of what they had. */
export function copyToWorkdays(drafts: readonly OpeningDraft[], from: number, newKey: () => string): OpeningDraft[] {
  const source = drafts.filter((draft) => draft.weekday === from);
  const others = drafts.filter((draft) => draft.weekday === from || draft.weekday > 5);
  const copies = [1, 2, 3, 4, 5].filter((weekday) => weekday !== from).flatMap((weekday) => source.map((draft) => ({ ...draft, weekday, key: newKey() })));
  return [...others, ...copies];
}

/** The opening at another site, or (empty) at the clinic itself. */
export function atSite({ siteId: _siteId, roomId: _roomId, ...draft }: OpeningDraft, siteId: string): OpeningDraft {
  return siteId === '' ? draft : { ...draft, siteId };
}

/** The opening in a room of its site, or (empty) in none of their own. */
export function inRoom({ roomId: _roomId, ...draft }: OpeningDraft, roomId: string): OpeningDraft {
  return roomId === '' ? draft : { ...draft, roomId };
}

/** The modalities with one added or taken away, in the order of the contract. */
export function toggleModality(modalities: readonly VisitModality[], modality: VisitModality): VisitModality[] {
  return visitModality.options.filter((one) => (one === modality) !== modalities.includes(one));
}

/** A time as people type it (8, 830, 8h30, 8 h, 16:15) as `HH:mm`; anything else stays as typed, to be corrected. */
export function readTime(typed: string): string {
  const found = /^\s*(\d{1,2})\s*(?:[h:.\s]\s*(\d{2})?)?\s*$/iu.exec(typed) ?? /^\s*(\d{1,2})(\d{2})\s*$/u.exec(typed);
  const [hour, minute] = [Number(found?.[1] ?? 24), Number(found?.[2] ?? 0)];
  return hour < 24 && minute < 60 ? `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}` : typed;
}
