import { Menu, type WebContents } from 'electron';
import { contextTemplate } from './context-template.ts';
import type { ShellWords } from './shell-words.ts';

/** Shows on a right click what {@link contextTemplate} offers there. */
export function offerContextMenu(contents: WebContents, words: () => ShellWords): void {
  contents.on('context-menu', (_event, parameters) => {
    const template = contextTemplate(parameters, words(), (word) => { contents.replaceMisspelling(word); });
    if (template) Menu.buildFromTemplate(template).popup();
  });
}
