import { ageBand } from './date-shift-rules.ts';

/**
 * Who looks like whom in an extract. What others may know of a person (age, sex, region) is told as closely as leaves them
 * among at least so many who look the same; what cannot be told so is not told. Pure.
 */

/** What others may know of a person. */
export interface Outline {
  readonly age: number | null;
  readonly sex: string | null;
  readonly region: string | null;
}

/** The same as an extract tells it; null: not told. */
export interface ToldOutline {
  readonly ageBand: string | null;
  readonly sex: string | null;
  readonly region: string | null;
}

/** From the closest to nothing at all. */
const levels: readonly ((outline: Outline) => ToldOutline)[] = [
  ({ age, sex, region }) => ({ ageBand: ageBand(age, 5), sex, region }),
  ({ age, sex, region }) => ({ ageBand: ageBand(age, 10), sex, region }),
  ({ age, sex }) => ({ ageBand: ageBand(age, 10), sex, region: null }),
  ({ age, sex }) => ({ ageBand: ageBand(age, 20), sex, region: null }),
  ({ sex }) => ({ ageBand: null, sex, region: null }),
];
const nothing: ToldOutline = { ageBand: null, sex: null, region: null };

/**
 * What is told of each, in their order: every combination told is told of at least `smallest` people. Those left over at the
 * end are joined by the smallest group of others, so that nobody stands out by being told nothing of.
 *
 * @param outlines of at least `smallest` people
 */
export function toldOutlines(outlines: readonly Outline[], smallest: number): readonly ToldOutline[] {
  const told = new Map<number, ToldOutline>();
  for (const level of levels) {
    const waiting = outlines.flatMap((outline, index) => (told.has(index) ? [] : [{ index, told: level(outline) }]));
    for (const alike of Map.groupBy(waiting, (one) => keyOf(one.told)).values()) {
      if (alike.length >= smallest) for (const one of alike) told.set(one.index, one.told);
    }
  }
  const left = outlines.length - told.size;
  if (left > 0 && left < smallest) {
    const groups = [...Map.groupBy([...told], ([, one]) => keyOf(one)).values()].sort((one, other) => one.length - other.length);
    for (const [index] of groups[0] ?? []) told.delete(index);
  }
  return outlines.map((_outline, index) => told.get(index) ?? nothing);
}

function keyOf({ ageBand: band, sex, region }: ToldOutline): string {
  return JSON.stringify([band, sex, region]);
}

/** Who has a value, as far as it matters: at most `smallest` of them are counted. */
export class Carriers {
  readonly #smallest: number;
  readonly #people = new Map<string, Set<string>>();

  constructor(smallest: number) {
    this.#smallest = smallest;
  }

  note(value: string, person: string): void {
    const known = this.#people.get(value);
    if (known === undefined) this.#people.set(value, new Set([person]));
    else if (known.size < this.#smallest) known.add(person);
  }

  /**
   * What each value is told as: itself where enough people have it; else something broader that enough of those left share;
   * else nothing. Every value told is told of at least `smallest` people.
   *
   * @param broader a value less closely: `M05.9` as `M05`; null where there is nothing broader
   */
  told(broader: (value: string) => string | null = () => null): ReadonlyMap<string, string | null> {
    const told = new Map<string, string | null>();
    const waiting: { readonly value: string; readonly people: ReadonlySet<string> }[] = [];
    for (const [value, people] of this.#people) {
      if (people.size >= this.#smallest) told.set(value, value);
      else waiting.push({ value, people });
    }
    for (const [label, values] of Map.groupBy(waiting, ({ value }) => broader(value))) {
      const together = new Set(values.flatMap(({ people }) => [...people]));
      const isTold = label !== null && (together.size >= this.#smallest || told.get(label) === label);
      for (const { value } of values) told.set(value, isTold ? label : null);
    }
    return told;
  }
}

/** A figure of a report; null: too small to be told, or told by the others. */
export type ToldCount = number | null;

/**
 * The parts of a whole, small ones left out, and others with them until none can be worked out: from the whole and what is
 * told, every part left out could be anything from one to at least `smallest`. Where that cannot be, the whole is not told.
 */
export function toldParts(parts: readonly number[], smallest: number): { readonly parts: readonly ToldCount[]; readonly isWholeTold: boolean } {
  const isHidden = parts.map((count) => count > 0 && count < smallest);
  const hidden = (): readonly number[] => parts.filter((_count, index) => isHidden[index]);
  const isSafe = (): boolean => hidden().length === 0 || (hidden().length > 1 && sum(hidden()) - (hidden().length - 1) >= smallest);
  while (!isSafe()) {
    // Those of nobody stay told: hiding them would hide nothing.
    const next = parts.reduce<number | null>((found, count, index) => (isHidden[index] || count === 0 || (found !== null && (parts[found] ?? 0) <= count) ? found : index), null);
    if (next === null) break;
    isHidden[next] = true;
  }
  return { parts: parts.map((count, index) => (isHidden[index] ? null : count)), isWholeTold: isSafe() };
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
