import { join } from 'node:path';
import { maximumAttachmentBytes } from '#contract/attachments.ts';
import { maximumIntakeBytes } from '#contract/imports.ts';
import { addMilliseconds } from '../platform/clock.ts';
import { subkey } from '../platform/keys/keyring.ts';
import { createSealedFiles, type SealedFiles } from '../platform/store/sealed-files.ts';
import type { Store } from '../platform/store/store.ts';
import type { Ports } from '../ports.ts';
import { type DocumentFacts, type DocumentRefusal, inspectDocument, mediaTypeOf } from './document-rules.ts';

/** A file that came in and was not used yet. */
export interface IntakeFile {
  readonly id: string;
  readonly name: string;
  /** FHIR, or a table. */
  readonly kind: 'json' | 'table';
  readonly bytes: number;
  readonly sha256: string;
}

/** A document that came in to be attached, whole and of a known kind. */
export interface IntakeDocument extends DocumentFacts {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** Why a file is not let in. */
export class IntakeRefusedError extends Error {
  readonly code: DocumentRefusal | 'INVALID' | 'FULL';

  constructor(code: IntakeRefusedError['code']) {
    super(code);
    this.name = 'IntakeRefusedError';
    this.code = code;
  }
}

/** The files that came in, encrypted on disk; who sent them and what they are called is in memory only. */
export interface Intake {
  /** @throws IntakeRefusedError, SealedFileTooLargeError */
  receive(userId: string, name: string, content: AsyncIterable<Uint8Array>): Promise<IntakeFile>;
  /** The same for a paper to be attached: read whole, judged by its content. @throws IntakeRefusedError, SealedFileTooLargeError */
  receiveDocument(userId: string, name: string, content: AsyncIterable<Uint8Array>): Promise<IntakeDocument>;
  /** A waiting document with its bytes, which stays until it is discarded; null when it is unknown, too old, or somebody else's. */
  documentOf(userId: string, id: string): Promise<{ readonly document: IntakeDocument; readonly content: Uint8Array } | null>;
  /** Takes files out of waiting, all or none; null when one is unknown, too old, or somebody else's. */
  claim(userId: string, ids: readonly string[]): readonly IntakeFile[] | null;
  /** Puts claimed files back, when they could not be used now. */
  putBack(userId: string, files: readonly IntakeFile[]): void;
  discard(ids: readonly string[]): Promise<void>;
  /** Removes everything, at opening and closing. */
  clear(): void;
}

const lifetimeMilliseconds = 60 * 60 * 1000;
/** All that may wait at once. */
const maximumWaitingBytes = 1024 * 1024 * 1024;
const maximumNameLength = 200;
const sniffedBytes = 64;
/** The header of a PDF may come this late. */
const documentHeadBytes = 1024;

/** Where incoming files lie, readable with the clinic's key; the same in the host and in its long-work thread. */
export function intakeFiles(store: Pick<Store, 'directory' | 'dataKey'>): SealedFiles {
  return createSealedFiles(join(store.directory, 'intake'), subkey(store.dataKey, 'intake'));
}

/** The intake of an open clinic. */
export function createIntake(store: Pick<Store, 'directory' | 'dataKey'>, { clock, newId }: Pick<Ports, 'clock' | 'newId'>): Intake {
  const files = intakeFiles(store);
  const waiting = new Map<string, IntakeFile & { readonly userId: string; readonly until: string }>();

  const documents = new Map<string, IntakeDocument & { readonly userId: string; readonly until: string }>();

  const forgetOld = async (): Promise<void> => {
    const now = clock.now();
    for (const file of [...documents.values()].filter(({ until }) => until <= now)) {
      documents.delete(file.id);
      await files.remove(file.id);
    }
    for (const file of [...waiting.values()].filter(({ until }) => until <= now)) {
      waiting.delete(file.id);
      await files.remove(file.id);
    }
  };

  /** The name it is shown under, once there is room for it. */
  const admit = async (name: string): Promise<string> => {
    const shownName = fileName(name);
    if (shownName === '') throw new IntakeRefusedError('INVALID');
    await forgetOld();
    const waitingBytes = [...waiting.values(), ...documents.values()].reduce((sum, file) => sum + file.bytes, 0);
    if (waitingBytes + maximumIntakeBytes > maximumWaitingBytes) throw new IntakeRefusedError('FULL');
    return shownName;
  };

  return {
    receive: async (userId, name, content) => {
      const shownName = await admit(name);
      const id = newId();
      let kind: IntakeFile['kind'] = 'json';
      const written = await files.write(id, judged(content, sniffedBytes, (head) => void (kind = kindOf(head))), maximumIntakeBytes);
      const file = { id, name: shownName, kind, ...written };
      waiting.set(id, { ...file, userId, until: addMilliseconds(clock.now(), lifetimeMilliseconds) });
      return file;
    },
    receiveDocument: async (userId, name, content) => {
      const shownName = await admit(name);
      const id = newId();
      const written = await files.write(id, judged(content, documentHeadBytes, requireDocument), maximumAttachmentBytes);
      const found = inspectDocument(await files.read(id));
      if (typeof found === 'string') {
        await files.remove(id);
        throw new IntakeRefusedError(found);
      }
      const document = { id, name: shownName, ...found, ...written };
      documents.set(id, { ...document, userId, until: addMilliseconds(clock.now(), lifetimeMilliseconds) });
      return document;
    },

    documentOf: async (userId, id) => {
      const found = documents.get(id);
      if (!found || found.userId !== userId || found.until <= clock.now()) return null;
      const content = await files.read(id);
      const { mediaType, pages, name, bytes, sha256 } = found;
      return { document: { id, name, mediaType, pages, bytes, sha256 }, content };
    },

    claim: (userId, ids) => {
      const now = clock.now();
      const found = [...new Set(ids)].map((id) => waiting.get(id));
      if (found.some((file) => file === undefined || file.userId !== userId || file.until <= now)) return null;
      return found.flatMap((file) => {
        if (!file) return [];
        waiting.delete(file.id);
        return [{ id: file.id, name: file.name, kind: file.kind, bytes: file.bytes, sha256: file.sha256 }];
      });
    },
    putBack: (userId, claimed) => {
      for (const file of claimed) waiting.set(file.id, { ...file, userId, until: addMilliseconds(clock.now(), lifetimeMilliseconds) });
    },
    discard: async (ids) => {
      for (const id of ids) {
        documents.delete(id);
        await files.remove(id);
      }
    },
    clear: () => {
      waiting.clear();
      documents.clear();
      files.clear();
    },
  };
}

/** The last part of a file's name, without control characters, of a length that can be shown; may be empty. */
export function fileName(sent: string): string {
  const last = sent.split(/[\\/]/).at(-1) ?? '';
  return last.replace(/\p{Cc}/gu, '').trim().slice(0, maximumNameLength);
}

/** Lets a stream through once its first bytes were judged; `judge` refuses them by throwing. @throws IntakeRefusedError for nothing at all */
async function* judged(content: AsyncIterable<Uint8Array>, headBytes: number, judge: (head: Buffer) => void): AsyncGenerator<Uint8Array> {
  let head: Buffer | null = Buffer.alloc(0);
  for await (const part of content) {
    if (head === null) {
      yield part;
      continue;
    }
    head = Buffer.concat([head, part]);
    if (head.length < headBytes) continue;
    judge(head);
    yield head;
    head = null;
  }
  if (head === null) return;
  if (head.length === 0) throw new IntakeRefusedError('INVALID');
  judge(head);
  yield head;
}

/** @throws IntakeRefusedError */
function requireDocument(head: Buffer): void {
  if (mediaTypeOf(head) === null) throw new IntakeRefusedError('UNSUPPORTED_TYPE');
}

/** @throws IntakeRefusedError for bytes that are neither JSON nor a table */
function kindOf(head: Buffer): IntakeFile['kind'] {
  // A workbook is a zip; the old binary one is let in so that its reader can say what to do with it.
  if (head.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 3, 4])) || head.subarray(0, 4).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]))) return 'table';
  const text = head.toString('utf8').replace(/^\uFEFF/, '').trimStart();
  if (text.startsWith('{')) return 'json';
  const isWide = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff) || /^(\0[\t\n\r -~]|[\t\n\r -~]\0){4}/.test(head.toString('latin1'));
  if (text === '' || /^[[<]/.test(text) || (!isWide && /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/.test(head.toString('latin1')))) throw new IntakeRefusedError('UNSUPPORTED_TYPE');
  return 'table';
}
