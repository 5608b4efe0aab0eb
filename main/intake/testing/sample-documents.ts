import { readFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';

/** Small documents of each kind, made here so that tests need no files. */

/** A PDF of as many pages as there are texts. `script`: an action that runs JavaScript on opening. */
export function samplePdf(texts: readonly string[] = ['Lettre'], script?: string): Buffer {
  const pages = texts.map((_, index) => 4 + index * 2);
  const objects = [
    `<< /Type /Catalog /Pages 2 0 R ${script ? `/OpenAction << /S /JavaScript /JS (${script}) >>` : ''} >>`,
    `<< /Type /Pages /Kids [${pages.map((page) => `${page} 0 R`).join(' ')}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ...texts.flatMap((text, index) => {
      const content = `BT /F1 24 Tf 72 700 Td (${text}) Tj ET`;
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents ${5 + index * 2} 0 R /Resources << /Font << /F1 3 0 R >> >> >>`,
        `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
      ];
    }),
  ];
  let body = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = body.length;
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  return Buffer.from(`${body}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`, 'latin1');
}

/** A grey PNG; `says`: the size its header gives, whatever its pixels are. */
export function samplePng(width = 8, height = 8, says: readonly [number, number] = [width, height]): Buffer {
  const chunk = (kind: string, data: Buffer): Buffer => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    const typed = Buffer.concat([Buffer.from(kind, 'latin1'), data]);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(typed));
    return Buffer.concat([length, typed, sum]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(says[0], 0);
  header.writeUInt32BE(says[1], 4);
  header.set([8, 0, 0, 0, 0], 8);
  const rows = Buffer.alloc((width + 1) * height, 0x99);
  for (let row = 0; row < height; row += 1) rows[row * (width + 1)] = 0;
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}

/** A TIFF in black and white, one page a size given, without compression. */
export function sampleTiff(sizes: readonly (readonly [number, number])[] = [[16, 8]]): Buffer {
  const parts: Buffer[] = [Buffer.from([0x49, 0x49, 0x2a, 0, 0, 0, 0, 0])];
  let at = 8;
  let linkAt = 4;
  const links: [number, number][] = [];
  for (const [width, height] of sizes) {
    const pixels = Buffer.alloc(Math.ceil(width / 8) * height, 0xaa);
    const entries: readonly (readonly [tag: number, type: number, value: number])[] = [
      [256, 4, width], [257, 4, height], [258, 3, 1], [259, 3, 1], [262, 3, 1], [273, 4, at], [277, 3, 1], [278, 4, height], [279, 4, pixels.length],
    ];
    const padding = Buffer.alloc(pixels.length % 2);
    const directoryAt = at + pixels.length + padding.length;
    const directory = Buffer.alloc(2 + entries.length * 12 + 4);
    directory.writeUInt16LE(entries.length, 0);
    for (const [index, [tag, type, value]] of entries.entries()) {
      directory.writeUInt16LE(tag, 2 + index * 12);
      directory.writeUInt16LE(type, 4 + index * 12);
      directory.writeUInt32LE(1, 6 + index * 12);
      if (type === 3) directory.writeUInt16LE(value, 10 + index * 12);
      else directory.writeUInt32LE(value, 10 + index * 12);
    }
    links.push([linkAt, directoryAt]);
    linkAt = directoryAt + directory.length - 4;
    parts.push(pixels, padding, directory);
    at = directoryAt + directory.length;
  }
  const whole = Buffer.concat(parts);
  for (const [place, target] of links) whole.writeUInt32LE(target, place);
  return whole;
}

/** The bones of a JPEG: markers and a frame header, no picture a decoder would show. */
export function sampleJpeg(width = 8, height = 8): Buffer {
  const frame = Buffer.from([0xff, 0xc0, 0, 11, 8, 0, 0, 0, 0, 1, 1, 0x11, 0]);
  frame.writeUInt16BE(height, 5);
  frame.writeUInt16BE(width, 7);
  return Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0]), frame, Buffer.from([0xff, 0xda, 0, 2, 1, 2, 3, 0xff, 0xd9])]);
}

/**
 * Documents as the machines of others write them, drawn for these tests and kept as files: two pages of a fax in CCITT Group 4
 * (written by libtiff: a frame and a diagonal, 200 by 120), a PDF that asks for a password (qpdf, AES-256), and one whose picture
 * is JPEG 2000 (OpenJPEG: black at the left, white at the right, across the page).
 */
export function keptSample(name: 'fax-g4.tif' | 'password.pdf' | 'jpeg2000.pdf'): Buffer {
  return readFileSync(new URL(name, import.meta.url));
}

function crc32(bytes: Uint8Array): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return (sum ^ 0xffffffff) >>> 0;
}
