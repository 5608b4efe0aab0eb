import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';

/** A cell of a made workbook: text, a number with its style (0 plain, 1 date, 2 five digits), or the raw XML of a `<c>`'s inside. */
export type MadeCell = string | number | null | { readonly style: 0 | 1 | 2; readonly number: number } | { readonly xml: string; readonly type?: string };

export interface MadeSheet {
  readonly name: string;
  readonly hidden?: boolean;
  readonly rows: readonly (readonly MadeCell[])[];
}

/** The bytes of an XLSX workbook with shared strings, made by hand so that a test can put anything in it. */
export async function makeWorkbook(sheets: readonly MadeSheet[], extra: Readonly<Record<string, string | Buffer>> = {}): Promise<Buffer> {
  const strings: string[] = [];
  const parts: Record<string, string | Buffer> = {
    'xl/workbook.xml': `${head}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>${sheets
      .map(({ name, hidden }, index) => `<sheet name="${escapeXml(name)}" sheetId="${index + 1}" ${hidden ? 'state="hidden" ' : ''}r:id="rId${index + 1}"/>`)
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${sheets
      .map((_, index) => relationship(`rId${index + 1}`, 'worksheet', `worksheets/sheet${index + 1}.xml`))
      .join('')}${relationship('rIdS', 'sharedStrings', 'sharedStrings.xml')}${relationship('rIdT', 'styles', 'styles.xml')}</Relationships>`,
    'xl/styles.xml': `${head}<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="164" formatCode="00000"/></numFmts><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>`,
  };
  for (const [index, { rows }] of sheets.entries()) {
    parts[`xl/worksheets/sheet${index + 1}.xml`] = `${head}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows
      .map((row, line) => (row.length === 0 ? '' : `<row r="${line + 1}">${row.map((cell, column) => cellXml(cell, `${letters(column)}${line + 1}`, strings)).join('')}</row>`))
      .join('')}</sheetData></worksheet>`;
  }
  parts['xl/sharedStrings.xml'] = `${head}<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${strings.map((text) => `<si><t xml:space="preserve">${escapeXml(text)}</t></si>`).join('')}</sst>`;
  const zip = new ZipFile();
  for (const [name, content] of Object.entries({ ...parts, ...extra })) zip.addBuffer(Buffer.from(content), name);
  zip.end();
  return buffer(zip.outputStream);
}

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

function relationship(id: string, type: string, target: string): string {
  return `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"/>`;
}

function cellXml(cell: MadeCell, reference: string, strings: string[]): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return `<c r="${reference}"><v>${cell}</v></c>`;
  if (typeof cell === 'string') return `<c r="${reference}" t="s"><v>${strings.push(cell) - 1}</v></c>`;
  if ('xml' in cell) return `<c r="${reference}"${cell.type ? ` t="${cell.type}"` : ''}>${cell.xml}</c>`;
  return `<c r="${reference}" s="${cell.style}"><v>${cell.number}</v></c>`;
}

function letters(column: number): string {
  return column < 26 ? String.fromCharCode(65 + column) : `${letters(Math.floor(column / 26) - 1)}${letters(column % 26)}`;
}

function escapeXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;').replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, (one) => `_x${one.charCodeAt(0).toString(16).padStart(4, '0')}_`);
}
