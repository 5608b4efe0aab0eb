/**
 * Whether a canvas is dark at a place, in parts of its width and height. Runs in the page; read on a copy, so that the canvas
 * itself stays as the program made it.
 */
export function isDark(canvas: HTMLElement | SVGElement, [right, down]: readonly [right: number, down: number]): boolean {
  if (!(canvas instanceof HTMLCanvasElement)) throw new Error('not a canvas');
  const copy = document.createElement('canvas');
  copy.width = canvas.width;
  copy.height = canvas.height;
  const pen = copy.getContext('2d', { willReadFrequently: true });
  pen?.drawImage(canvas, 0, 0);
  const [red, , , opacity] = pen?.getImageData(Math.round(canvas.width * right), Math.round(canvas.height * down), 1, 1).data ?? [];
  // Not drawn yet is not dark.
  return red !== undefined && red < 128 && opacity === 255;
}
