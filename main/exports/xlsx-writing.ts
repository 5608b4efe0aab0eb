import type { Language } from '#contract/values.ts';
import content from './content/columns.json' with { type: 'json' };
import type { Cell } from './table-rows.ts';
import type { OutgoingFile } from './outgoing-file.ts';
import { isDangerous } from './spreadsheet-text-rules.ts';

/** A workbook written as it is read: no sheet is ever whole in memory. Texts are texts and never formulas. */

/** A sheet by name, its titles and its lines. `typed`: cells keep being text when somebody writes in them, so that no zero is lost. */
export interface Sheet {
  readonly name: string;
  /** None: the sheet begins with its lines. */
  readonly titles: readonly string[];
  readonly lines: AsyncIterable<readonly Cell[]>;
  readonly typed?: boolean;
}

/** What Excel takes: rows of a sheet, characters of a cell. */
export const maximumSheetRows = 1_048_576;
const maximumCellLength = 32_767;

const header = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageRelations = 'http://schemas.openxmlformats.org/package/2006/relationships';
const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Styles by place: 0 plain, 1 title, 2 text a spreadsheet must never run (`quotePrefix`), 3 date, 4 and 5 like 0 and 2 in cells for text. */
const styles = `${header}<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="6"><xf/><xf fontId="1" applyFont="1"/><xf quotePrefix="1"/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="49" applyNumberFormat="1"/><xf numFmtId="49" applyNumberFormat="1" quotePrefix="1"/></cellXfs></styleSheet>`;

/** The parts of a workbook, in the order in which they are zipped. */
export function workbookParts(sheets: readonly Sheet[], language: Language): readonly OutgoingFile[] {
  const numbered = sheets.map((sheet, index) => ({ ...sheet, number: index + 1 }));
  const overrides = numbered.map(({ number }) => `<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="${types}.worksheet+xml"/>`).join('');
  const text = (name: string, xml: string): OutgoingFile => ({ name, content: once(`${header}${xml}`) });
  return [
    text('[Content_Types].xml', `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${types}.styles+xml"/>${overrides}</Types>`),
    text('_rels/.rels', `<Relationships xmlns="${packageRelations}"><Relationship Id="r1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`),
    text('xl/workbook.xml', `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${numbered.map(({ name, number }) => `<sheet name="${escaped(name)}" sheetId="${number}" r:id="s${number}"/>`).join('')}</sheets></workbook>`),
    text('xl/_rels/workbook.xml.rels', `<Relationships xmlns="${packageRelations}">${numbered.map(({ number }) => `<Relationship Id="s${number}" Type="${relations}/worksheet" Target="worksheets/sheet${number}.xml"/>`).join('')}<Relationship Id="styles" Type="${relations}/styles" Target="styles.xml"/></Relationships>`),
    { name: 'xl/styles.xml', content: once(styles) },
    ...numbered.map((sheet) => ({ name: `xl/worksheets/sheet${sheet.number}.xml`, content: sheetXml(sheet, language) })),
  ];
}

async function* sheetXml({ titles, lines, typed = false }: Sheet, language: Language): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  const isTitled = titles.length > 0;
  const pane = '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>';
  yield encoder.encode(`${header}<worksheet xmlns="${main}">${isTitled ? pane : ''}<sheetData>${isTitled ? rowXml(1, titles.map((title, index) => textCell(`${columnName(index)}1`, title, 1, language))) : ''}`);
  let number = isTitled ? 1 : 0;
  let waiting = '';
  for await (const line of lines) {
    number += 1;
    waiting += rowXml(number, line.map((cell, index) => cellXml(`${columnName(index)}${number}`, cell, typed, language)));
    if (waiting.length > 65_536) {
      yield encoder.encode(waiting);
      waiting = '';
    }
  }
  yield encoder.encode(`${waiting}</sheetData></worksheet>`);
}

function rowXml(number: number, cells: readonly string[]): string {
  return `<row r="${number}">${cells.join('')}</row>`;
}

function cellXml(at: string, cell: Cell, typed: boolean, language: Language): string {
  if (cell === null) return '';
  if (typed) return textCell(at, String(cell), isDangerous(String(cell)) ? 5 : 4, language);
  if (typeof cell === 'number') return Number.isFinite(cell) ? `<c r="${at}"><v>${cell}</v></c>` : textCell(at, String(cell), 0, language);
  const serial = dateSerial(cell);
  if (serial !== null) return `<c r="${at}" s="3"><v>${serial}</v></c>`;
  return textCell(at, cell, isDangerous(cell) ? 2 : 0, language);
}

function textCell(at: string, text: string, style: number, language: Language): string {
  const cut = content.cut[language];
  const held = text.length > maximumCellLength ? text.slice(0, maximumCellLength - cut.length) + cut : text;
  return `<c r="${at}" t="inlineStr"${style === 0 ? '' : ` s="${style}"`}><is><t xml:space="preserve">${escaped(held)}</t></is></c>`;
}

/** Days since the first of Excel's days of a whole civil date it counts rightly; null for anything else. */
function dateSerial(text: string): number | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match || text < '1900-03-01') return null;
  return Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])) / 86_400_000 + 25_569;
}

/** 0 → A, 26 → AA. */
function columnName(index: number): string {
  return index < 26 ? String.fromCharCode(65 + index) : columnName(Math.floor(index / 26) - 1) + columnName(index % 26);
}

/** Text as XML holds it: what XML cannot hold is replaced; what Excel would read as an escape of its own is escaped. */
function escaped(text: string): string {
  return text
    .replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Cs}/gu, '\ufffd')
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '&#13;');
}

async function* once(text: string): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(new TextEncoder().encode(text));
}
