import type { Content } from 'pdfmake';
import { chartSvg } from './chart-svg.ts';
import type { Block, Column, PdfDocument } from './document-blocks.ts';
import { fontFiles } from './pdf-fonts.ts';

/** Ink of the printed page; the screen's tokens, on white. */
const colours = { ink: '#1B1F24', quiet: '#59626E', line: '#C9CDD2', head: '#F0F0ED', accent: '#0B6E6E' } as const;
/** Points: left, top, right, bottom. */
const margins = [48, 64, 48, 56] as const;
/** Points: as wide as the text of the narrower paper. */
const chartWidth = 496;
const pageWords = { fr: (page: number, of: number) => `Page ${page} de ${of}`, en: (page: number, of: number) => `Page ${page} of ${of}` } as const;

/**
 * The library, read when a first document is set: a start does without. It opens two font files and nothing else: no
 * address, no other file, whatever a document says.
 */
async function typesetter() {
  const { default: pdfMake } = await import('pdfmake');
  pdfMake.setFonts({ Inter: { normal: fontFiles.normal, bold: fontFiles.bold } });
  pdfMake.setUrlAccessPolicy(() => false);
  pdfMake.setLocalAccessPolicy((path) => Object.values(fontFiles).includes(path));
  return pdfMake;
}

/** Sets a document as PDF: numbered pages with head and foot, text one can search and copy, language and title declared. */
export async function renderPdf(document: PdfDocument): Promise<Uint8Array> {
  const { frame, language, title, author, createdAt } = document;
  const pdfMake = await typesetter();
  return pdfMake
    .createPdf({
      pageSize: document.paper,
      pageMargins: margins,
      version: '1.7',
      language: language === 'fr' ? 'fr-CA' : 'en-CA',
      displayTitle: true,
      info: { title, author, creator: 'Relais', producer: 'Relais', creationDate: new Date(createdAt) },
      header: { columns: [{ text: frame.clinic, bold: true }, { text: frame.subject, alignment: 'right' }], fontSize: 8.5, color: colours.quiet, margin: [48, 30, 48, 0] },
      footer: (page, pages) => ({ columns: [{ text: frame.origin, width: '*' }, { text: pageWords[language](page, pages), alignment: 'right', width: 'auto' }], fontSize: 8, color: colours.quiet, margin: [48, 18, 48, 0] }),
      defaultStyle: { font: 'Inter', fontSize: 9.5, lineHeight: 1.25, color: colours.ink },
      content: document.body.map(contentOf),
    })
    .getBuffer();
}

function contentOf(block: Block): Content {
  switch (block.kind) {
    case 'heading':
      return headingOf(block);
    case 'text':
      return { text: block.text, margin: [0, 0, 0, 6], ...(block.tone === 'strong' ? { bold: true } : {}), ...(block.tone === 'quiet' ? { color: colours.quiet, fontSize: 8.5 } : {}) };
    case 'fields':
      return {
        layout: 'noBorders',
        table: { widths: [132, '*'], body: block.fields.map(({ label, value }): Content[] => [{ text: label, color: colours.quiet }, { text: value }]) },
        margin: [-4, 0, 0, 6],
      };
    case 'table':
      return tableOf(block.columns, block.rows);
    case 'chart':
      return { stack: [{ text: block.chart.title, bold: true, margin: [0, 4, 0, 2] }, { svg: chartSvg(block.chart, colours), width: chartWidth }], unbreakable: true, margin: [0, 0, 0, 8] };
    case 'note':
      return { table: { widths: ['*'], body: [[{ text: block.text, margin: [4, 3, 4, 3] }]] }, layout: { hLineColor: () => colours.line, vLineColor: () => colours.line, hLineWidth: () => 0.6, vLineWidth: () => 0.6 }, margin: [0, 2, 0, 8] };
    case 'list':
      return { ul: [...block.items], margin: [0, 0, 0, 6] };
    case 'space':
      return { text: '', margin: [0, block.points, 0, 0] };
    case 'page-break':
      return { text: '', pageBreak: 'after' };
  }
}

function headingOf({ level, text, note }: Extract<Block, { kind: 'heading' }>): Content {
  const words = [{ text, bold: true }, ...(note === undefined ? [] : [{ text: `   ${note}`, fontSize: 8.5, color: colours.quiet }])];
  return level === 1
    ? { text: words, fontSize: 12.5, margin: [0, 12, 0, 5], color: colours.ink, outline: true, outlineText: text, headlineLevel: 1 }
    : { text: words, fontSize: 10, margin: [0, 7, 0, 3], headlineLevel: 2 };
}

function tableOf(columns: readonly Column[], rows: readonly (readonly string[])[]): Content {
  const widths = shares(columns);
  const align = (index: number): { alignment?: 'right' } => (columns[index]?.numeric ? { alignment: 'right' } : {});
  const head = columns.map(({ header }, index): Content => ({ text: header, bold: true, fontSize: 8.5, color: colours.quiet, fillColor: colours.head, ...align(index) }));
  const body = rows.map((row) => columns.map((_column, index): Content => ({ text: row[index] ?? '', ...align(index) })));
  return {
    table: { headerRows: 1, keepWithHeaderRows: 1, dontBreakRows: true, widths: [...widths], body: [head, ...body] },
    layout: {
      hLineWidth: (line, node) => (line <= 1 || line === node.table.body.length ? 0.8 : 0.4), vLineWidth: () => 0, hLineColor: () => colours.line,
      paddingLeft: () => 4, paddingRight: () => 6, paddingTop: () => 2.5, paddingBottom: () => 2.5,
    },
    fontSize: 9,
    margin: [0, 0, 0, 8],
  };
}

/** Shares of what is left once the fitted columns have their width. */
function shares(columns: readonly Column[]): readonly (string | number)[] {
  const stars = columns.reduce((sum, { width }) => sum + (width === 'fit' ? 0 : width), 0);
  const hasFit = columns.some(({ width }) => width === 'fit');
  return columns.map(({ width }) => (width === 'fit' ? 'auto' : hasFit ? '*' : `${(100 * width) / stars}%`));
}
