import { expect, test } from 'vitest';
import { stepPath } from './curve-path.ts';

test('a curve is level until each point, and goes on to the end', () => {
  expect(stepPath([[10, 20], [30, 40]], { from: [0, 0], until: 50 })).toBe('M0.0 0.0 L10.0 0.0 L10.0 20.0 L30.0 20.0 L30.0 40.0 L50.0 40.0');
  expect(stepPath([], { from: [0, 5], until: 50 })).toBe('M0.0 5.0 L50.0 5.0');
});

test('the other side of a band goes back from the end', () => {
  expect(stepPath([[10, 20]], { from: [0, 0], until: 50, back: true })).toBe('L50.0 20.0 L10.0 20.0 L10.0 0.0 L0.0 0.0');
});
