import type { ContextMenuParams, MenuItemConstructorOptions } from 'electron';
import type { ShellWords } from './shell-words.ts';

/** What a right click offers in a field or on selected text: spelling, and the clipboard. Undefined where it offers nothing. */
export function contextTemplate(
  { isEditable, editFlags, selectionText, misspelledWord, dictionarySuggestions }: Pick<ContextMenuParams, 'isEditable' | 'editFlags' | 'selectionText' | 'misspelledWord' | 'dictionarySuggestions'>,
  words: ShellWords,
  replace: (word: string) => void,
): MenuItemConstructorOptions[] | undefined {
  if (!isEditable && selectionText === '') return undefined;
  const suggestions: MenuItemConstructorOptions[] =
    dictionarySuggestions.length > 0
      ? dictionarySuggestions.map((word) => ({ label: word, click: () => { replace(word); } }))
      : [{ label: words.noSuggestion, enabled: false }];
  return [
    ...(misspelledWord === '' ? [] : [...suggestions, { type: 'separator' as const }]),
    ...(isEditable ? [{ role: 'cut' as const, label: words.cut, enabled: editFlags.canCut }] : []),
    { role: 'copy', label: words.copy, enabled: editFlags.canCopy },
    ...(isEditable ? [{ role: 'paste' as const, label: words.paste, enabled: editFlags.canPaste }] : []),
  ];
}
