import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canSwell, isOf28, type JointCode, jointCodes, type JointFinding } from '#contract/joints.ts';
import { findingAfterKey, findingKeys, nearestJoint, nextFinding } from './joint-moves.ts';
import { figureViews, jointPlaces } from './joint-places.ts';

const arrows = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'];

describe('places on the figure', () => {
  test('are those of the 68 joints, once each, left mirroring right', () => {
    expect(jointPlaces.map(({ code }) => code).sort()).toEqual([...jointCodes].sort());
    for (const { code, x, y } of jointPlaces.filter((place) => place.code.endsWith('-r'))) {
      const mirrored = jointPlaces.find((place) => place.code === code.replace(/-r$/, '-l'));
      expect([mirrored && Math.round((mirrored.x + x) * 1000), mirrored?.y], code).toEqual([380_000, y]);
    }
  });

  test('lie inside the view of their part, and as far apart as a finger needs at twice the size', () => {
    for (const place of jointPlaces) {
      const [left, top, width, height] = figureViews[place.part];
      expect(place.x - 5 >= left && place.x + 5 <= left + width && place.y - 5 >= top && place.y + 5 <= top + height, place.code).toBe(true);
      const nearest = Math.min(...jointPlaces.filter((other) => other !== place).map((other) => Math.hypot(other.x - place.x, other.y - place.y)));
      expect(nearest, place.code).toBeGreaterThan(8);
    }
  });
});

describe('arrows', () => {
  test.each([['all 68', jointPlaces], ['the 28', jointPlaces.filter(({ code }) => isOf28(code))]] as const)('lead from any joint to any other of %s', (_set, places) => {
    for (const { code: start } of places) {
      const reached = new Set<JointCode>([start]);
      for (const code of reached) {
        for (const arrow of arrows) {
          const next = nearestJoint(places, code, arrow);
          if (next) reached.add(next);
        }
      }
      expect(reached.size, start).toBe(places.length);
    }
  });

  test('lead along a finger and across to the next', () => {
    expect(nearestJoint(jointPlaces, 'mcp3-r', 'ArrowDown')).toBe('pip3-r');
    expect(nearestJoint(jointPlaces, 'shoulder-r', 'ArrowDown')).toBe('elbow-r');
    expect(nearestJoint(jointPlaces, 'knee-r', 'ArrowRight')).toBe('knee-l');
    expect(nearestJoint(jointPlaces, 'knee-r', 't')).toBeNull();
  });
});

describe('a finding', () => {
  test('goes round by clicks: tender, swollen, both, nothing; a hip only tender', () => {
    const round = (code: JointCode): (JointFinding | null)[] => {
      const seen: (JointFinding | null)[] = [];
      for (let found = nextFinding(code, undefined); ; found = nextFinding(code, found)) {
        seen.push(found);
        if (found === null) return seen;
      }
    };
    expect(round('mcp2-r').map((found) => found && [found.tender, found.swollen])).toEqual([[true, false], [false, true], [true, true], null]);
    expect(round('hip-l').map((found) => found && [found.tender, found.swollen])).toEqual([[true, false], null]);
  });

  test('is never both found and not assessable, a hip never swollen, whatever is pressed', () => {
    fc.assert(
      fc.property(fc.constantFrom(...jointCodes), fc.array(fc.constantFrom<string>(...findingKeys, 'Backspace', 'T', 'x')), (code, keys) => {
        let found: JointFinding | undefined;
        for (const key of keys) {
          const after = findingAfterKey(code, found, key);
          if (after !== undefined) found = after ?? undefined;
          expect(found === undefined || found.tender || found.swollen || found.unassessable !== null).toBe(true);
          if (found?.unassessable) expect([found.tender, found.swollen]).toEqual([false, false]);
          if (!canSwell(code)) expect(found?.swollen ?? false).toBe(false);
        }
      }),
    );
  });

  test('is turned on and off by its keys', () => {
    expect(findingAfterKey('knee-r', undefined, 'b')).toMatchObject({ tender: true, swollen: true });
    expect(findingAfterKey('knee-r', { tender: true, swollen: true, unassessable: null }, 't')).toMatchObject({ tender: false, swollen: true });
    expect(findingAfterKey('knee-r', undefined, 'P')).toMatchObject({ unassessable: 'prosthesis' });
    expect(findingAfterKey('knee-r', { tender: false, swollen: false, unassessable: 'prosthesis' }, 'p')).toBeNull();
    expect(findingAfterKey('hip-r', undefined, 's')).toBeUndefined();
    expect(findingAfterKey('hip-r', undefined, 'q')).toBeUndefined();
  });
});
