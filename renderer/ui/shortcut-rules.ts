/** What a keyboard event must tell for a shortcut to be recognised; a DOM `KeyboardEvent` fits. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/**
 * Whether a key press is the shortcut `keys`: one key (`n`, `?`, `Enter`), `Control+K`, where Cmd counts as Control, or `Alt+ArrowLeft`.
 * Compares what the key types, not where it lies, so AZERTY and Canadian layouts work; `?` may need Shift or AltGr there.
 */
export function matchesShortcut(keys: string, press: KeyPress): boolean {
  const parts = keys.split('+');
  const key = parts.at(-1) ?? '';
  const wantsControl = parts.includes('Control');
  const wantsShift = parts.includes('Shift');
  if (wantsControl !== (press.ctrlKey || press.metaKey) && !isAltGraphSymbol(key, press)) return false;
  if (press.key.toLowerCase() !== key.toLowerCase()) return false;
  const isSymbol = key.length === 1 && !/[a-z]/i.test(key);
  if (isSymbol) return true;
  return press.altKey === parts.includes('Alt') && press.shiftKey === wantsShift;
}

/** Windows reports AltGr as Control+Alt: a symbol typed that way is the symbol, not a command. */
function isAltGraphSymbol(key: string, press: KeyPress): boolean {
  return press.ctrlKey && press.altKey && key.length === 1 && !/[a-z0-9]/i.test(key);
}
