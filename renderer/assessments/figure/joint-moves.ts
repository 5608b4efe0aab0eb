import { canSwell, type JointCode, type JointFinding } from '#contract/joints.ts';
import type { JointPlace } from './joint-places.ts';

/** What a key or a click does to a joint, and where the arrows lead. */

const none: JointFinding = { tender: false, swollen: false, unassessable: null };

/** Nothing, tender, swollen, both, and nothing again; a hip is tender or not. */
export function nextFinding(code: JointCode, found: JointFinding | undefined): JointFinding | null {
  const { tender, swollen, unassessable } = found ?? none;
  if (unassessable !== null || (tender && (swollen || !canSwell(code)))) return null;
  if (!canSwell(code) || (!tender && !swollen)) return { ...none, tender: true };
  return tender ? { ...none, swollen: true } : { ...none, tender: true, swollen: true };
}

export const findingKeys = ['t', 's', 'b', 'p', 'n', '0', ' '] as const;


/**
 * The finding after a key: T and S turn tender and swollen on and off, B sets both, P a prosthesis, N not assessable, 0 and
 * Backspace nothing, Space the next in turn. `null`: nothing was found. `undefined`: the key says nothing about a joint, or
 * not about this one.
 */
export function findingAfterKey(code: JointCode, found: JointFinding | undefined, key: string): JointFinding | null | undefined {
  const { tender, swollen, unassessable } = found ?? none;
  switch (key.toLowerCase()) {
    case 't':
      return orNothing({ ...none, tender: !tender, swollen });
    case 's':
      return canSwell(code) ? orNothing({ ...none, tender, swollen: !swollen }) : undefined;
    case 'b':
      return canSwell(code) ? { ...none, tender: true, swollen: true } : { ...none, tender: true };
    case 'p':
      return unassessable === 'prosthesis' ? null : { ...none, unassessable: 'prosthesis' };
    case 'n':
      return unassessable === 'not-assessable' ? null : { ...none, unassessable: 'not-assessable' };
    case ' ':
      return nextFinding(code, found);
    case '0':
    case 'backspace':
    case 'delete':
      return null;
    default:
      return undefined;
  }
}

function orNothing(found: JointFinding): JointFinding | null {
  return found.tender || found.swollen ? found : null;
}

const directions: Readonly<Record<string, readonly [dx: number, dy: number]>> = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
/** How much a step to the side weighs against one in the direction of the arrow. */
const sideways = 2;
/** Along the same finger or toe, a step counts for less. */
const alongDigit = 0.4;

/** The nearest joint in the direction of an arrow key, or `null` for another key or at the edge. */
export function nearestJoint(places: readonly JointPlace[], from: JointCode, key: string): JointCode | null {
  const start = places.find(({ code }) => code === from);
  const direction = directions[key];
  if (!start || !direction) return null;
  const [dx, dy] = direction;
  let nearest: { readonly code: JointCode; readonly cost: number } | null = null;
  for (const place of places) {
    const { code, x, y } = place;
    const along = (x - start.x) * dx + (y - start.y) * dy;
    const across = Math.abs((x - start.x) * dy) + Math.abs((y - start.y) * dx);
    // Within the quarter the arrow points to.
    if (along <= 0 || across > along) continue;
    const cost = (along + sideways * across) * (isSameDigit(place, start) ? alongDigit : 1);
    if (!nearest || cost < nearest.cost) nearest = { code, cost };
  }
  return nearest?.code ?? null;
}

function isSameDigit(one: JointPlace, other: JointPlace): boolean {
  const digit = /\d/.exec(one.code)?.[0];
  return digit !== undefined && one.part === other.part && digit === /\d/.exec(other.code)?.[0];
}
