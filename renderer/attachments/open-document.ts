import type { AttachmentMediaType } from '#contract/attachments';
import type { OpenDocument } from './document-pages.ts';

/** Opens a document in the page; the readers are loaded when first needed. @throws DocumentUnreadableError */
export async function openDocument(bytes: Uint8Array<ArrayBuffer>, mediaType: AttachmentMediaType): Promise<OpenDocument> {
  switch (mediaType) {
    case 'application/pdf':
      return (await import('./pdf-pages.ts')).openPdf(bytes);
    case 'image/tiff':
      return (await import('./picture-pages.ts')).openTiff(bytes);
    default:
      return (await import('./picture-pages.ts')).openPicture(bytes, mediaType);
  }
}
