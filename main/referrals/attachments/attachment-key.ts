import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import { sealWithDataKey, unsealWithDataKey, type wrapped } from '../../platform/keys/keyring.ts';

const purpose = 'attachment';

type SealedKey = z.infer<typeof wrapped>;

/** A key for one attachment, so that a new data key need not seal every piece again. */
export function newAttachmentKey(dataKey: Uint8Array): { readonly key: Uint8Array; readonly sealedKey: SealedKey } {
  const key = randomBytes(32);
  return { key, sealedKey: sealWithDataKey(dataKey, purpose, key) };
}

/** @throws Error when the row was changed by other hands */
export function openAttachmentKey(dataKey: Uint8Array, sealedKey: SealedKey): Uint8Array {
  const key = unsealWithDataKey(dataKey, purpose, sealedKey);
  if (!key) throw new Error('the key of an attachment does not open');
  return key;
}

/** The same key under a new data key; one already under it stays as it is. */
export function rewrapAttachmentKey(sealedKey: SealedKey, from: Uint8Array, to: Uint8Array): SealedKey {
  const key = unsealWithDataKey(from, purpose, sealedKey);
  if (key) return sealWithDataKey(to, purpose, key);
  openAttachmentKey(to, sealedKey);
  return sealedKey;
}
