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
