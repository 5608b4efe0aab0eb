import { StringDecoder } from 'node:string_decoder';
import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { TableRefusedError } from '../table-refused.ts';

/** The parts of a workbook's archive, opened one at a time and never unpacked whole. */
export interface WorkbookArchive {
  has(name: string): boolean;
  /** Walks a part as XML. `onTag`, `onText` and `onEnd` are told as it streams; what is given after each piece is its length. */
  walk(name: string, hear: XmlListener): AsyncGenerator<number>;
  close(): void;
}

export interface XmlListener {
  readonly onTag: (name: string, attributes: Readonly<Record<string, string>>) => void;
  readonly onText: (text: string) => void;
  readonly onEnd: (name: string) => void;
}

const maximumParts = 2000;
/** All that is unpacked of one workbook; 200,000 rows of 40 columns are about half. */
const maximumUnpackedBytes = 1024 * 1024 * 1024;
/** Text between two tags: a cell of Excel holds 32,767 characters. */
const maximumSilence = 1024 * 1024;

/**
 * Opens the archive of a workbook.
 *
 * @throws TableRefusedError DAMAGED, TOO_MANY_PARTS, TOO_BIG_UNPACKED
 */
export async function openArchive(bytes: Uint8Array): Promise<WorkbookArchive> {
  const zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), { lazyEntries: true, validateEntrySizes: true }).catch((error: unknown) => {
    throw new TableRefusedError('DAMAGED', null, { cause: error });
  });
  try {
    if (zip.entryCount > maximumParts) throw new TableRefusedError('TOO_MANY_PARTS');
    const entries = await entriesOf(zip);
    let unpacked = 0;
    return {
      has: (name) => entries.has(name),
      walk: async function* (name, hear) {
        const entry = entries.get(name);
        if (!entry) throw new TableRefusedError('DAMAGED');
        unpacked += entry.uncompressedSize;
        if (unpacked > maximumUnpackedBytes) throw new TableRefusedError('TOO_BIG_UNPACKED');
        yield* walkXml(await zip.openReadStreamPromise(entry), hear);
      },
      close: () => zip.close(),
    };
  } catch (error) {
    zip.close();
    throw error instanceof TableRefusedError ? error : new TableRefusedError('DAMAGED', null, { cause: error });
  }
}

async function entriesOf(zip: ZipFile): Promise<ReadonlyMap<string, Entry>> {
  const entries = new Map<string, Entry>();
  let total = 0;
  for await (const entry of zip.eachEntry()) {
    total += entry.uncompressedSize;
    if (entries.size >= maximumParts) throw new TableRefusedError('TOO_MANY_PARTS');
    if (total > maximumUnpackedBytes) throw new TableRefusedError('TOO_BIG_UNPACKED');
    entries.set(entry.fileName.replace(/^\//, ''), entry);
  }
  return entries;
}

/** Streams XML through the parser; a document type, and with it every entity of its own, is refused before it is read. */
async function* walkXml(stream: AsyncIterable<Buffer>, hear: XmlListener): AsyncGenerator<number> {
  const parser = new SaxesParser();
  const decoder = new StringDecoder('utf8');
  let silent = 0;
  let started = false;
  parser.on('opentag', (tag: SaxesTagPlain) => {
    silent = 0;
    started = true;
    hear.onTag(localName(tag.name), tag.attributes);
  });
  parser.on('closetag', (tag) => {
    silent = 0;
    hear.onEnd(localName(tag.name));
  });
  parser.on('text', hear.onText);
  parser.on('cdata', hear.onText);
  const refuse = (): never => {
    throw new TableRefusedError('XML_REFUSED');
  };
  parser.on('doctype', refuse);
  parser.on('error', refuse);
  try {
    for await (const part of stream) {
      const text = decoder.write(part);
      if (!started && text.includes('<!DOCTYPE')) refuse();
      silent += text.length;
      parser.write(text);
      if (silent > maximumSilence) throw new TableRefusedError('CELL_TOO_LONG');
      yield text.length;
    }
    parser.write(decoder.end()).close();
  } catch (error) {
    throw error instanceof TableRefusedError ? error : new TableRefusedError('DAMAGED', null, { cause: error });
  }
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
