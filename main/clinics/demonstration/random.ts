/** Numbers drawn from a seed: the same seed gives the same draws on every machine. Not for secrets. */
export interface SeededRandom {
  /** From 0 (included) to 1 (excluded). */
  fraction(): number;
  /** A whole number between two bounds, both included. */
  whole(lowest: number, highest: number): number;
  chance(probability: number): boolean;
  pick<T>(from: readonly T[]): T;
  /** One of the items, as often as its weight says. */
  weighted<T>(from: readonly (readonly [item: T, weight: number])[]): T;
  /** The items in another order. */
  shuffled<T>(from: readonly T[]): readonly T[];
  /** Draws of its own for one thing: what is drawn elsewhere does not move them. */
  for(name: string): SeededRandom;
}

/** Odd constant near 2³² divided by the golden ratio: adding it visits every 32-bit state once, far apart. */
const step = 0x9e3779b9;

/** Spreads a 32-bit state over all bits: xor-shifts and odd multipliers, each of which loses nothing. */
function scramble(state: number): number {
  let mixed = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d);
  mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}

/** Draws from a seed (a whole number) and the name of what they are for. */
export function seededRandom(seed: number, name = ''): SeededRandom {
  let state = scramble(seed >>> 0);
  for (const letter of name) state = scramble(state ^ (letter.codePointAt(0) ?? 0));

  const fraction = (): number => {
    state = (state + step) >>> 0;
    return scramble(state) / 2 ** 32;
  };
  const whole = (lowest: number, highest: number): number => lowest + Math.floor(fraction() * (highest - lowest + 1));
  const pick = <T>(from: readonly T[]): T => {
    const item = from[Math.floor(fraction() * from.length)];
    if (item === undefined) throw new RangeError('nothing to pick from');
    return item;
  };
  return {
    fraction,
    whole,
    chance: (probability) => fraction() < probability,
    pick,
    weighted: (from) => {
      let left = fraction() * from.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [item, weight] of from) {
        left -= weight;
        if (left < 0) return item;
      }
      return pick(from)[0];
    },
    shuffled: (from) => {
      const items = [...from];
      for (let last = items.length - 1; last > 0; last -= 1) {
        const other = whole(0, last);
        [items[last], items[other]] = [items[other] as (typeof items)[number], items[last] as (typeof items)[number]];
      }
      return items;
    },
    for: (other) => seededRandom(seed, `${name}/${other}`),
  };
}

/** A door for identifiers that gives the same ones in the same order: version 7 in form, the draws in place of chance. */
export function seededIds(random: SeededRandom, epochMilliseconds: () => number): () => string {
  return () => {
    const time = epochMilliseconds().toString(16).padStart(12, '0').slice(-12);
    const hex = (digits: number): string => random.whole(0, 16 ** digits - 1).toString(16).padStart(digits, '0');
    const variant = (8 + random.whole(0, 3)).toString(16);
    return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-${variant}${hex(3)}-${hex(6)}${hex(6)}`;
  };
}
