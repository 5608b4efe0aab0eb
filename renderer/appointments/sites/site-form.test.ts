import { expect, test } from 'vitest';
import { readSite, toSiteDraft } from './site-form.ts';

const blank = toSiteDraft(null, 'America/Toronto');

test('a new site begins in the zone of the clinic and needs a name', () => {
  expect(blank.zone).toBe('America/Toronto');
  expect(readSite(blank)).toEqual({ faults: new Set(['name']) });
  expect(readSite({ ...blank, name: 'Laval' })).toMatchObject({ values: { name: 'Laval', place: null, holidays: null } });
});

test('coordinates come together, with a comma or a point, within the globe', () => {
  const placed = (latitude: string, longitude: string) => readSite({ ...blank, name: 'Laval', latitude, longitude });
  expect(placed('45,55', '-73.70')).toMatchObject({ values: { place: { latitude: 45.55, longitude: -73.7 } } });
  for (const [latitude, longitude] of [['45,55', ''], ['', '-73'], ['north', '-73'], ['95', '-73'], ['45', '-190']] as const) expect(placed(latitude, longitude)).toEqual({ faults: new Set(['place']) });
});
