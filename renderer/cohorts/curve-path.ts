/** The path of a curve of steps: level until each point, then at its height. `back`: drawn from its end, to close a band. Pure. */

type Point = readonly [number, number];

export function stepPath(points: readonly Point[], { from, until, back = false }: { readonly from: Point; readonly until: number; readonly back?: boolean }): string {
  const corners: Point[] = [from];
  let level = from[1];
  for (const [x, y] of points) {
    corners.push([x, level], [x, y]);
    level = y;
  }
  corners.push([until, level]);
  const drawn = back ? [...corners].reverse() : corners;
  return drawn.map(([x, y], index) => `${index === 0 && !back ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join(' ');
}
