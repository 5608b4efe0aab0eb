import type { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { openPiece, pieceBytes, sealPiece } from '../../platform/store/sealed-pieces.ts';
import { openAttachmentKey } from './attachment-key.ts';
import { attachmentById, type KeptAttachment, pieceOf } from './attachment-repository.ts';

const pieceCount = (bytes: number): number => Math.max(1, Math.ceil(bytes / pieceBytes));

/** The pieces of an attachment as they are kept, each sealed under its key with its place. */
export function sealedPieces(key: Uint8Array, attachmentId: string, content: Uint8Array): Buffer[] {
  const count = pieceCount(content.length);
  return Array.from({ length: count }, (_, piece) => sealPiece(key, { name: attachmentId, piece, last: piece === count - 1 }, content.subarray(piece * pieceBytes, (piece + 1) * pieceBytes)));
}

/** The bytes of an attachment, each piece read in a transaction of its own. @throws Error when a piece is missing or was changed by other hands */
export async function* attachmentContent(unitOfWork: UnitOfWork, dataKey: Uint8Array, { id, bytes, sealedKey }: Pick<KeptAttachment, 'id' | 'bytes' | 'sealedKey'>): AsyncGenerator<Uint8Array> {
  const key = openAttachmentKey(dataKey, sealedKey);
  const count = pieceCount(bytes);
  for (let piece = 0; piece < count; piece += 1) {
    const sealed = await unitOfWork.read((db) => pieceOf(db, id, piece));
    if (!sealed) throw new Error('an attachment has lost a piece');
    yield openPiece(key, { name: id, piece, last: piece === count - 1 }, sealed);
  }
}

/** The same by the attachment's id. @throws Error when there is none */
export async function* keptContent(unitOfWork: UnitOfWork, dataKey: Uint8Array, attachmentId: string): AsyncGenerator<Uint8Array> {
  const attachment = await unitOfWork.read((db) => attachmentById(db, attachmentId));
  if (!attachment) throw new Error('an attachment is not there');
  yield* attachmentContent(unitOfWork, dataKey, attachment);
}
