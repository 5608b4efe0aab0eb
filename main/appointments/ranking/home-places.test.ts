import { expect, test } from 'vitest';
import { homePlace, onOneRound, roadKilometres } from './home-places.ts';

const montreal = { latitude: 45.51, longitude: -73.57 };

test('a home lies where its postal code says, else its region; else nowhere', () => {
  expect(homePlace({ regionCode: '11', postalCode: 'G4X 1A1' })).toEqual({ latitude: 48.83, longitude: -64.48 });
  expect(homePlace({ regionCode: '11', postalCode: 'g4t 1r9' })).toEqual({ latitude: 47.38, longitude: -61.86 });
  expect(homePlace({ regionCode: null, postalCode: null })).toBe(null);
  expect(homePlace({ regionCode: '99', postalCode: '75001' })).toBe(null);
});

test.each([
  ['one sector', 'H1V 3R9', 'h1v0b3', true],
  ['sectors far apart', 'G4X 1A1', 'G4T 1R9', false],
  ['a sector nobody knows, and itself', '69008', '69003', true],
  ['a postal code missing', 'H1V 3R9', null, false],
  ['the beginning of one', 'H1', 'H1', false],
] as const)('homes of one round: %s', (_what, one, other, expected) => {
  expect(onOneRound(one, other, 12)).toBe(expected);
  expect(onOneRound(other, one, 12)).toBe(expected);
});

test('roads are longer than the straight line, about as far as they are known to be', () => {
  expect(roadKilometres(montreal, montreal)).toBe(0);
  // Montréal to Québec is 255 km by motorway, to Gatineau 200.
  expect(Math.abs(roadKilometres(montreal, { latitude: 46.81, longitude: -71.21 }) - 255)).toBeLessThan(60);
  expect(Math.abs(roadKilometres(montreal, { latitude: 45.48, longitude: -75.7 }) - 200)).toBeLessThan(30);
});
