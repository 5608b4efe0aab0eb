import { getDocumentProxy } from 'unpdf';

/** What a reader can find, select and copy in a PDF. */
export interface ReadPdf {
  /** Text of each page, its pieces joined as they follow one another. */
  readonly pages: readonly string[];
  readonly title: string;
  readonly language: string | null;
  /** Headings of the side panel. */
  readonly outline: readonly string[];
}

/** Reads a PDF back with another library than the one that makes it. */
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const document = await getDocumentProxy(new Uint8Array(bytes));
  const pages: string[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const { items } = await (await document.getPage(number)).getTextContent();
    pages.push(items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join(''));
  }
  const { info } = await document.getMetadata();
  const outline: readonly { readonly title: string }[] = (await document.getOutline()) ?? [];
  return { pages, title: (info as { Title?: string }).Title ?? '', language: (info as { Language?: string | null }).Language ?? null, outline: outline.map(({ title }) => title) };
}
