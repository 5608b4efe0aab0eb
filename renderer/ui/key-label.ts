const frenchNames: Readonly<Record<string, string>> = {
  Control: 'Ctrl',
  Escape: 'Échap',
  Shift: 'Maj',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Delete: 'Suppr',
  PageUp: 'Page ↑',
  PageDown: 'Page ↓',
  Plus: '+',
};

const englishNames: Readonly<Record<string, string>> = {
  Control: 'Ctrl',
  Escape: 'Esc',
  Shift: 'Shift',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Delete: 'Del',
  PageUp: 'Page ↑',
  PageDown: 'Page ↓',
  Plus: '+',
};

/** How a key is written on its hint: `Escape` gives `Échap` or `Esc`, a letter its capital. */
export function keyLabel(key: string, language: 'fr' | 'en'): string {
  const names = language === 'fr' ? frenchNames : englishNames;
  return names[key] ?? (key.length === 1 ? key.toUpperCase() : key);
}
