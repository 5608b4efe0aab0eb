import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** Bytes of a piece before it is sealed; only the last one may be shorter. */
export const pieceBytes = 256 * 1024;
const ivBytes = 12;
const tagBytes = 16;
/** What sealing adds to a piece. */
export const sealBytes = ivBytes + tagBytes;

/** Where a piece belongs: whose it is, its number from 0, and whether nothing follows. */
export interface PiecePlace {
  readonly name: string;
  readonly piece: number;
  readonly last: boolean;
}

const additional = ({ name, piece, last }: PiecePlace): Buffer => Buffer.from(`${name}:${piece}:${last ? 'last' : 'more'}`);

/**
 * Seals a piece with AES-256-GCM under its own nonce. Its place is authenticated, so that pieces can be neither moved,
 * dropped nor swapped.
 *
 * @param key 32 bytes
 */
export function sealPiece(key: Uint8Array, place: PiecePlace, plain: Uint8Array): Buffer {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(additional(place));
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]);
}

/** @throws Error when the piece was changed, or belongs elsewhere */
export function openPiece(key: Uint8Array, place: PiecePlace, sealed: Uint8Array): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, ivBytes), { authTagLength: tagBytes })
    .setAAD(additional(place))
    .setAuthTag(sealed.subarray(ivBytes, sealBytes));
  return Buffer.concat([decipher.update(sealed.subarray(sealBytes)), decipher.final()]);
}
