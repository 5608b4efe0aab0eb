import { createHash } from 'node:crypto';
import { maximumAttachmentBytes, maximumAttachments } from '#contract/attachments.ts';
import type { RejectionCode } from '#contract/imports.ts';
import { inspectDocument } from '../intake/document-rules.ts';
import type { WriteExecutor } from '../platform/database/schema.ts';
import { sealedPieces } from '../referrals/attachments/attachment-content.ts';
import { newAttachmentKey } from '../referrals/attachments/attachment-key.ts';
import { countAttachments, hasSameContent, insertAttachment } from '../referrals/attachments/attachment-repository.ts';
import type { ImportMark } from './imported-people-repository.ts';

/** Attaches a paper to a request that came with it, sealed under a key of its own, through the checks of any other paper. The same bytes again add nothing. */
export async function writePaper(
  db: WriteExecutor,
  { referralId, name, content }: { readonly referralId: string; readonly name: string; readonly content: Uint8Array | null },
  mark: ImportMark,
  dataKey: Uint8Array,
): Promise<{ readonly fate: 'created' | 'unchanged' } | { readonly code: RejectionCode }> {
  if (content === null) return { code: 'DOCUMENT_MISSING' };
  if (content.length > maximumAttachmentBytes) return { code: 'FILE_TOO_LARGE' };
  const facts = inspectDocument(content);
  if (typeof facts === 'string') return { code: 'DOCUMENT_REFUSED' };
  const sha256 = createHash('sha256').update(content).digest('hex');
  if (await hasSameContent(db, referralId, sha256)) return { fate: 'unchanged' };
  if ((await countAttachments(db, referralId)).present >= maximumAttachments) return { code: 'DOCUMENT_REFUSED' };
  const id = mark.newId();
  const { key, sealedKey } = newAttachmentKey(dataKey);
  await insertAttachment(db, { id, referralId, name, ...facts, bytes: content.length, sha256, sealedKey, addedAt: mark.now, addedBy: mark.userId, importId: mark.importId }, sealedPieces(key, id, content));
  return { fate: 'created' };
}
