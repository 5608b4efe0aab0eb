import { type JointCode, type JointName, jointSides } from '#contract/joints.ts';

/**
 * Where each of the 68 joints lies on the figure (view box 20 12 340 374, front view): the patient's right is at the left of
 * the picture. Hands and feet are about twice their size, fingers and toes spread, so that joints can be told apart.
 */
export interface JointPlace {
  readonly code: JointCode;
  readonly x: number;
  readonly y: number;
  /** Radius of the empty mark: large joints are larger. */
  readonly radius: number;
  /** The part that opens at twice the size. */
  readonly part: FigurePart;
}

export const figureParts = ['body', 'hand-r', 'hand-l', 'foot-r', 'foot-l'] as const;
export type FigurePart = (typeof figureParts)[number];

/** The axis the left side mirrors the right one by. */
const middle = 190;
const large = 3.6;
const small = 2.5;

/** The right side: code, x, y. */
const bodyJoints = [['tmj', 180.5, 44, small], ['sc', 183, 77, small], ['ac', 165, 74, small], ['shoulder', 155, 84, large], ['elbow', 134, 126, large], ['hip', 175, 178, large], ['knee', 169, 232, large]] as const;
const handJoints = [
  ['wrist', 106, 162, large],
  ['mcp1', 117.8, 188.5, small], ['ip1', 119.8, 207.4, small],
  ['mcp2', 101.4, 205.8, small], ['pip2', 96.8, 227.3, small], ['dip2', 93.8, 241.5, small],
  ['mcp3', 90.3, 206.3, small], ['pip3', 81.7, 228.7, small], ['dip3', 76, 243.6, small],
  ['mcp4', 81.2, 200.2, small], ['pip4', 69.6, 219.4, small], ['dip4', 61.9, 232.3, small],
  ['mcp5', 76.3, 190.2, small], ['pip5', 64.5, 203.2, small], ['dip5', 56.5, 212.1, small],
] as const;
const footJoints = [
  ['ankle', 165, 284, large], ['midtarsal', 159.5, 303.2, small],
  ['mtp1', 172.5, 338.9, small], ['toe1', 170.6, 354.3, small], ['mtp2', 159.9, 345.2, small], ['toe2', 156.7, 359.9, small],
  ['mtp3', 146.9, 343.3, small], ['toe3', 142.8, 356.7, small], ['mtp4', 136.5, 335.4, small], ['toe4', 131.3, 347.3, small],
  ['mtp5', 131.5, 324.3, small], ['toe5', 125.6, 334.1, small],
] as const;

const right: readonly (readonly [JointName, number, number, number, 'body' | 'hand' | 'foot'])[] = [
  ...bodyJoints.map((joint) => [...joint, 'body'] as const),
  ...handJoints.map((joint) => [...joint, 'hand'] as const),
  ...footJoints.map((joint) => [...joint, 'foot'] as const),
];

/** All 68, the right side first. */
export const jointPlaces: readonly JointPlace[] = jointSides.flatMap((side) =>
  right.map(([name, x, y, radius, part]) => ({
    code: `${name}-${side}` as const,
    x: side === 'r' ? x : 2 * middle - x,
    y,
    radius,
    part: part === 'body' ? ('body' as const) : (`${part}-${side}` as const),
  })),
);

/** The view box of the whole figure, and of a part at three times the size. */
export const figureViews: Readonly<Record<FigurePart, readonly [x: number, y: number, width: number, height: number]>> = {
  body: [20, 12, 340, 374],
  'hand-r': [34, 145, 112, 123],
  'hand-l': [234, 145, 112, 123],
  'foot-r': [94, 262, 112, 123],
  'foot-l': [174, 262, 112, 123],
};
