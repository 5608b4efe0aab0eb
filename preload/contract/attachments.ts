import { z } from 'zod';
import { operation } from './define.ts';
import { delivery } from './deliveries.ts';
import { filled, id, instant } from './values.ts';

/** Where an attachment comes in: `POST`, the bytes in the body, the name in `x-file-name`. */
export const attachmentIntakePath = '/intake/attachment';
/** Largest attachment, in bytes. */
export const maximumAttachmentBytes = 25 * 1024 * 1024;
/** Most attachments a referral keeps, removed ones apart. */
export const maximumAttachments = 30;

/** What an attachment may be, judged by its bytes. */
export const attachmentMediaType = z.enum(['application/pdf', 'image/jpeg', 'image/png', 'image/tiff']);
export type AttachmentMediaType = z.infer<typeof attachmentMediaType>;

/** Why a file is not taken: `DAMAGED` is cut short or not what it begins as, `DIMENSIONS` a picture too large to be shown. */
export const attachmentRefusal = z.enum(['NOT_SIGNED_IN', 'FORBIDDEN', 'NOT_FOUND', 'INVALID', 'TOO_LARGE', 'UNSUPPORTED_TYPE', 'FULL', 'DAMAGED', 'DIMENSIONS']);
export type AttachmentRefusal = z.infer<typeof attachmentRefusal>;

export const attachmentIntakeAnswer = z.union([z.object({ intakeId: id, mediaType: attachmentMediaType }), z.object({ code: attachmentRefusal })]);
export type AttachmentIntakeAnswer = z.infer<typeof attachmentIntakeAnswer>;

export const attachment = z.object({
  id,
  name: z.string(),
  mediaType: attachmentMediaType,
  bytes: z.int(),
  /** Null where only the viewer can tell. */
  pages: z.int().nullable(),
  addedAt: instant,
  addedBy: z.string(),
  /** Taken off the request; what it was is kept. */
  removed: z.object({ at: instant, by: z.string(), reason: z.string() }).nullable(),
});
export type Attachment = z.infer<typeof attachment>;

export const attachments = {
  /** The papers of a request in the order they came, removed ones last. */
  list: operation({ access: 'referral.read', scope: 'clinic' }).input(z.object({ referralId: id })).output(z.array(attachment).max(200)),
  /** Attaches a file taken in by `POST /intake/attachment`. The same id again changes nothing. */
  add: operation({ access: 'referral.complete', scope: 'clinic' })
    .input(z.object({ attachmentId: id, referralId: id, intakeId: id, name: filled(200) }))
    .output(attachment),
  rename: operation({ access: 'referral.complete', scope: 'clinic' }).input(z.object({ attachmentId: id, name: filled(200) })).output(attachment),
  /** Takes it off the request, with a reason; nothing is erased. */
  remove: operation({ access: 'referral.complete', scope: 'clinic' }).input(z.object({ attachmentId: id, reason: filled(500) })).output(attachment),
  restore: operation({ access: 'referral.complete', scope: 'clinic' }).input(z.object({ attachmentId: id })).output(attachment),
  /** Hands its bytes to the page that asked, once; the reading is audited. */
  open: operation({ access: 'referral.read', scope: 'clinic' }).input(z.object({ attachmentId: id })).output(delivery),
};
