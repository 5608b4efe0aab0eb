import { decode, decodeImage, type IFD, toRGBA8 } from 'utif2';

/** What the page asks of the thread that decodes a TIFF. `number` from 1. */
export type TiffQuestion = { readonly kind: 'open'; readonly bytes: ArrayBuffer } | { readonly kind: 'page'; readonly number: number };
export type TiffAnswer =
  | { readonly kind: 'opened'; readonly pages: number }
  | { readonly kind: 'page'; readonly width: number; readonly height: number; readonly pixels: ArrayBuffer }
  | { readonly kind: 'failed' };

let bytes = new ArrayBuffer(0);
let pages: readonly IFD[] = [];

/** Hands an answer to the page, its pixels moved rather than copied. */
const answer = (message: TiffAnswer, moved: Transferable[] = []): void => self.postMessage(message, { transfer: moved });

self.onmessage = ({ data }: MessageEvent<TiffQuestion>): void => {
  try {
    if (data.kind === 'open') {
      bytes = data.bytes;
      pages = decode(bytes);
      answer(pages.length === 0 ? { kind: 'failed' } : { kind: 'opened', pages: pages.length });
      return;
    }
    const page = pages[data.number - 1];
    if (!page) return answer({ kind: 'failed' });
    decodeImage(bytes, page);
    const pixels = new Uint8Array(toRGBA8(page)).buffer;
    answer({ kind: 'page', width: page.width, height: page.height, pixels }, [pixels]);
  } catch {
    // The decoder throws whatever it meets; to the page each means the same.
    answer({ kind: 'failed' });
  }
};
