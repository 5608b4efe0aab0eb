import { z } from 'zod';

/** Where the window was: pixels of the desktop, and Chromium's zoom level (0 is 100 %). */
export const windowState = z.object({
  bounds: z.object({ x: z.int(), y: z.int(), width: z.int().min(1), height: z.int().min(1) }).nullable(),
  maximized: z.boolean(),
  zoom: z.number().min(-3).max(5),
});
export type WindowState = z.infer<typeof windowState>;

/** As at the first start. */
export const firstWindowState: WindowState = { bounds: null, maximized: false, zoom: 0 };

interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** How much of the title bar must be on a screen for the window to be taken hold of. */
const graspable = { width: 120, height: 40 };

/**
 * The window's place as it was left, if it can still be taken hold of there: a screen may have been unplugged.
 *
 * @param screens the work areas of the screens there are now
 */
export function placeOnScreen(bounds: Rectangle | null, screens: readonly Rectangle[]): Rectangle | undefined {
  if (bounds === null) return undefined;
  const bar = { ...bounds, height: graspable.height };
  const fits = screens.some((screen) => overlap(bar.x, bar.width, screen.x, screen.width) >= graspable.width && overlap(bar.y, bar.height, screen.y, screen.height) >= graspable.height);
  return fits ? bounds : undefined;
}

function overlap(start: number, length: number, otherStart: number, otherLength: number): number {
  return Math.min(start + length, otherStart + otherLength) - Math.max(start, otherStart);
}
