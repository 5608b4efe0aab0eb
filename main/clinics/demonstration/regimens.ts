import type { StopReason } from '#contract/treatments.ts';
import type { DrugKey } from './clinical-profiles.ts';
import courses from './courses.json' with { type: 'json' };
import type { SeededRandom } from './random.ts';

/** What a person of the demonstration was given one after the other, and how the disease answered. Days are counted from today; those past are negative. */
export interface Regimen {
  readonly drugs: readonly DrugKey[];
  readonly from: number;
  /** 0 for the regimen that holds. */
  readonly until: number;
  /** Activity it leads to, 0 none to 1 the most. */
  readonly level: number;
  /** Why what the next one leaves out ended; null for the regimen that holds. */
  readonly ends: StopReason | null;
  /** Prednisone for some months, while it takes effect. */
  readonly bridge: boolean;
}

/** What of a person decides what they were given. */
export interface Followed {
  readonly key: string | null;
  readonly profile: { readonly key: string } | null;
  readonly drugs: readonly DrugKey[];
  readonly active: boolean;
  readonly knownForDays: number;
}

interface Told {
  readonly days: number;
  readonly drugs: readonly string[];
  readonly level: number;
  readonly ends: string | null;
  readonly bridge?: boolean;
}

const ladders: Readonly<Record<string, { readonly conventional: readonly (readonly string[])[]; readonly targeted: readonly string[]; readonly beside: readonly string[]; readonly bridge: boolean } | undefined>> = courses.ladders;
const stories: Readonly<Record<string, { readonly knownForDays: number; readonly regimens: readonly Told[] } | undefined>> = courses.stories;

/** What acts on the disease, among what somebody takes; the rest goes beside it. */
const beside: ReadonlySet<DrugKey> = new Set<DrugKey>(['folicAcid', 'alendronate', 'colchicine', 'acetaminophen', 'duloxetine', 'nifedipine']);
const targeted: ReadonlySet<string> = new Set(Object.values(ladders).flatMap((ladder) => ladder?.targeted ?? []).concat('upadacitinib'));
const isTargeted = (drugs: readonly string[]): boolean => drugs.some((drug) => targeted.has(drug));

const conventionalEnds: readonly (readonly [StopReason, number])[] = [['primary-inefficacy', 6], ['adverse-event', 3], ['secondary-inefficacy', 1]];
const targetedEnds: readonly (readonly [StopReason, number])[] = [['secondary-inefficacy', 6], ['primary-inefficacy', 3], ['adverse-event', 2], ['infection', 1], ['access', 0.5]];

/** Days since the first visit of somebody whose story is written by hand; null for others. */
export function toldDays(key: string | null): number | null {
  return (key === null ? undefined : stories[key])?.knownForDays ?? null;
}

/** The regimens of a person, first to last; the last is what they take against their disease now. Nothing for whoever takes nothing against it. */
export function regimensOf(person: Followed, draw: SeededRandom): readonly Regimen[] {
  const drugs = person.drugs.filter((drug) => !beside.has(drug));
  if (!person.profile || drugs.length === 0) return [];
  const story = person.key === null ? undefined : stories[person.key];
  return placed(story?.regimens ?? drawnRegimens(person.profile.key, drugs, person, draw));
}

/** From durations to days before today. */
function placed(told: readonly Told[]): readonly Regimen[] {
  let from = -told.reduce((sum, { days }) => sum + days, 0);
  return told.map(({ days, drugs, level, ends, bridge }) => {
    const begins = from;
    from += days;
    return { drugs: drugs as readonly DrugKey[], from: begins, until: from, level, ends: ends as StopReason | null, bridge: bridge ?? false };
  });
}

function drawnRegimens(disease: string, drugs: readonly DrugKey[], { active, knownForDays }: Pick<Followed, 'active' | 'knownForDays'>, draw: SeededRandom): readonly Told[] {
  const ladder = ladders[disease];
  const isNew = draw.chance(0.12);
  const now = { drugs, level: active ? draw.fraction() * 0.25 + 0.3 : draw.fraction() * 0.16 + 0.04, ends: null };
  const other = (from: readonly string[], most: number): readonly string[] => draw.shuffled(from.filter((drug) => !drugs.includes(drug as DrugKey))).slice(0, most);
  const first = ladder ? draw.shuffled(ladder.conventional.filter((one) => one.length < 3 && one.join() !== drugs.join())).slice(0, isTargeted(drugs) ? draw.whole(1, 2) : knownForDays > 500 ? draw.whole(0, 1) : 0) : [];
  const second = ladder && isTargeted(drugs) ? other(ladder.targeted, knownForDays > 1400 ? draw.whole(0, 2) : draw.whole(0, 1)).map((drug) => [...ladder.beside.filter((one) => drugs.includes(one as DrugKey)), drug]) : [];
  const before = [...first, ...second].map((given) => {
    const ends = draw.weighted(isTargeted(given) ? targetedEnds : conventionalEnds);
    return { drugs: given, ends, level: ends === 'primary-inefficacy' ? 0.42 + draw.fraction() * 0.15 : 0.12 + draw.fraction() * 0.15 };
  });
  // Known for a short time with several lines behind them: the first were given elsewhere.
  const span = Math.max(knownForDays - 6, before.length * 210 + 60);
  const last = before.length === 0 ? span : isNew ? draw.whole(20, 80) : Math.max(90, Math.round(span * (0.3 + draw.fraction() * 0.3)));
  const weights = before.map(() => 0.6 + draw.fraction());
  const share = (span - last) / Math.max(1e-9, weights.reduce((sum, weight) => sum + weight, 0));
  const days = weights.map((weight) => Math.max(60, Math.round(weight * share)));
  return [...before.map((one, index) => ({ ...one, days: days[index] ?? 60, bridge: (ladder?.bridge ?? false) && index === 0 })), { ...now, days: last, bridge: (ladder?.bridge ?? false) && before.length === 0 && !drugs.includes('prednisone') && draw.chance(0.6) }];
}

/** How active the disease is on a day: it answers to what is given over some weeks; what fails after a while lets it come back. */
export function activityOn(regimens: readonly Regimen[], day: number): number {
  let level = 0.82;
  for (const { from, until, level: aim, ends } of regimens) {
    if (day < from) break;
    const at = Math.min(day, until);
    const falling = aim + (level - aim) * Math.exp(-(at - from) / 75);
    const lost = ends === 'secondary-inefficacy' ? Math.max(0, (at - from) / (until - from) - 0.6) * 1.25 : 0;
    level = Math.min(0.85, falling + lost);
  }
  return level;
}
