/**
 * Row the keyboard lands on after a key, or `null` if the key does not move.
 * `index` is -1 before anything is selected; `page` is the number of rows in view.
 */
export function rowAfterKey(key: string, index: number, count: number, page: number): number | null {
  if (count === 0) return null;
  const clamp = (row: number): number => Math.min(Math.max(row, 0), count - 1);
  switch (key) {
    case 'ArrowDown':
    case 'j':
      return clamp(index + 1);
    case 'ArrowUp':
    case 'k':
      return clamp(index - 1);
    case 'PageDown':
      return clamp(index + Math.max(page - 1, 1));
    case 'PageUp':
      return clamp(index - Math.max(page - 1, 1));
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}

/**
 * Row that takes the keyboard when the selected one has left the list, or -1 to leave it nowhere: the one that came
 * after it, or the last. Only for a row that was in the list before, and is still the one asked for.
 */
export function rowAfterRemoval(last: { readonly key: string; readonly index: number } | null, selectedKey: string | null, count: number): number {
  if (last === null || last.key !== selectedKey) return -1;
  return Math.min(last.index, count - 1);
}
