import { maximumCellLength, maximumTableColumns } from '#contract/table-imports.ts';
import { TableRefusedError } from '../table-refused.ts';
import { type NumberStyle, numberStyle, numberText } from './workbook-numbers.ts';
import { openArchive, type WorkbookArchive, type XmlListener } from './workbook-archive.ts';
import type { TableFile, TableLine, TableSheet } from './table-lines.ts';

/** All the text a workbook shares between its cells, in characters; it has to be in memory. */
const maximumSharedLength = 64 * 1024 * 1024;

interface Workbook {
  readonly sheets: readonly (TableSheet & { readonly part: string })[];
  readonly from1904: boolean;
  readonly sharedStrings: string | null;
  readonly styles: string | null;
}

/**
 * An XLSX workbook. Its cells are the values Excel last calculated: formulas are not run, only counted.
 *
 * @param sheet the sheet to read; the first one when null
 * @throws TableRefusedError
 */
export async function workbookFile(bytes: Uint8Array, sheet: string | null): Promise<TableFile> {
  const archive = await openArchive(bytes);
  try {
    const workbook = await readWorkbook(archive);
    return { sheets: workbook.sheets.map(({ name, hidden }) => ({ name, hidden })), lines: () => linesOf(bytes, workbook, sheet) };
  } finally {
    archive.close();
  }
}

async function* linesOf(bytes: Uint8Array, workbook: Workbook, name: string | null): AsyncGenerator<TableLine> {
  const sheet = name === null ? (workbook.sheets.find(({ hidden }) => !hidden) ?? workbook.sheets[0]) : workbook.sheets.find((one) => one.name === name);
  if (!sheet) throw new TableRefusedError('NO_SHEET');
  const archive = await openArchive(bytes);
  try {
    const shared = workbook.sharedStrings === null ? [] : await readSharedStrings(archive, workbook.sharedStrings);
    const styles = workbook.styles === null ? [] : await readStyles(archive, workbook.styles);
    const lines: TableLine[] = [];
    const listener = sheetListener({ shared, styles, from1904: workbook.from1904 }, (line) => lines.push(line));
    for await (const read of archive.walk(sheet.part, listener)) if (read > 0) yield* lines.splice(0);
    yield* lines.splice(0);
  } finally {
    archive.close();
  }
}

async function readWorkbook(archive: WorkbookArchive): Promise<Workbook> {
  if (!archive.has('xl/workbook.xml')) throw new TableRefusedError('NOT_TABLE');
  const targets = new Map<string, { readonly type: string; readonly part: string }>();
  if (archive.has('xl/_rels/workbook.xml.rels')) {
    await all(archive, 'xl/_rels/workbook.xml.rels', {
      onTag: (tag, { Id, Type, Target, TargetMode }) => {
        if (tag === 'Relationship' && Id && Target && TargetMode !== 'External') targets.set(Id, { type: Type?.split('/').at(-1) ?? '', part: partName(Target) });
      },
    });
  }
  const sheets: (TableSheet & { part: string })[] = [];
  let from1904 = false;
  await all(archive, 'xl/workbook.xml', {
    onTag: (tag, attributes) => {
      if (tag === 'workbookPr') from1904 = /^(1|true)$/.test(attributes['date1904'] ?? '');
      if (tag !== 'sheet' || sheets.length >= 200) return;
      const target = targets.get(attributes['r:id'] ?? Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? '');
      if (target?.type === 'worksheet' && archive.has(target.part)) sheets.push({ name: (attributes['name'] ?? '').slice(0, 200), hidden: (attributes['state'] ?? 'visible') !== 'visible', part: target.part });
    },
  });
  if (sheets.length === 0) throw new TableRefusedError('NO_SHEET');
  const partOf = (type: string): string | null => [...targets.values()].find((target) => target.type === type && archive.has(target.part))?.part ?? null;
  return { sheets, from1904, sharedStrings: partOf('sharedStrings'), styles: partOf('styles') };
}

async function readSharedStrings(archive: WorkbookArchive, part: string): Promise<readonly string[]> {
  const strings: string[] = [];
  let length = 0;
  let text = '';
  let depth = { value: false, phonetic: false };
  await all(archive, part, {
    onTag: (tag) => {
      if (tag === 'si') text = '';
      else if (tag === 'rPh') depth = { ...depth, phonetic: true };
      else if (tag === 't') depth = { ...depth, value: true };
    },
    onText: (piece) => {
      if (depth.value && !depth.phonetic) text += piece;
    },
    onEnd: (tag) => {
      if (tag === 't') depth = { ...depth, value: false };
      else if (tag === 'rPh') depth = { ...depth, phonetic: false };
      else if (tag === 'si') {
        length += text.length + 8;
        if (length > maximumSharedLength) throw new TableRefusedError('TOO_BIG_UNPACKED');
        if (text.length > maximumCellLength) throw new TableRefusedError('CELL_TOO_LONG');
        strings.push(unescaped(text));
      }
    },
  });
  return strings;
}

async function readStyles(archive: WorkbookArchive, part: string): Promise<readonly NumberStyle[]> {
  const codes = new Map<number, string>();
  const styles: NumberStyle[] = [];
  let inCells = false;
  await all(archive, part, {
    onTag: (tag, attributes) => {
      if (tag === 'numFmt') codes.set(Number(attributes['numFmtId']), (attributes['formatCode'] ?? '').slice(0, 255));
      else if (tag === 'cellXfs') inCells = true;
      else if (tag === 'xf' && inCells) {
        const id = Number(attributes['numFmtId'] ?? 0);
        styles.push(numberStyle(id, codes.get(id)));
      }
    },
    onEnd: (tag) => {
      if (tag === 'cellXfs') inCells = false;
    },
  });
  return styles;
}

/** Hears a sheet and gives its rows that hold something. */
function sheetListener({ shared, styles, from1904 }: { shared: readonly string[]; styles: readonly NumberStyle[]; from1904: boolean }, give: (line: TableLine) => void): XmlListener {
  let row = { line: 0, cells: [] as string[], formulas: [] as number[] };
  let cell = { column: 0, type: 'n', style: 0, formula: false };
  let text = '';
  let listening = false;
  return {
    onTag: (tag, attributes) => {
      if (tag === 'row') row = { line: Number(attributes['r'] ?? row.line + 1) || row.line + 1, cells: [], formulas: [] };
      else if (tag === 'c') {
        const column = columnOf(attributes['r']);
        cell = { column: column ?? cell.column + 1, type: attributes['t'] ?? 'n', style: Number(attributes['s'] ?? 0), formula: false };
        if (column === null && row.cells.length === 0) cell.column = 0;
        text = '';
      } else if (tag === 'f') cell.formula = true;
      else if (tag === 'v' || tag === 't') listening = true;
    },
    onText: (piece) => {
      if (!listening) return;
      text += piece;
      if (text.length > maximumCellLength) throw new TableRefusedError('CELL_TOO_LONG', row.line);
    },
    onEnd: (tag) => {
      if (tag === 'v' || tag === 't') listening = false;
      else if (tag === 'c') {
        const value = cellText(cell.type, text);
        if (value === '') return;
        if (cell.column >= maximumTableColumns) throw new TableRefusedError('TOO_MANY_COLUMNS', row.line);
        while (row.cells.length < cell.column) row.cells.push('');
        row.cells[cell.column] = value;
        if (cell.formula) row.formulas.push(cell.column);
      } else if (tag === 'row' && row.cells.some((one) => one.trim() !== '')) give(row);
    },
  };

  function cellText(type: string, stored: string): string {
    switch (type) {
      case 's':
        return shared[Number(stored)] ?? '';
      case 'str':
      case 'inlineStr':
        return unescaped(stored);
      case 'b':
        return stored === '' ? '' : stored === '1' ? 'true' : 'false';
      case 'e':
        return stored;
      case 'd':
        return stored.slice(0, 10);
      default:
        return numberText(stored, styles[cell.style] ?? { kind: 'plain' }, from1904);
    }
  }
}

async function all(archive: WorkbookArchive, part: string, hear: Partial<XmlListener>): Promise<void> {
  const nothing = (): void => undefined;
  const steps = archive.walk(part, { onTag: hear.onTag ?? nothing, onText: hear.onText ?? nothing, onEnd: hear.onEnd ?? nothing });
  while (!(await steps.next()).done);
}

/** "AB12" → 27; null when the cell does not say. */
function columnOf(reference: string | undefined): number | null {
  const letters = /^([A-Z]{1,3})\d*$/.exec(reference ?? '')?.[1];
  if (letters === undefined) return null;
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** `_x000D_` stands for a character XML cannot hold. */
function unescaped(text: string): string {
  return text.includes('_x') ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_whole, code: string) => String.fromCharCode(Number.parseInt(code, 16))).replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '\uFFFD') : text;
}

function partName(target: string): string {
  return target.startsWith('/') ? target.slice(1) : `xl/${target}`.replace(/\/\.\//g, '/');
}
