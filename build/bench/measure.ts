/** One way of doing a thing, among others that do the same in the same run. */
export interface Contestant {
  readonly name: string;
  /** Does it once; `round` says which of the inputs to take. */
  readonly run: (round: number) => unknown;
  /** Fewer rounds for what is slow; the statistics say how many. */
  readonly rounds?: number;
}

/** What one contestant took, in milliseconds. */
export interface Timing {
  readonly name: string;
  readonly rounds: number;
  readonly median: number;
  readonly p95: number;
}

/**
 * Runs the contestants in turn, round after round, so that what disturbs the machine disturbs all of them alike.
 * A tenth of the rounds (at least two) goes before, unmeasured.
 */
export async function race(contestants: readonly Contestant[], rounds: number): Promise<readonly Timing[]> {
  const times = new Map<string, number[]>(contestants.map(({ name }) => [name, []]));
  const before = Math.max(2, Math.round(rounds / 10));
  for (let round = 0; round < rounds + before; round += 1) {
    // Who comes second finds warm what the first has read: each begins as often.
    const turn = round % contestants.length;
    for (const { name, run, rounds: most = rounds } of [...contestants.slice(turn), ...contestants.slice(0, turn)]) {
      // What is slow warms up in fewer rounds too.
      if (round >= most + before || round < before - Math.max(2, Math.round(most / 10))) continue;
      const started = performance.now();
      await run(round);
      const elapsed = performance.now() - started;
      if (round >= before) times.get(name)?.push(elapsed);
    }
  }
  return contestants.map(({ name }) => timingOf(name, times.get(name) ?? []));
}

/** Median and 95th percentile (nearest rank) of measured milliseconds. @throws RangeError when nothing was measured */
export function timingOf(name: string, milliseconds: readonly number[]): Timing {
  if (milliseconds.length === 0) throw new RangeError(`nothing was measured of ${name}`);
  const sorted = milliseconds.toSorted((one, other) => one - other);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0;
  return { name, rounds: sorted.length, median: at(0.5), p95: at(0.95) };
}
