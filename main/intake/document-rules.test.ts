import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inspectDocument } from './document-rules.ts';
import { sampleJpeg, samplePdf, samplePng, sampleTiff } from './testing/sample-documents.ts';

describe('what a document is by its bytes', () => {
  test.each([
    ['a PDF', samplePdf(), { mediaType: 'application/pdf', pages: null }],
    ['a PDF after a few other bytes', Buffer.concat([Buffer.from('\r\n\r\n'), samplePdf()]), { mediaType: 'application/pdf', pages: null }],
    ['a PNG', samplePng(), { mediaType: 'image/png', pages: 1 }],
    ['a JPEG', sampleJpeg(), { mediaType: 'image/jpeg', pages: 1 }],
    ['a JPEG with a camera’s bytes after its end', Buffer.concat([sampleJpeg(), Buffer.alloc(300, 7)]), { mediaType: 'image/jpeg', pages: 1 }],
    ['a TIFF of a page', sampleTiff(), { mediaType: 'image/tiff', pages: 1 }],
    ['a fax of three pages', sampleTiff([[1728, 20], [1728, 30], [1728, 40]]), { mediaType: 'image/tiff', pages: 3 }],
  ])('%s', (_what, bytes, facts) => {
    expect(inspectDocument(bytes)).toEqual(facts);
  });

  test.each([
    ['a page of HTML', Buffer.from('<html><script>1</script></html>')],
    ['a drawing that may carry script', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"></svg>')],
    ['a GIF', Buffer.from('GIF89a........')],
    ['a BigTIFF', Buffer.from([0x49, 0x49, 0x2b, 0, 8, 0, 0, 0])],
    ['a program', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 0, 0])],
    ['nothing', Buffer.alloc(0)],
  ])('%s is none', (_what, bytes) => {
    expect(inspectDocument(bytes)).toBe('UNSUPPORTED_TYPE');
  });

  test.each([
    ['a PDF', samplePdf(['x'.repeat(6000)])],
    ['a PNG', samplePng(64, 64)],
    ['a JPEG', sampleJpeg()],
    ['a TIFF', sampleTiff([[64, 64], [64, 64]])],
  ])('%s cut anywhere is damaged', (_what, bytes) => {
    for (const part of [0.3, 0.6, 0.9]) expect(inspectDocument(bytes.subarray(0, Math.max(12, Math.floor(bytes.length * part))))).toBe('DAMAGED');
  });

  test('a picture that says it is huge is refused before anybody draws it', () => {
    expect(inspectDocument(samplePng(2, 2, [60_000, 60_000]))).toBe('DIMENSIONS');
    expect(inspectDocument(samplePng(2, 2, [19_000, 19_000]))).toBe('DIMENSIONS');
    expect(inspectDocument(samplePng(2, 2, [0, 5]))).toBe('DAMAGED');
    expect(inspectDocument(sampleJpeg(65_000, 65_000))).toBe('DIMENSIONS');
    const tiff = sampleTiff([[16, 8]]);
    tiff.writeUInt32LE(500_000, tiff.indexOf(Buffer.from([0, 1, 4, 0])) + 8);
    expect(inspectDocument(tiff)).toBe('DIMENSIONS');
  });

  test('a TIFF whose pages go round in a circle ends', () => {
    const tiff = sampleTiff([[16, 8], [16, 8]]);
    const first = tiff.readUInt32LE(4);
    tiff.writeUInt32LE(first, tiff.length - 4);
    expect(inspectDocument(tiff)).toBe('DAMAGED');
  });

  test('whatever the bytes, an answer and no error', () => {
    const head = fc.constantFrom(samplePng(), sampleJpeg(), sampleTiff([[8, 8], [8, 8]]), samplePdf());
    fc.assert(
      fc.property(head, fc.array(fc.tuple(fc.nat(400), fc.nat(255)), { maxLength: 12 }), (bytes, changes) => {
        const changed = Buffer.from(bytes);
        for (const [place, value] of changes) if (place < changed.length) changed[place] = value;
        inspectDocument(changed);
      }),
      { numRuns: 500 },
    );
  });
});
