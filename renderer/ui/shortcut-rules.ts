/** What a keyboard event must tell for a shortcut to be recognised; a DOM `KeyboardEvent` fits. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  /** Where the key lies, for digits. */
  readonly code?: string;
}

/**
 * Whether a key press is the shortcut `keys`: one key (`n`, `?`, `Enter`), `Control+K`, where Cmd counts as Control, `Alt+ArrowLeft`, or `Plus` for `+` itself.
 * Compares what the key types, not where it lies, so AZERTY and Canadian layouts work; `?` may need Shift or AltGr there.
 * A digit is also the key that lies in its place: on AZERTY digits need Shift, and nobody presses it.
 */
export function matchesShortcut(keys: string, press: KeyPress): boolean {
  const parts = keys.split('+');
  const last = parts.at(-1) ?? '';
  const key = last === 'Plus' ? '+' : last;
  const wantsControl = parts.includes('Control');
  const wantsShift = parts.includes('Shift');
  if (wantsControl !== (press.ctrlKey || press.metaKey) && !isAltGraphSymbol(key, press)) return false;
  if (press.key.toLowerCase() !== key.toLowerCase() && !isDigitInItsPlace(key, press)) return false;
  const isSymbol = key.length === 1 && !/[a-z]/i.test(key);
  if (isSymbol) return true;
  return press.altKey === parts.includes('Alt') && press.shiftKey === wantsShift;
}

/** On AZERTY the row of digits types other signs without Shift; with Shift, on a Canadian layout, it types `?`. */
function isDigitInItsPlace(key: string, press: KeyPress): boolean {
  return /^[0-9]$/.test(key) && press.code === `Digit${key}` && !/^[0-9]$/.test(press.key) && !press.shiftKey && !press.altKey;
}

/** Windows reports AltGr as Control+Alt: a symbol typed that way is the symbol, not a command. */
function isAltGraphSymbol(key: string, press: KeyPress): boolean {
  return press.ctrlKey && press.altKey && key.length === 1 && !/[a-z0-9]/i.test(key);
}
