import { getDocument, type PDFDocumentProxy, PDFWorker } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { boundedScale, type DocumentPage, DocumentUnreadableError, type OpenDocument } from './document-pages.ts';

let shared: PDFWorker | null = null;

/** One reader's thread for all documents of the page. Ours to keep: a document that is being closed must not take it from the next. */
function reader(): PDFWorker {
  // The port is a Worker: the library's types say null, its documentation a worker's port.
  shared ??= PDFWorker.create({ port: new Worker(new URL('./pdf-worker.ts', import.meta.url), { type: 'module' }) });
  return shared;
}

/**
 * Opens a PDF. Its scripts, forms and links do nothing: pages are drawn as pictures. The reader itself needs neither
 * `eval` nor WebAssembly, which the page's policy refuses.
 *
 * @throws DocumentUnreadableError
 */
export async function openPdf(bytes: Uint8Array<ArrayBuffer>): Promise<OpenDocument> {
  // The bytes move to the reader's thread: it gets a copy.
  const task = getDocument({ data: bytes.slice(), worker: reader(), isEvalSupported: false, enableXfa: false, useWasm: false, wasmUrl: new URL('pdf/', document.baseURI).href, useSystemFonts: true, verbosity: 0 });
  let pdf: PDFDocumentProxy;
  try {
    pdf = await task.promise;
  } catch (error) {
    void task.destroy();
    throw new DocumentUnreadableError(error instanceof Error && error.name === 'PasswordException' ? 'password' : 'damaged');
  }
  return { pages: pdf.numPages, page: (number) => openPage(pdf, number), close: () => void task.destroy() };
}

async function openPage(pdf: PDFDocumentProxy, number: number): Promise<DocumentPage> {
  try {
    const page = await pdf.getPage(number);
    const { width, height } = page.getViewport({ scale: 1 });
    const content = await page.getTextContent();
    return {
      width,
      height,
      text: content.items.map((item) => ('str' in item ? item.str : '')).join(' ').trim(),
      draw: async (canvas, { scale, quarters }) => {
        const viewport = page.getViewport({ scale: boundedScale(width, height, scale), rotation: page.rotate + quarters * 90 });
        // Drawn beside and then shown, so that a page never appears half done, and two drawings never share a canvas.
        const beside = document.createElement('canvas');
        beside.width = Math.ceil(viewport.width);
        beside.height = Math.ceil(viewport.height);
        await page.render({ canvas: beside, viewport }).promise;
        canvas.width = beside.width;
        canvas.height = beside.height;
        canvas.getContext('2d')?.drawImage(beside, 0, 0);
      },
    };
  } catch {
    // Whatever the reader met, the page cannot be shown.
    throw new DocumentUnreadableError('damaged');
  }
}
