/** The known name a misspelt one is closest to, within two letters; else the first it begins, within one (`crp` of `crp_mg_l`). */
export function nearestName(given: string, known: readonly string[]): string | undefined {
  const name = given.toLowerCase();
  const nearest = (within: number, distanceTo: (one: string) => number) =>
    known.map((one) => ({ one, distance: distanceTo(one) })).filter(({ distance }) => distance <= within).sort((a, b) => a.distance - b.distance)[0]?.one;
  const whole = nearest(2, (one) => editDistance(name, one));
  if (whole !== undefined || name.length < 3) return whole;
  return nearest(1, (one) => Math.min(editDistance(name, one.slice(0, name.length)), editDistance(name, one.slice(0, name.length - 1))));
}

/** Levenshtein distance, row by row. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (const [index, letter] of [...a].entries()) {
    const next = [index + 1];
    for (let column = 1; column <= b.length; column += 1) {
      const substitution = (row[column - 1] ?? 0) + (b[column - 1] === letter ? 0 : 1);
      next.push(Math.min(substitution, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
