import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useEffect, useId, useRef, type KeyboardEvent, type ReactElement, type ReactNode } from 'react';
import { Icon } from './icon.tsx';
import { SkeletonRows } from './skeleton.tsx';
import { rowAfterKey, rowAfterRemoval } from './table-keys.ts';
import { useKeptFocus } from './use-kept-focus.ts';

export interface Column<Row> {
  readonly key: string;
  readonly header: ReactNode;
  /** CSS grid track: `8rem`, `minmax(10rem, 2fr)`. */
  readonly width: string;
  readonly numeric?: boolean;
  readonly render: (row: Row) => ReactNode;
  /** Direction now sorted by this column; clicking the header calls `onSort`. */
  readonly sorted?: 'ascending' | 'descending' | undefined;
  readonly onSort?: (() => void) | undefined;
}

export interface VirtualTableProps<Row> {
  /** Spoken name of the table. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly selectedKey: string | null;
  readonly onSelect: (key: string) => void;
  /** Enter or double click. */
  readonly onOpen: (row: Row) => void;
  /** Called near the last loaded row: fetch the next page. */
  readonly onReachEnd?: (() => void) | undefined;
  /** Rows that match, loaded or not; announced. */
  readonly total?: number | undefined;
  /** First load: grey rows. */
  readonly loading?: boolean;
  /** Old rows shown while new ones are fetched. */
  readonly stale?: boolean;
  /** Shown in the table when there is no row. */
  readonly empty?: ReactNode;
  /** Height of a row in px at a root of 16 px: 34, or 52 for two lines. */
  readonly rowHeight?: number;
  /** Takes the keyboard when it appears. */
  readonly autoFocus?: boolean;
  /** When the selected row leaves the list while the list has the keyboard, the row after it is selected. */
  readonly selectsSuccessor?: boolean;
}

/**
 * The long table of every list: ARIA grid in one tab stop, arrows, Home, End, Page keys, Enter opens. Drawn again only when
 * what it is given changes: where keys follow each other fast, give it the same functions each time.
 */
export const VirtualTable = memo(Table) as typeof Table;

function Table<Row>(props: VirtualTableProps<Row>): ReactElement {
  const { label, columns, rows, rowKey, selectedKey, onSelect, onOpen, onReachEnd, total, rowHeight = 34, autoFocus, selectsSuccessor = false } = props;
  const box = useRef<HTMLDivElement>(null);
  const scroll = useRef<HTMLDivElement>(null);
  const lastSelected = useRef<{ readonly key: string; readonly index: number } | null>(null);
  const id = useId();
  const scale = useRootScale();
  const height = scale * rowHeight;
  // The heading row scrolls with the list and sticks above it.
  const heading = scale * 30;
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => height,
    overscan: 5,
    scrollMargin: heading,
    scrollPaddingStart: heading,
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? -1;
  const selectedIndex = rows.findIndex((row) => rowKey(row) === selectedKey);
  const template = columns.map((column) => column.width).join(' ');
  const hasRows = !props.loading && rows.length > 0;

  useEffect(() => {
    if (rows.length > 0 && last >= rows.length - 5) onReachEnd?.();
  }, [last, rows.length, onReachEnd]);
  useEffect(() => virtual.measure(), [virtual, height]);
  useEffect(() => {
    if (autoFocus) scroll.current?.focus();
  }, [autoFocus]);
  const keyboard = useKeptFocus(box, scroll);
  // The row that owned the keyboard has left the list (it was merged, taken back): the next one takes its place.
  useEffect(() => {
    if (selectedIndex >= 0 && selectedKey !== null) lastSelected.current = { key: selectedKey, index: selectedIndex };
    if (!selectsSuccessor || selectedIndex >= 0 || props.loading || props.stale || !keyboard.isInside()) return;
    const successor = rows[rowAfterRemoval(lastSelected.current, selectedKey, rows.length)];
    if (successor !== undefined) onSelect(rowKey(successor));
  });

  const select = (index: number): void => {
    const row = rows[index];
    if (!row) return;
    onSelect(rowKey(row));
    virtual.scrollToIndex(index);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.floor((scroll.current?.clientHeight ?? height) / height);
    const next = rowAfterKey(event.key, selectedIndex, rows.length, page);
    const current = rows[selectedIndex];
    if (next !== null) select(next);
    else if (event.key === 'Enter' && !event.shiftKey && current) onOpen(current);
    else return;
    event.preventDefault();
  };

  if (!hasRows) {
    return (
      <div ref={box} className="virtual-table" tabIndex={-1} onFocus={keyboard.onFocus} onBlur={keyboard.onBlur}>
        <HeaderRow columns={columns} template={template} decorative />
        {props.loading ? <SkeletonRows rows={12} /> : props.empty}
      </div>
    );
  }
  return (
    <div ref={box} className={props.stale ? 'virtual-table is-stale' : 'virtual-table'} tabIndex={-1} onFocus={keyboard.onFocus} onBlur={keyboard.onBlur}>
      <div
        ref={scroll}
        className="virtual-table-scroll"
        role="grid"
        tabIndex={0}
        aria-label={label}
        aria-rowcount={(total ?? rows.length) + 1}
        aria-colcount={columns.length}
        aria-busy={props.stale || undefined}
        aria-activedescendant={items.some((item) => item.index === selectedIndex) ? `${id}-${selectedIndex}` : undefined}
        onKeyDown={onKeyDown}
        onFocus={(event) => {
          if (event.target === event.currentTarget && selectedIndex < 0) select(0);
        }}
      >
        <HeaderRow columns={columns} template={template} />
        <div role="rowgroup" className="virtual-table-body" style={{ height: virtual.getTotalSize() }}>
          {items.map((item) => {
            const row = rows[item.index];
            if (!row) return null;
            return (
              <div
                key={rowKey(row)}
                id={`${id}-${item.index}`}
                role="row"
                className="virtual-table-row"
                aria-rowindex={item.index + 2}
                aria-selected={item.index === selectedIndex}
                style={{ gridTemplateColumns: template, height: item.size, transform: `translateY(${item.start - heading}px)` }}
                onClick={() => onSelect(rowKey(row))}
                onDoubleClick={() => onOpen(row)}
              >
                {columns.map((column, columnIndex) => (
                  <div key={column.key} role="gridcell" aria-colindex={columnIndex + 1} className={column.numeric ? 'numeric' : undefined}>
                    {column.render(row)}
                  </div>
                ))}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

interface HeaderRowProps<Row> {
  readonly columns: readonly Column<Row>[];
  readonly template: string;
  /** Without rows there is no grid: the headings are drawn, not announced. */
  readonly decorative?: boolean;
}

function HeaderRow<Row>({ columns, template, decorative }: HeaderRowProps<Row>): ReactElement {
  return (
    <div role={decorative ? undefined : 'rowgroup'} aria-hidden={decorative} className="virtual-table-head">
      <div role={decorative ? undefined : 'row'} className="virtual-table-head-row" aria-rowindex={decorative ? undefined : 1} style={{ gridTemplateColumns: template }}>
        {columns.map((column, index) => (
          <div
            key={column.key}
            role={decorative ? undefined : 'columnheader'}
            aria-colindex={decorative ? undefined : index + 1}
            aria-sort={decorative ? undefined : (column.sorted ?? (column.onSort ? 'none' : undefined))}
            className={column.numeric ? 'virtual-table-heading numeric' : 'virtual-table-heading'}
          >
            {column.onSort && !decorative ? (
              <button type="button" className="virtual-table-sort" tabIndex={-1} onClick={column.onSort}>
                {column.header}
                {column.sorted && <Icon name={column.sorted === 'ascending' ? 'arrowUp' : 'arrowDown'} />}
              </button>
            ) : (
              column.header
            )}
          </div>
        ))}
      </div>
    </div>
  );
}

/** Root font size over 16 px: rows grow with the text of the browser. */
function useRootScale(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
}
