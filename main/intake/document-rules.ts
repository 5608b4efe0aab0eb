import type { AttachmentMediaType } from '#contract/attachments.ts';

/** What a document is, by its bytes. `pages` is null where it takes a reader to know. */
export interface DocumentFacts {
  readonly mediaType: AttachmentMediaType;
  readonly pages: number | null;
}

/** Why bytes are not a document one can show. */
export type DocumentRefusal = 'UNSUPPORTED_TYPE' | 'DAMAGED' | 'DIMENSIONS';

/** Longest side and greatest area of a picture, in pixels: an A3 page scanned at 600 dots an inch fits. */
const longestSide = 20_000;
const greatestArea = 80_000_000;
const mostPages = 500;

const startsWith = (bytes: Uint8Array, ...signature: number[]): boolean => signature.every((value, index) => bytes[index] === value);
const latin = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

/** What the first bytes (at least 8, at most 1024 are looked at) say a document is; the name's ending is not believed. */
export function mediaTypeOf(head: Uint8Array): AttachmentMediaType | null {
  if (startsWith(head, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
  if (startsWith(head, 0xff, 0xd8, 0xff)) return 'image/jpeg';
  if (startsWith(head, 0x49, 0x49, 0x2a, 0) || startsWith(head, 0x4d, 0x4d, 0, 0x2a)) return 'image/tiff';
  // A few bytes may precede the header of a PDF.
  return latin(head.subarray(0, 1024)).includes('%PDF-') ? 'application/pdf' : null;
}

/** Judges a whole document: its type, that it has its end, and that its pictures can be shown. */
export function inspectDocument(bytes: Uint8Array): DocumentFacts | DocumentRefusal {
  const mediaType = mediaTypeOf(bytes);
  switch (mediaType) {
    case 'application/pdf':
      return latin(bytes.subarray(-4096)).includes('%%EOF') ? { mediaType, pages: null } : 'DAMAGED';
    case 'image/png':
      return inspectPng(bytes);
    case 'image/jpeg':
      return inspectJpeg(bytes);
    case 'image/tiff':
      return inspectTiff(bytes);
    case null:
      return 'UNSUPPORTED_TYPE';
  }
}

function judged(mediaType: AttachmentMediaType, sizes: readonly (readonly [width: number, height: number])[]): DocumentFacts | DocumentRefusal {
  if (sizes.length === 0 || sizes.some(([width, height]) => width < 1 || height < 1)) return 'DAMAGED';
  const tooLarge = sizes.some(([width, height]) => width > longestSide || height > longestSide || width * height > greatestArea);
  return tooLarge || sizes.length > mostPages ? 'DIMENSIONS' : { mediaType, pages: sizes.length };
}

/** Walks the chunks from the header to IEND. */
function inspectPng(bytes: Uint8Array): DocumentFacts | DocumentRefusal {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let size: readonly [number, number] | null = null;
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at);
    const kind = latin(bytes.subarray(at + 4, at + 8));
    if (at + 12 + length > bytes.length) return 'DAMAGED';
    if (kind === 'IHDR' && length >= 8) size = [view.getUint32(at + 8), view.getUint32(at + 12)];
    if (kind === 'IEND') return size ? judged('image/png', [size]) : 'DAMAGED';
    if (!size) return 'DAMAGED';
    at += 12 + length;
  }
  return 'DAMAGED';
}

/** Walks the segments to the frame header, which tells the size; the picture must have its end marker. */
function inspectJpeg(bytes: Uint8Array): DocumentFacts | DocumentRefusal {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 2; at + 4 <= bytes.length; ) {
    if (bytes[at] !== 0xff) return 'DAMAGED';
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) {
      at += 2;
      continue;
    }
    const length = view.getUint16(at + 2);
    if (marker === 0xd9 || marker === 0xda || length < 2 || at + 2 + length > bytes.length) return 'DAMAGED';
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) {
      if (length < 8 || !hasJpegEnd(bytes, at + 2 + length)) return 'DAMAGED';
      return judged('image/jpeg', [[view.getUint16(at + 7), view.getUint16(at + 5)]]);
    }
    at += 2 + length;
  }
  return 'DAMAGED';
}

/** Cameras put their own bytes after the end marker, so it is looked for from the end. */
function hasJpegEnd(bytes: Uint8Array, from: number): boolean {
  for (let at = bytes.length - 2; at >= from; at -= 1) if (bytes[at] === 0xff && bytes[at + 1] === 0xd9) return true;
  return false;
}

/** Bytes of a value of each TIFF type; types it does not have count for nothing. */
const tiffTypeBytes: Readonly<Record<number, number>> = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4 };
const tiffTag = { width: 256, height: 257, stripOffsets: 273, stripBytes: 279, tileOffsets: 324, tileBytes: 325 } as const;

/** Walks the directories, one a page; every strip and tile they name must lie in the file. */
function inspectTiff(bytes: Uint8Array): DocumentFacts | DocumentRefusal {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const little = bytes[0] === 0x49;
  const sizes: (readonly [number, number])[] = [];
  const seen = new Set<number>();
  if (bytes.length < 8) return 'DAMAGED';
  for (let at = view.getUint32(4, little); at !== 0; ) {
    if (seen.has(at) || at + 2 > bytes.length) return 'DAMAGED';
    seen.add(at);
    if (seen.size > mostPages) return 'DIMENSIONS';
    const entries = view.getUint16(at, little);
    const next = at + 2 + entries * 12;
    if (next + 4 > bytes.length) return 'DAMAGED';
    const values = new Map<number, readonly number[]>();
    for (let entry = 0; entry < entries; entry += 1) {
      const place = at + 2 + entry * 12;
      const tag = view.getUint16(place, little);
      if (!Object.values<number>(tiffTag).includes(tag)) continue;
      const found = tiffValues(view, place, little);
      if (!found) return 'DAMAGED';
      values.set(tag, found);
    }
    const lies = (offsets: readonly number[] = [], lengths: readonly number[] = []): boolean => offsets.every((offset, index) => offset + (lengths[index] ?? 0) <= bytes.length);
    if (!lies(values.get(tiffTag.stripOffsets), values.get(tiffTag.stripBytes)) || !lies(values.get(tiffTag.tileOffsets), values.get(tiffTag.tileBytes))) return 'DAMAGED';
    if (!values.has(tiffTag.stripOffsets) && !values.has(tiffTag.tileOffsets)) return 'DAMAGED';
    sizes.push([values.get(tiffTag.width)?.[0] ?? 0, values.get(tiffTag.height)?.[0] ?? 0]);
    at = view.getUint32(next, little);
  }
  return judged('image/tiff', sizes);
}

/** The whole numbers of a directory entry, or null when they lie outside the file. */
function tiffValues(view: DataView, place: number, little: boolean): readonly number[] | null {
  const type = view.getUint16(place + 2, little);
  const count = view.getUint32(place + 4, little);
  const width = tiffTypeBytes[type] ?? 0;
  if ((type !== 3 && type !== 4) || count === 0 || count > view.byteLength / width) return null;
  const from = width * count <= 4 ? place + 8 : view.getUint32(place + 8, little);
  if (from + width * count > view.byteLength) return null;
  return Array.from({ length: count }, (_, index) => (type === 3 ? view.getUint16(from + index * 2, little) : view.getUint32(from + index * 4, little)));
}
