import { type Role, roles } from '#contract/permissions.ts';
import type { RegionFigures, TeamFigures } from '#contract/programme.ts';
import { urgencies, type Urgency } from '#contract/triage.ts';
import { type CountedDays, guardedCount, guardedDays, guardedParts, guardedShare } from './guarded-figures.ts';

/** What an interprofessional team changes for access, from what the database counted. Pure; nothing is filled in. */

/** Visits that took place, alike ones together; `region` is that of the person. */
export interface VisitTally {
  readonly period: string;
  readonly region: string | null;
  readonly role: Role | null;
  readonly modality: string;
  readonly count: number;
}

/** People seen; `role` null: by anybody, each person once. */
export interface PeopleTally {
  readonly period: string;
  readonly region: string | null;
  readonly role: Role | null;
  readonly count: number;
}

/** Requests by the day their first visit took place: who saw them, and how many days after they were complete. */
export interface FirstVisitTally {
  readonly period: string;
  readonly region: string | null;
  readonly role: Role | null;
  readonly cls: Urgency | null;
  readonly days: number;
  /** On or before the due date; null without one. */
  readonly inside: boolean | null;
  readonly count: number;
}

/** Requests of a region: received since a day, and open now. */
export interface RequestTally {
  readonly region: string | null;
  readonly received: number;
  readonly waiting: number;
  readonly overdue: number;
}

export interface TeamTallies {
  readonly visits: readonly VisitTally[];
  readonly people: readonly PeopleTally[];
  readonly firstVisits: readonly FirstVisitTally[];
}

/** Professions whose visits are those of a physician; visits by all others are visits moved to the team. */
const physicians: ReadonlySet<Role> = new Set<Role>(['rheumatologist', 'oncologist']);
const remoteModalities: ReadonlySet<string> = new Set(['VIDEO', 'PHONE']);

const total = (tallies: readonly { readonly count: number }[]): number => tallies.reduce((sum, { count }) => sum + count, 0);
const isTeam = ({ role }: { readonly role: Role | null }): boolean => role !== null && !physicians.has(role);
const isRemote = ({ modality }: VisitTally): boolean => remoteModalities.has(modality);

const daysOf = (first: readonly FirstVisitTally[]): readonly CountedDays[] => first.map(({ days, count }) => ({ days: Math.max(0, days), count }));
const insideOf = (first: readonly FirstVisitTally[]) => {
  const judged = first.filter(({ inside }) => inside !== null);
  return guardedShare(total(judged.filter(({ inside }) => inside)), total(judged));
};

/** The tallies of one period, and of one region where it is given. */
function within({ visits, people, firstVisits }: TeamTallies, period: string, region?: string | null): TeamTallies {
  const isOwn = (one: { readonly period: string; readonly region: string | null }): boolean => one.period === period && (region === undefined || one.region === region);
  return { visits: visits.filter(isOwn), people: people.filter(isOwn), firstVisits: firstVisits.filter(isOwn) };
}

/** The figures of a period. */
export function teamFigures(tallies: TeamTallies, period: string): TeamFigures {
  const { visits, people, firstVisits } = within(tallies, period);
  const present = roles.filter((role) => visits.some((one) => one.role === role));
  const visitParts = guardedParts(present.map((role) => total(visits.filter((one) => one.role === role))));
  return {
    visits: guardedCount(total(visits)),
    people: guardedCount(total(people.filter(({ role }) => role === null))),
    // People are fewer than their visits: told beside visits held back, they would tell how many those were.
    byRole: present.map((role, index) => ({ role, visits: visitParts[index] ?? null, people: visitParts[index] === null ? null : guardedCount(total(people.filter((one) => one.role === role))) })),
    remote: guardedShare(total(visits.filter(isRemote)), total(visits)),
    moved: guardedShare(total(visits.filter(isTeam)), total(visits)),
    firstElsewhere: guardedShare(total(firstVisits.filter(isTeam)), total(firstVisits)),
    wait: guardedDays(daysOf(firstVisits)),
    inside: insideOf(firstVisits),
    classes: urgencies.flatMap((cls) => {
      const own = firstVisits.filter((one) => one.cls === cls);
      return own.length === 0 ? [] : [{ cls, wait: guardedDays(daysOf(own)), inside: insideOf(own) }];
    }),
  };
}

/** The regions of a period, those with most people first; whoever has no region comes last. */
export function regionFigures(tallies: TeamTallies, requests: readonly RequestTally[], period: string): RegionFigures[] {
  const regions = [...new Set([...requests.map(({ region }) => region), ...tallies.people.filter((one) => one.period === period).map(({ region }) => region)])];
  return regions
    .map((region) => {
      const own = within(tallies, period, region);
      const asked = requests.find((one) => one.region === region);
      return { region, own, asked, size: total(own.people.filter(({ role }) => role === null)) + (asked?.received ?? 0) };
    })
    .sort((one, other) => Number(one.region === null) - Number(other.region === null) || other.size - one.size)
    .map(({ region, own: { visits, people, firstVisits }, asked }) => ({
      regionCode: region, people: guardedCount(total(people.filter(({ role }) => role === null))),
      requests: guardedCount(asked?.received ?? 0), waiting: guardedCount(asked?.waiting ?? 0), overdue: guardedCount(asked?.overdue ?? 0), visits: guardedCount(total(visits)),
      remote: guardedShare(total(visits.filter(isRemote)), total(visits)), moved: guardedShare(total(visits.filter(isTeam)), total(visits)), wait: guardedDays(daysOf(firstVisits)), inside: insideOf(firstVisits),
    }));
}
