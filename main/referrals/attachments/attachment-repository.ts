import type { z } from 'zod';
import { type Attachment, attachmentMediaType } from '#contract/attachments.ts';
import { wrapped } from '../../platform/keys/keyring.ts';
import type { ReadExecutor, WriteExecutor } from '../../platform/database/schema.ts';

/** An attachment as it is kept, its bytes apart. */
export interface KeptAttachment {
  readonly id: string;
  readonly referralId: string;
  readonly patientId: string;
  readonly name: string;
  readonly mediaType: Attachment['mediaType'];
  readonly bytes: number;
  readonly pages: number | null;
  readonly sealedKey: z.infer<typeof wrapped>;
  readonly addedAt: string;
  readonly addedBy: string;
  readonly removed: Attachment['removed'];
}

function attachments(db: ReadExecutor) {
  return db
    .selectFrom('attachment as a')
    .innerJoin('referral as r', 'r.id', 'a.referral_id')
    .leftJoin('user_account as adder', 'adder.id', 'a.added_by')
    .leftJoin('user_account as remover', 'remover.id', 'a.removed_by')
    .select([
      'a.id', 'a.referral_id', 'r.patient_id', 'a.name', 'a.media_type', 'a.bytes', 'a.pages', 'a.sealed_key', 'a.added_at', 'a.added_by', 'a.removed_at', 'a.removed_by', 'a.removal_reason',
      'adder.display_name as adder_name', 'remover.display_name as remover_name',
    ]);
}

type Row = Awaited<ReturnType<ReturnType<typeof attachments>['execute']>>[number];

const toAttachment = (row: Row): KeptAttachment => ({
  id: row.id, referralId: row.referral_id, patientId: row.patient_id, name: row.name, mediaType: attachmentMediaType.parse(row.media_type), bytes: row.bytes, pages: row.pages,
  sealedKey: wrapped.parse(JSON.parse(row.sealed_key)), addedAt: row.added_at, addedBy: row.adder_name ?? row.added_by,
  removed: row.removed_at === null ? null : { at: row.removed_at, by: row.remover_name ?? row.removed_by ?? '', reason: row.removal_reason ?? '' },
});

/** The attachments of a referral in the order they came, removed ones last. */
export async function attachmentsOf(db: ReadExecutor, referralId: string): Promise<KeptAttachment[]> {
  const found = (await attachments(db).where('a.referral_id', '=', referralId).orderBy('a.added_at').orderBy('a.id').limit(200).execute()).map(toAttachment);
  return [...found.filter(({ removed }) => removed === null), ...found.filter(({ removed }) => removed !== null)];
}

export async function attachmentById(db: ReadExecutor, id: string): Promise<KeptAttachment | undefined> {
  const row = await attachments(db).where('a.id', '=', id).executeTakeFirst();
  return row && toAttachment(row);
}

/** How many a referral has, removed ones counted apart. */
export async function countAttachments(db: ReadExecutor, referralId: string): Promise<{ readonly all: number; readonly present: number }> {
  const rows = await db.selectFrom('attachment').select('removed_at').where('referral_id', '=', referralId).execute();
  return { all: rows.length, present: rows.filter(({ removed_at }) => removed_at === null).length };
}

/** Whether a referral has a paper of these very bytes, removed ones too. */
export async function hasSameContent(db: ReadExecutor, referralId: string, sha256: string): Promise<boolean> {
  return (await db.selectFrom('attachment').select('id').where('referral_id', '=', referralId).where('sha256', '=', sha256).limit(1).executeTakeFirst()) !== undefined;
}

/** Takes away the papers an import attached to a request that goes with them. */
export async function removeImportedPapers(db: WriteExecutor, referralId: string, importId: string): Promise<number> {
  const own = db.selectFrom('attachment').select('id').where('referral_id', '=', referralId).where('import_id', '=', importId);
  await db.deleteFrom('attachment_piece').where('attachment_id', 'in', own).execute();
  const { numDeletedRows } = await db.deleteFrom('attachment').where('referral_id', '=', referralId).where('import_id', '=', importId).executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}

/** Keeps an attachment with its sealed pieces. */
export async function insertAttachment(
  db: WriteExecutor,
  attachment: Omit<KeptAttachment, 'patientId' | 'removed'> & { readonly sha256: string; readonly importId?: string },
  pieces: readonly Uint8Array[],
): Promise<void> {
  await db
    .insertInto('attachment')
    .values({
      id: attachment.id, referral_id: attachment.referralId, name: attachment.name, media_type: attachment.mediaType, bytes: attachment.bytes, sha256: attachment.sha256,
      pages: attachment.pages, sealed_key: JSON.stringify(attachment.sealedKey), added_at: attachment.addedAt, added_by: attachment.addedBy,
      removed_at: null, removed_by: null, removal_reason: null, import_id: attachment.importId ?? null,
    })
    .execute();
  for (const [position, content] of pieces.entries()) await db.insertInto('attachment_piece').values({ attachment_id: attachment.id, position, content }).execute();
}

/** One sealed piece, or undefined past the last. */
export async function pieceOf(db: ReadExecutor, attachmentId: string, position: number): Promise<Uint8Array | undefined> {
  const row = await db.selectFrom('attachment_piece').select('content').where('attachment_id', '=', attachmentId).where('position', '=', position).executeTakeFirst();
  return row?.content;
}

export async function renameAttachment(db: WriteExecutor, id: string, name: string): Promise<void> {
  await db.updateTable('attachment').set((eb) => ({ name, version: eb('version', '+', 1) })).where('id', '=', id).execute();
}

/** Marks an attachment as taken off its request, or puts it back (`removal` null). */
export async function markRemoved(db: WriteExecutor, id: string, removal: { readonly at: string; readonly by: string; readonly reason: string } | null): Promise<void> {
  await db.updateTable('attachment').set((eb) => ({ removed_at: removal?.at ?? null, removed_by: removal?.by ?? null, removal_reason: removal?.reason ?? null, version: eb('version', '+', 1) })).where('id', '=', id).execute();
}

/** Seals the keys of all attachments anew, a key at a time; the pieces stay as they are. */
export async function rewrapAttachmentKeys(db: WriteExecutor, rewrap: (sealed: z.infer<typeof wrapped>) => z.infer<typeof wrapped>): Promise<void> {
  const rows = await db.selectFrom('attachment').select(['id', 'sealed_key']).execute();
  for (const { id, sealed_key } of rows) await db.updateTable('attachment').set({ sealed_key: JSON.stringify(rewrap(wrapped.parse(JSON.parse(sealed_key)))) }).where('id', '=', id).execute();
}
