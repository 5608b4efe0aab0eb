import { createHash } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openPiece, pieceBytes, sealBytes, sealPiece } from './sealed-pieces.ts';

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

/** Names are identifiers we made; nothing else may become part of a path. */
const safeName = /^[0-9a-f-]{36}$/;

/**
 * Sealed files under `directory`. Each piece is sealed by itself, bound to its place and the file's name.
 *
 * @param key 32 bytes
 */
export function createSealedFiles(directory: string, key: Uint8Array): SealedFiles {
  const pathOf = (name: string): string => {
    if (!safeName.test(name)) throw new RangeError('not the name of a sealed file');
    return join(directory, name);
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
            await file.write(sealPiece(key, { name, piece, last: false }, waiting.subarray(0, pieceBytes)));
            waiting = waiting.subarray(pieceBytes);
            piece += 1;
          }
        }
        await file.write(sealPiece(key, { name, piece, last: true }, waiting));
      } catch (error) {
        await file.close();
        await rm(pathOf(name), { force: true });
        throw error;
      }
      await file.close();
      return { bytes, sha256: hash.digest('hex') };
    },

    read: async (name) => {
      const file = await open(pathOf(name), 'r');
      try {
        const { size } = await file.stat();
        const step = sealBytes + pieceBytes;
        const pieces = Math.max(1, Math.ceil(size / step));
        // Piece by piece into their place: the file is in memory once.
        const plain = Buffer.alloc(Math.max(0, size - pieces * sealBytes));
        const sealed = Buffer.alloc(step);
        for (let piece = 0; piece < pieces; piece += 1) {
          const { bytesRead } = await file.read(sealed, 0, step, piece * step);
          openPiece(key, { name, piece, last: piece === pieces - 1 }, sealed.subarray(0, bytesRead)).copy(plain, piece * pieceBytes);
        }
        return plain;
      } finally {
        await file.close();
      }
    },

    remove: (name) => rm(pathOf(name), { force: true }),
    clear: () => rmSync(directory, { recursive: true, force: true }),
  };
}
