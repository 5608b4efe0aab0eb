/** The outline of the body: one path of tapered limbs, without a face, a sex or shading. */

type Disc = readonly [x: number, y: number, radius: number];

/** Points a disc is drawn with: enough for an even edge at twice the size. */
const pointsOfDisc = 24;
const middle = 190;

/** Each limb is the hull of some discs; the right side, mirrored for the left. */
const rightLimbs: readonly (readonly Disc[])[] = [
  [[155, 84, 10.5], [134, 126, 7.6]],
  [[134, 126, 7.6], [106, 162, 6.4]],
  [[106, 162, 6.6], [101, 205, 6], [90, 206, 6], [77, 191, 6.2]],
  [[106, 162, 6.2], [117.8, 188.5, 6.4], [102, 204, 6.4]],
  [[117.8, 188.5, 6.4], [119.8, 207.4, 5.8], [120.4, 216, 4.9]],
  [[101.4, 205.8, 5.8], [96.8, 227.3, 5.4], [92.4, 248, 4.7]],
  [[90.3, 206.3, 5.8], [81.7, 228.7, 5.4], [73.4, 250, 4.7]],
  [[81.2, 200.2, 5.8], [69.6, 219.4, 5.4], [58.3, 238.3, 4.7]],
  [[76.3, 190.2, 5.8], [64.5, 203.2, 5.4], [51.8, 217.3, 4.7]],
  [[175, 178, 15], [169, 232, 10]],
  [[169, 232, 10], [168.8, 252, 9.7], [165, 284, 7]],
  [[165, 284, 7], [172.5, 338.9, 6.2], [160, 345, 6], [145, 342, 6], [131.7, 324.5, 6]],
  [[172.5, 338.9, 6.2], [170.2, 357.5, 5.6]],
  [[159.9, 345.2, 5.6], [156, 363, 4.8]],
  [[146.9, 343.3, 5.6], [141.7, 359.8, 4.7]],
  [[136.5, 335.4, 5.6], [129.8, 350.2, 4.6]],
  [[131.5, 324.3, 5.6], [123.8, 337, 4.5]],
];
const trunk: readonly (readonly Disc[])[] = [
  [[190, 33, 14.5], [190, 43, 12]],
  [[190, 50, 7.5], [190, 74, 9]],
  [[159, 83, 9], [190, 69, 7], [221, 83, 9]],
  [[157, 86, 11], [223, 86, 11], [205, 134, 12], [175, 134, 12]],
  [[175, 134, 10.5], [205, 134, 10.5], [205, 176, 15], [175, 176, 15]],
];

/** The path of the whole outline. */
export const figureBody: string = [...trunk, ...rightLimbs, ...rightLimbs.map((limb) => limb.map(([x, y, radius]): Disc => [2 * middle - x, y, radius]))]
  .map((limb) => `M${hullOf(limb.flatMap(pointsOf)).map((point) => point.map((value) => value.toFixed(1)).join(' ')).join('L')}Z`)
  .join('');

type Point = readonly [x: number, y: number];

function pointsOf([x, y, radius]: Disc): readonly Point[] {
  return Array.from({ length: pointsOfDisc }, (_, index) => {
    const angle = (2 * Math.PI * index) / pointsOfDisc;
    return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
  });
}

/** The convex hull of points, by Andrew's monotone chain. */
function hullOf(points: readonly Point[]): readonly Point[] {
  const sorted = [...points].sort(([ax, ay], [bx, by]) => ax - bx || ay - by);
  return [...halfHull(sorted), ...halfHull(sorted.reverse())];
}

function halfHull(sorted: readonly Point[]): readonly Point[] {
  const hull: Point[] = [];
  for (const point of sorted) {
    while (hull.length >= 2 && !turnsLeft(hull.at(-2), hull.at(-1), point)) hull.pop();
    hull.push(point);
  }
  return hull.slice(0, -1);
}

function turnsLeft(a: Point | undefined, b: Point | undefined, c: Point): boolean {
  return a !== undefined && b !== undefined && (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]) > 0;
}
