import type { AttachmentMediaType } from '#contract/attachments';
import { boundedScale, type DocumentPage, DocumentUnreadableError, type OpenDocument } from './document-pages.ts';
import type { TiffAnswer, TiffQuestion } from './tiff-worker.ts';

/** A page of a fax takes a tenth of a second; what takes this long is made to. */
const tiffMilliseconds = 20_000;

/** Opens a JPEG or a PNG, decoded by the browser itself. @throws DocumentUnreadableError */
export async function openPicture(bytes: Uint8Array<ArrayBuffer>, mediaType: AttachmentMediaType): Promise<OpenDocument> {
  const picture = await decoded(new Blob([bytes], { type: mediaType }));
  return { pages: 1, page: () => Promise.resolve(pageOf(picture)), close: () => picture.close() };
}

/** Opens a TIFF, decoded in a thread of its own that is ended when it takes too long. @throws DocumentUnreadableError */
export async function openTiff(bytes: Uint8Array<ArrayBuffer>): Promise<OpenDocument> {
  const worker = new Worker(new URL('./tiff-worker.ts', import.meta.url), { type: 'module' });
  const ask = async (question: TiffQuestion, moved: Transferable[] = []): Promise<TiffAnswer> => {
    const answer = await new Promise<TiffAnswer>((resolve, reject) => {
      const late = setTimeout(() => {
        worker.terminate();
        reject(new DocumentUnreadableError('slow'));
      }, tiffMilliseconds);
      worker.onmessage = ({ data }: MessageEvent<TiffAnswer>) => {
        clearTimeout(late);
        resolve(data);
      };
      worker.postMessage(question, moved);
    });
    if (answer.kind === 'failed') throw new DocumentUnreadableError('damaged');
    return answer;
  };
  const copy = bytes.slice();
  const opened = await ask({ kind: 'open', bytes: copy.buffer }, [copy.buffer]).catch((error: unknown) => {
    worker.terminate();
    throw error;
  });
  return {
    pages: opened.kind === 'opened' ? opened.pages : 0,
    page: async (number) => {
      const answer = await ask({ kind: 'page', number });
      if (answer.kind !== 'page') throw new DocumentUnreadableError('damaged');
      return pageOf(await decoded(new ImageData(new Uint8ClampedArray(answer.pixels), answer.width, answer.height)));
    },
    close: () => worker.terminate(),
  };
}

async function decoded(source: Blob | ImageData): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(source);
  } catch {
    throw new DocumentUnreadableError('damaged');
  }
}

function pageOf(picture: ImageBitmap): DocumentPage {
  const { width, height } = picture;
  return {
    width,
    height,
    text: '',
    draw: (canvas, drawing) => {
      const scale = boundedScale(width, height, drawing.scale);
      const lies = drawing.quarters % 2 === 1;
      canvas.width = Math.ceil((lies ? height : width) * scale);
      canvas.height = Math.ceil((lies ? width : height) * scale);
      const context = canvas.getContext('2d');
      if (context) {
        context.imageSmoothingQuality = 'high';
        context.translate(canvas.width / 2, canvas.height / 2);
        context.rotate((drawing.quarters * Math.PI) / 2);
        context.drawImage(picture, (-width * scale) / 2, (-height * scale) / 2, width * scale, height * scale);
      }
      return Promise.resolve();
    },
  };
}
