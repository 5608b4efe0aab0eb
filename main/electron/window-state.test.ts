import { describe, expect, test } from 'vitest';
import { firstWindowState, placeOnScreen, windowState } from './window-state.ts';

const screen = { x: 0, y: 0, width: 1920, height: 1040 };
const window = { x: 200, y: 100, width: 1280, height: 800 };

describe('where the window opens', () => {
  test('where it was, on a screen that is there', () => {
    expect(placeOnScreen(window, [screen])).toEqual(window);
    expect(placeOnScreen({ ...window, x: 2000 }, [screen, { ...screen, x: 1920 }])).toEqual({ ...window, x: 2000 });
  });

  test.each([
    ['a screen unplugged', { ...window, x: 2000 }],
    ['above the screen, where its bar cannot be reached', { ...window, y: -60 }],
    ['all but its edge outside', { ...window, x: -1200 }],
    ['under the screen', { ...window, y: 1030 }],
  ])('elsewhere when it was on %s', (_where, bounds) => {
    expect(placeOnScreen(bounds, [screen])).toBeUndefined();
  });

  test('the first time, where the system puts it', () => {
    expect(placeOnScreen(firstWindowState.bounds, [screen])).toBeUndefined();
    expect(windowState.parse(firstWindowState)).toEqual(firstWindowState);
  });
});
