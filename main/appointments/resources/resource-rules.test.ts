import fc from 'fast-check';
import { expect, test } from 'vitest';
import { freeRooms, needsOf, resourcesFor, resourcesMissing, type ResourceUse } from './resource-rules.ts';

const use = (over: Partial<ResourceUse>): ResourceUse => ({ id: 'room', siteId: null, kind: 'room', used: [], ...over });
const place = { from: 0, until: 30, siteId: null, roomId: null };

test('what a type needs is needed where the person comes', () => {
  const type = { needsRoom: true, equipment: 'ultrasound' as const };
  expect(needsOf(type, 'IN_PERSON')).toEqual({ room: true, equipment: 'ultrasound' });
  for (const modality of ['VIDEO', 'PHONE', 'HOME'] as const) expect(needsOf(type, modality)).toEqual({ room: false, equipment: null });
  expect(needsOf(null, 'IN_PERSON')).toEqual({ room: false, equipment: null });
});

test('the room of one’s own comes first, a free one of the site otherwise; of another site none', () => {
  const uses = [use({ id: 'a' }), use({ id: 'b', used: [{ from: 20, until: 40 }] }), use({ id: 'c', siteId: 'elsewhere' }), use({ id: 'scan', kind: 'ultrasound' })];
  const needs = { room: true, equipment: null };
  expect(resourcesFor(place, needs, 'IN_PERSON', uses)).toEqual(['a']);
  expect(resourcesFor({ ...place, roomId: 'b' }, needs, 'IN_PERSON', uses)).toBe(null);
  expect(resourcesFor({ ...place, roomId: 'b', from: 40, until: 60 }, needs, 'IN_PERSON', uses)).toEqual(['b']);
  expect(resourcesFor({ ...place, roomId: 'b' }, { room: false, equipment: null }, 'HOME', uses)).toEqual([]);
  expect(resourcesFor({ ...place, siteId: 'nowhere' }, needs, 'IN_PERSON', uses)).toBe(null);
  expect(resourcesFor(place, { room: true, equipment: 'ultrasound' }, 'IN_PERSON', uses)).toEqual(['a', 'scan']);
  expect(resourcesFor(place, { room: false, equipment: 'capillaroscope' }, 'IN_PERSON', uses)).toBe(null);
});

test('a room chosen by hand is that one or none; what a visit has it keeps where it is free', () => {
  const uses = [use({ id: 'a' }), use({ id: 'b' }), use({ id: 'c', used: [{ from: 0, until: 5 }] }), use({ id: 'd', siteId: 'elsewhere' })];
  const needs = { room: true, equipment: null };
  const given = (roomId: string | null, kept: readonly string[] = []) => resourcesFor(place, needs, 'IN_PERSON', uses, { roomId, kept });
  expect([given('b'), given('c'), given('d'), given(null, ['b']), given(null, ['c'])]).toEqual([['b'], null, null, ['b'], ['a']]);
  expect(freeRooms(place, uses).map(({ id }) => id)).toEqual(['a', 'b']);
  // Where the professional has a room, that one; by telephone none.
  expect(resourcesFor({ ...place, roomId: 'a' }, needs, 'IN_PERSON', uses, { roomId: 'b', kept: [] })).toBe(null);
  expect(resourcesFor(place, { room: false, equipment: null }, 'PHONE', uses, { roomId: 'b', kept: [] })).toEqual([]);
});

test('what is given is free, of the site and of the kind, whatever is in use', () => {
  const stretch = fc.tuple(fc.nat({ max: 200 }), fc.integer({ min: 5, max: 60 })).map(([from, length]) => ({ from, until: from + length }));
  const one = fc.record({ siteId: fc.constantFrom(null, 'x'), kind: fc.constantFrom('room' as const, 'ultrasound' as const), used: fc.array(stretch, { maxLength: 4 }) });
  fc.assert(
    fc.property(fc.array(one, { maxLength: 6 }), stretch, fc.constantFrom(null, 'x'), fc.boolean(), (all, visit, siteId, room) => {
      const uses = all.map((each, index) => ({ ...each, id: String(index) }));
      const given = resourcesFor({ ...visit, siteId, roomId: null }, { room, equipment: 'ultrasound' }, 'IN_PERSON', uses);
      const free = (kind: string) => uses.some((each) => each.kind === kind && each.siteId === siteId && each.used.every(({ from, until }) => until <= visit.from || visit.until <= from));
      expect(given !== null).toBe(free('ultrasound') && (!room || free('room')));
      expect(resourcesMissing({ ...visit, siteId, roomId: null }, { room, equipment: 'ultrasound' }, 'IN_PERSON', uses).length === 0).toBe(given !== null);
      for (const id of given ?? []) expect(uses[Number(id)]?.used.every(({ from, until }) => until <= visit.from || visit.until <= from)).toBe(true);
    }),
  );
});
