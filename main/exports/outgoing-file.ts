import { Readable } from 'node:stream';

/** A file on its way out, written as it is made. */
export interface OutgoingFile {
  readonly name: string;
  readonly content: AsyncIterable<Uint8Array>;
}

/** Throws what a writer at the other end of the pipe could not. */
function raise(failure: Error | null): void {
  if (failure) throw failure;
}

/**
 * Files as one zip, streamed. With a passphrase each is encrypted with AES-256 (the WinZip AE-2 form, which 7-Zip,
 * WinZip, Keka and the archive tools of Linux open); names and sizes stay readable, so names say nothing of anybody.
 */
export async function* zipOf(files: readonly OutgoingFile[], passphrase: string | null): AsyncGenerator<Uint8Array> {
  // Read when a first export is made: a start does without.
  const { configure, ZipWriter } = await import('@zip.js/zip.js');
  // Everything stays in this thread, which is the long-work thread or the command line.
  configure({ useWebWorkers: false });
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const encryption = passphrase === null ? {} : { password: passphrase, encryptionStrength: 3 as const };
  const writer = new ZipWriter(writable, { ...encryption, bufferedWrite: false, keepOrder: true, extendedTimestamp: false, zip64: false });
  let failure: Error | null = null;
  const written = (async () => {
    for (const { name, content } of files) await writer.add(name, Readable.toWeb(Readable.from(content)) as ReadableStream<Uint8Array>);
    await writer.close();
  })().catch(async (error: unknown) => {
    failure = error instanceof Error ? error : new Error('a file could not be written', { cause: error });
    // Whoever reads is told by the error thrown below; the pipe only has to end.
    await writable.abort(error).catch(() => undefined);
  });
  const reader = readable.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      yield value;
    }
  } catch (error) {
    await written;
    throw failure ?? (error instanceof Error ? error : new Error('a zip could not be written', { cause: error }));
  } finally {
    await reader.cancel().catch(() => undefined);
  }
  await written;
  raise(failure);
}
