const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[’']/g, ' ').toLowerCase();

/** Whether each word typed begins a word of the label, accents and capitals forgiven. Nothing typed matches all. */
export function matchesWords(typed: string, label: string): boolean {
  const words = fold(label).split(/\s+/);
  return fold(typed)
    .split(/\s+/)
    .filter(Boolean)
    .every((part) => words.some((word) => word.startsWith(part)));
}
