import { z } from 'zod';

/** The 68 joints of a count, by the codes of the joint figure; `-r` is the patient's right. */
const jointNames = [
  'tmj', 'sc', 'ac', 'shoulder', 'elbow', 'hip', 'knee',
  'wrist', 'mcp1', 'ip1', 'mcp2', 'pip2', 'dip2', 'mcp3', 'pip3', 'dip3', 'mcp4', 'pip4', 'dip4', 'mcp5', 'pip5', 'dip5',
  'ankle', 'midtarsal', 'mtp1', 'toe1', 'mtp2', 'toe2', 'mtp3', 'toe3', 'mtp4', 'toe4', 'mtp5', 'toe5',
] as const;
export type JointName = (typeof jointNames)[number];
export const jointSides = ['r', 'l'] as const;
export type JointSide = (typeof jointSides)[number];
export type JointCode = `${JointName}-${JointSide}`;

export const jointCodes: readonly JointCode[] = jointSides.flatMap((side) => jointNames.map((name): JointCode => `${name}-${side}`));
export const jointCode = z.templateLiteral([z.enum(jointNames), '-', z.enum(jointSides)]);

/**
 * What is counted: 28 joints (shoulders, elbows, wrists, MCP, thumb IP, PIP, knees), or 68 for tenderness and 66 for swelling,
 * the hips being felt and not seen. Source: van der Heijde 1990 (28), ACR 1994 (66/68); domain: Fuchs 1989.
 */
export const jointSets = ['28', '66-68'] as const;
export type JointSet = (typeof jointSets)[number];
const of28: ReadonlySet<string> = new Set<JointName>(['shoulder', 'elbow', 'wrist', 'mcp1', 'ip1', 'mcp2', 'pip2', 'mcp3', 'pip3', 'mcp4', 'pip4', 'mcp5', 'pip5', 'knee']);

/** A joint's name and side. */
export function jointParts(code: JointCode): { readonly name: JointName; readonly side: JointSide } {
  const [name, side] = code.split('-') as [JointName, JointSide];
  return { name, side };
}

const codesOf28: ReadonlySet<JointCode> = new Set(jointCodes.filter((code) => of28.has(jointParts(code).name)));

/** Whether a joint belongs to the count of 28. */
export function isOf28(code: JointCode): boolean {
  return codesOf28.has(code);
}

/** Whether swelling of a joint is counted: of the hips, tenderness alone is. */
export function canSwell(code: JointCode): boolean {
  return code !== 'hip-r' && code !== 'hip-l';
}

/** What was found at one joint. A joint that cannot be judged is neither tender nor swollen. */
export const jointFinding = z.object({ tender: z.boolean(), swollen: z.boolean(), unassessable: z.enum(['prosthesis', 'not-assessable']).nullable() });
export type JointFinding = z.infer<typeof jointFinding>;
/** What was found, by joint; a joint not named was found neither tender nor swollen. */
export type JointFindings = Readonly<Partial<Record<JointCode, JointFinding>>>;
