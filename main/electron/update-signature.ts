import { createPublicKey, verify } from 'node:crypto';
import { z } from 'zod';

/** What a published version says of itself; `signature` is ours, beside the fields of electron-updater. */
export const publishedVersion = z.object({
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  files: z.array(z.object({ url: z.string(), sha512: z.base64() })).min(1),
  signature: z.base64(),
});
export type PublishedVersion = z.infer<typeof publishedVersion>;

/** The bytes that are signed: the version and the checksum of each of its files, in the order of their names. */
export function signedText({ version, files }: Pick<PublishedVersion, 'version' | 'files'>): Buffer {
  const lines = files.map(({ url, sha512 }) => `${url} ${sha512}`).sort();
  return Buffer.from(['relais-update', version, ...lines].join('\n'));
}

/**
 * Whether a published version carries the signature (Ed25519) of the key this installation was packed with. The updater
 * compares the file with its checksum; the checksums are under this signature, so the file is too, on every system.
 *
 * @param publicKey base64 of the key's SPKI form
 * @param published as it came from the network
 */
export function isSigned(published: unknown, publicKey: string): boolean {
  const parsed = publishedVersion.safeParse(published);
  if (!parsed.success) return false;
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
    return key.asymmetricKeyType === 'ed25519' && verify(null, signedText(parsed.data), key, Buffer.from(parsed.data.signature, 'base64'));
  } catch {
    // Not a key, or a signature of another length.
    return false;
  }
}
