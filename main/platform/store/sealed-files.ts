import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Files held encrypted in a folder of the clinic, written in pieces so that memory stays bounded. */
export interface SealedFiles {
  /**
   * Writes what a stream brings under a new name.
   *
   * @throws SealedFileTooLargeError when it brings more than `maximumBytes`; nothing is left behind
   */
  write(name: string, content: AsyncIterable<Uint8Array>, maximumBytes: number): Promise<{ readonly bytes: number; readonly sha256: string }>;
  /** @throws Error when the file is gone, was changed or was cut short */
  read(name: string): Promise<Uint8Array>;
  remove(name: string): Promise<void>;
  /** Removes the folder and all in it. */
  clear(): void;
}

export class SealedFileTooLargeError extends Error {}

const pieceBytes = 256 * 1024;
const ivBytes = 12;
const tagBytes = 16;
/** Names are identifiers we made; nothing else may become part of a path. */
const safeName = /^[0-9a-f-]{36}$/;

/**
 * Sealed files under `directory`. Each piece is AES-256-GCM with its own nonce; its place, whether it is the last, and
 * the file's name are authenticated, so that pieces can be neither moved, dropped nor swapped between files.
 *
 * @param key 32 bytes
 */
export function createSealedFiles(directory: string, key: Uint8Array): SealedFiles {
  const pathOf = (name: string): string => {
    if (!safeName.test(name)) throw new RangeError('not the name of a sealed file');
    return join(directory, name);
  };
  const additional = (name: string, piece: number, last: boolean): Buffer => Buffer.from(`${name}:${piece}:${last ? 'last' : 'more'}`);

  const seal = (name: string, piece: number, last: boolean, plain: Uint8Array): Buffer => {
    const iv = randomBytes(ivBytes);
    const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(additional(name, piece, last));
    const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), sealed]);
  };

  return {
    write: async (name, content, maximumBytes) => {
      mkdirSync(directory, { recursive: true, mode: 0o700 });
      const file = await open(pathOf(name), 'wx', 0o600);
      const hash = createHash('sha256');
      let bytes = 0;
      let piece = 0;
      let waiting: Buffer = Buffer.alloc(0);
      try {
        for await (const part of content) {
          bytes += part.length;
          if (bytes > maximumBytes) throw new SealedFileTooLargeError();
          hash.update(part);
          waiting = Buffer.concat([waiting, part]);
          // The last piece is told apart, so a full one waits until more has come.
          while (waiting.length > pieceBytes) {
            await file.write(seal(name, piece, false, waiting.subarray(0, pieceBytes)));
            waiting = waiting.subarray(pieceBytes);
            piece += 1;
          }
        }
        await file.write(seal(name, piece, true, waiting));
      } catch (error) {
        await file.close();
        await rm(pathOf(name), { force: true });
        throw error;
      }
      await file.close();
      return { bytes, sha256: hash.digest('hex') };
    },

    read: async (name) => {
      const sealed = await readFile(pathOf(name));
      const plain: Buffer[] = [];
      const step = ivBytes + tagBytes + pieceBytes;
      for (let start = 0, piece = 0; start === 0 || start < sealed.length; start += step, piece += 1) {
        const part = sealed.subarray(start, start + step);
        const decipher = createDecipheriv('aes-256-gcm', key, part.subarray(0, ivBytes), { authTagLength: tagBytes })
          .setAAD(additional(name, piece, start + step >= sealed.length))
          .setAuthTag(part.subarray(ivBytes, ivBytes + tagBytes));
        plain.push(decipher.update(part.subarray(ivBytes + tagBytes)), decipher.final());
      }
      return Buffer.concat(plain);
    },

    remove: (name) => rm(pathOf(name), { force: true }),
    clear: () => rmSync(directory, { recursive: true, force: true }),
  };
}
