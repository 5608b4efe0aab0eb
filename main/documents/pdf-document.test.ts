import { describe, expect, test } from 'vitest';
import { type Block, paperOf, type PdfDocument } from './document-blocks.ts';
import { renderPdf } from './pdf-document.ts';
import { readPdf } from './testing/pdf-text.ts';

const documentOf = (body: readonly Block[], more: Partial<PdfDocument> = {}): PdfDocument => ({
  language: 'fr', paper: 'LETTER', title: 'Dossier de Maryse Béland', author: 'Clinique du Lac', createdAt: '2026-11-16T15:12:00.000Z',
  frame: { clinic: 'Clinique du Lac', subject: 'Béland, Maryse', origin: 'Produit le 16 nov. 2026' }, body, ...more,
});

describe('a document set as PDF', () => {
  test('carries every part as text one can search, accents and foreign letters included', async () => {
    const pdf = await readPdf(
      await renderPdf(
        documentOf([
          { kind: 'heading', level: 1, text: 'Identité', note: 'selon la carte' },
          { kind: 'fields', fields: [{ label: 'Nom', value: 'Šimůnková Nguyễn Łęcka Ωmega Иванова' }] },
          { kind: 'heading', level: 2, text: 'Œuvre' },
          { kind: 'text', text: 'Première ligne\nSeconde ligne', tone: 'quiet' },
          { kind: 'table', columns: [{ header: 'Examen', width: 1 }, { header: 'Valeur', width: 'fit', numeric: true }], rows: [['Protéine C-réactive', '10,5 mg/L']] },
          { kind: 'list', items: ['Un point'] },
          { kind: 'note', text: 'Remarque « encadrée »' },
        ]),
      ),
    );
    const [page = ''] = pdf.pages;
    for (const words of ['Identité', 'selon la carte', 'Šimůnková Nguyễn Łęcka Ωmega Иванова', 'Œuvre', 'Seconde ligne', 'Protéine C-réactive', '10,5 mg/L', 'Un point', 'Remarque « encadrée »']) expect(page).toContain(words);
  });

  test('says what it is: title, language, headings in the side panel', async () => {
    const pdf = await readPdf(await renderPdf(documentOf([{ kind: 'heading', level: 1, text: 'Visites' }, { kind: 'heading', level: 2, text: 'Passées' }])));
    expect(pdf).toMatchObject({ title: 'Dossier de Maryse Béland', language: 'fr-CA', outline: ['Visites'] });
  });

  test('numbers its pages and names clinic and person on each; the head of a table comes back on each', async () => {
    const rows = Array.from({ length: 120 }, (_, index) => [`Examen ${index + 1}`, String(index)]);
    const table: Block = { kind: 'table', columns: [{ header: 'Examen prescrit', width: 2 }, { header: 'Valeur', width: 1, numeric: true }], rows };
    const { pages } = await readPdf(await renderPdf(documentOf([table], { language: 'en' })));
    expect(pages.length).toBeGreaterThan(2);
    for (const [index, page] of pages.entries()) {
      for (const words of [`Page ${index + 1} of ${pages.length}`, 'Clinique du Lac', 'Béland, Maryse', 'Produit le 16 nov. 2026', 'Examen prescrit']) expect(page).toContain(words);
    }
    expect(pages.join('\n').match(/Examen \d+/g)).toHaveLength(120);
  });

  test('opens no file and no address a document names', async () => {
    const body = [{ kind: 'text', text: 'file:///etc/passwd https://example.org' }] as const;
    expect((await readPdf(await renderPdf(documentOf(body)))).pages[0]).toContain('file:///etc/passwd');
  });

  test('is on the paper of the country', async () => {
    expect([paperOf('CA'), paperOf('FR')]).toEqual(['LETTER', 'A4']);
    expect(Buffer.from(await renderPdf(documentOf([], { paper: 'A4' }))).toString('latin1')).toContain('/MediaBox [0 0 595.28 841.89]');
  });
});
