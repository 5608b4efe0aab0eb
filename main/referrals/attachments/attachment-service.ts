import type { Attachment } from '#contract/attachments.ts';
import { maximumAttachments } from '#contract/attachments.ts';
import type { Inputs, Outputs } from '#contract/index.ts';
import { requireOpenRecord } from '../../access/open-record.ts';
import { type RecordReach, reachOf } from '../../access/record-reach.ts';
import type { Intake } from '../../intake/intake.ts';
import { DeclaredError } from '../../platform/declared-error.ts';
import type { WriteExecutor } from '../../platform/database/schema.ts';
import type { ServiceDependencies } from '../../service-dependencies.ts';
import type { Caller } from '../../users/caller.ts';
import { referralById } from '../referral-repository.ts';
import { attachmentContent, sealedPieces } from './attachment-content.ts';
import { newAttachmentKey } from './attachment-key.ts';
import { attachmentById, attachmentsOf, countAttachments, insertAttachment, type KeptAttachment, markRemoved, renameAttachment } from './attachment-repository.ts';

/** Most a referral ever keeps, removed ones included: `list` shows them all. */
const mostKept = 200;

/** An attachment being handed over, its bytes piece by piece. */
export interface OpenedAttachment {
  readonly name: string;
  readonly mediaType: Attachment['mediaType'];
  readonly content: AsyncIterable<Uint8Array>;
}

const shown = ({ id, name, mediaType, bytes, pages, addedAt, addedBy, removed }: KeptAttachment): Attachment => ({ id, name, mediaType, bytes, pages, addedAt, addedBy, removed });

/** The papers of a request: taken in, named, taken off with a trace, read. Every step is audited in its own transaction. */
export function createAttachmentService({ unitOfWork, audit, ports, store }: ServiceDependencies, intake: Intake) {
  const reading = (caller: Caller): RecordReach => reachOf(caller, 'referral.read', ports.clock.now());

  /** Changes one attachment and says what was done. */
  const change = (caller: Caller, attachmentId: string, action: string, work: (db: WriteExecutor, attachment: KeptAttachment) => Promise<void>): Promise<Attachment> =>
    unitOfWork.write(async (db) => {
      const attachment = await attachmentById(db, attachmentId);
      if (!attachment) throw new DeclaredError('NOT_FOUND');
      await requireOpenRecord(db, reading(caller), attachment.patientId);
      await work(db, attachment);
      await audit.record(db, { userId: caller.userId, action, entity: 'attachment', entityId: attachmentId, patientId: attachment.patientId, detail: { referralId: attachment.referralId } });
      const after = await attachmentById(db, attachmentId);
      return shown(after ?? attachment);
    });

  return {
    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED` */
    list: (caller: Caller, { referralId }: Inputs['attachments']['list']): Promise<Outputs['attachments']['list']> =>
      unitOfWork.read(async (db) => {
        const referral = await referralById(db, referralId);
        if (!referral) throw new DeclaredError('NOT_FOUND');
        await requireOpenRecord(db, reading(caller), referral.patientId);
        return (await attachmentsOf(db, referralId)).map(shown);
      }),

    /**
     * Whoever enters a request for a closed record adds its papers, and does not see them afterwards.
     *
     * @throws DeclaredError `NOT_FOUND`, `RESTRICTED` (added already, and closed), `INTAKE_GONE`, `DUPLICATE` (the id is another request's), `INVALID` (too many)
     */
    add: async (caller: Caller, { attachmentId, referralId, intakeId, name }: Inputs['attachments']['add']): Promise<Outputs['attachments']['add']> => {
      const waiting = await intake.documentOf(caller.userId, intakeId);
      const { key, sealedKey } = newAttachmentKey(store.dataKey);
      const pieces = waiting ? sealedPieces(key, attachmentId, waiting.content) : [];
      const added = await unitOfWork.write(async (db) => {
        const known = await attachmentById(db, attachmentId);
        if (known && known.referralId !== referralId) throw new DeclaredError('DUPLICATE', { field: 'attachmentId' });
        if (known) {
          await requireOpenRecord(db, reading(caller), known.patientId);
          return shown(known);
        }
        const referral = await referralById(db, referralId);
        if (!referral) throw new DeclaredError('NOT_FOUND');
        if (!waiting) throw new DeclaredError('INTAKE_GONE');
        const { all, present } = await countAttachments(db, referralId);
        if (present >= maximumAttachments || all >= mostKept) throw new DeclaredError('INVALID', { issues: [{ path: 'referralId', code: 'TOO_MANY' }] });
        const { mediaType, pages, bytes, sha256 } = waiting.document;
        const addedAt = ports.clock.now();
        await insertAttachment(db, { id: attachmentId, referralId, name, mediaType, pages, bytes, sha256, sealedKey, addedAt, addedBy: caller.userId }, pieces);
        await audit.record(db, {
          userId: caller.userId, action: 'attachment.added', entity: 'attachment', entityId: attachmentId, patientId: referral.patientId, detail: { referralId, mediaType, bytes },
        });
        return { id: attachmentId, name, mediaType, bytes, pages, addedAt, addedBy: caller.displayName, removed: null };
      });
      if (waiting) await intake.discard([intakeId]);
      return added;
    },

    /** @throws DeclaredError `NOT_FOUND` */
    rename: (caller: Caller, { attachmentId, name }: Inputs['attachments']['rename']): Promise<Outputs['attachments']['rename']> =>
      change(caller, attachmentId, 'attachment.renamed', (db) => renameAttachment(db, attachmentId, name)),

    /** @throws DeclaredError `NOT_FOUND`, `ILLEGAL_STATE` (removed already) */
    remove: (caller: Caller, { attachmentId, reason }: Inputs['attachments']['remove']): Promise<Outputs['attachments']['remove']> =>
      change(caller, attachmentId, 'attachment.removed', async (db, { removed }) => {
        if (removed) throw new DeclaredError('ILLEGAL_STATE', { state: 'removed' });
        await markRemoved(db, attachmentId, { at: ports.clock.now(), by: caller.userId, reason });
      }),

    /** @throws DeclaredError `NOT_FOUND`, `ILLEGAL_STATE` (not removed) */
    restore: (caller: Caller, { attachmentId }: Inputs['attachments']['restore']): Promise<Outputs['attachments']['restore']> =>
      change(caller, attachmentId, 'attachment.restored', async (db, { removed }) => {
        if (!removed) throw new DeclaredError('ILLEGAL_STATE', { state: 'present' });
        await markRemoved(db, attachmentId, null);
      }),

    /** The bytes, each piece in a transaction of its own. @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `ILLEGAL_STATE` (removed) */
    open: async (caller: Caller, { attachmentId }: Inputs['attachments']['open']): Promise<OpenedAttachment> => {
      const attachment = await unitOfWork.write(async (db) => {
        const found = await attachmentById(db, attachmentId);
        if (!found) throw new DeclaredError('NOT_FOUND');
        await requireOpenRecord(db, reading(caller), found.patientId);
        if (found.removed) throw new DeclaredError('ILLEGAL_STATE', { state: 'removed' });
        await audit.recordReading(db, { userId: caller.userId, action: 'attachment.opened', entity: 'attachment', entityId: attachmentId, patientId: found.patientId, detail: { referralId: found.referralId } });
        return found;
      });
      return { name: attachment.name, mediaType: attachment.mediaType, content: attachmentContent(unitOfWork, store.dataKey, attachment) };
    },
  };
}
