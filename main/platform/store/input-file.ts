import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';

/** A path that is not a file one can read; `path` as it was given. */
export class UnreadableFileError extends Error {
  readonly path: string;

  constructor(path: string, options?: ErrorOptions) {
    super('the file cannot be read', options);
    this.name = 'UnreadableFileError';
    this.path = path;
  }
}

/**
 * A file of the machine, named without its folder, hashed now and read when its turn comes.
 *
 * @throws UnreadableFileError
 */
export async function fileSource(path: string): Promise<{ name: string; bytes: number; sha256: string; read: () => Promise<Uint8Array> }> {
  try {
    const found = await stat(path);
    if (!found.isFile()) throw new UnreadableFileError(path);
    const hash = createHash('sha256');
    for await (const part of createReadStream(path)) hash.update(part as Uint8Array);
    return { name: basename(path), bytes: found.size, sha256: hash.digest('hex'), read: () => readFile(path) };
  } catch (error) {
    throw error instanceof UnreadableFileError ? error : new UnreadableFileError(path, { cause: error });
  }
}
