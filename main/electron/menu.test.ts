import { describe, expect, test } from 'vitest';
import type { MenuItemConstructorOptions } from 'electron';
import { contextTemplate } from './context-template.ts';
import { type MenuActions, menuTemplate } from './menu.ts';
import { shellWords } from './shell-words.ts';

const nothing = (): void => undefined;
const actions: MenuActions = { print: nothing, savePdf: nothing, lock: nothing, zoom: nothing, setSpelling: nothing, openLogs: nothing };

function items(template: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return template.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? items(item.submenu) : [])]);
}

describe.each(['fr', 'en'] as const)('the menu in %s', (language) => {
  test.each(['linux', 'darwin', 'win32'] as const)('has a word of ours for every item on %s', (platform) => {
    const template = menuTemplate(shellWords(language), actions, { settings: { spelling: ['fr'] }, signedIn: true }, platform);
    const known = new Set(Object.values(shellWords(language)));
    // The application menu of macOS bears the application's name.
    for (const item of items(template)) if (item.type !== 'separator' && item.role !== 'appMenu') expect(known).toContain(item.label);
  });

  test('offers no tool of developers, no reload, no second window', () => {
    const roles = items(menuTemplate(shellWords(language), actions, { settings: { spelling: [] }, signedIn: true }, 'linux')).map(({ role }) => role);
    for (const role of ['toggleDevTools', 'reload', 'forceReload', 'viewMenu', 'fileMenu', 'windowMenu'] as const) expect(roles).not.toContain(role);
  });
});

test('locking is offered to somebody signed in, and its key is left to the page', () => {
  const lock = (signedIn: boolean) => items(menuTemplate(shellWords('fr'), actions, { settings: { spelling: [] }, signedIn }, 'linux')).find(({ id }) => id === 'lock');
  expect(lock(true)).toMatchObject({ enabled: true, registerAccelerator: false });
  expect(lock(false)).toMatchObject({ enabled: false });
});

describe('a right click', () => {
  const flags = { canUndo: false, canRedo: false, canCut: true, canCopy: true, canPaste: true, canDelete: true, canSelectAll: true, canEditRichly: false };
  const at = { isEditable: true, editFlags: flags, selectionText: '', misspelledWord: '', dictionarySuggestions: [] };
  const words = shellWords('fr');

  test('in a field offers the clipboard, and what a misspelt word may be', () => {
    expect(contextTemplate(at, words, nothing)?.map(({ role }) => role)).toEqual(['cut', 'copy', 'paste']);
    const template = contextTemplate({ ...at, misspelledWord: 'polyarthite', dictionarySuggestions: ['polyarthrite'] }, words, nothing);
    expect(template?.[0]?.label).toBe('polyarthrite');
    expect(contextTemplate({ ...at, misspelledWord: 'xqz' }, words, nothing)?.[0]).toMatchObject({ label: words.noSuggestion, enabled: false });
  });

  test('on text offers to copy, elsewhere nothing', () => {
    expect(contextTemplate({ ...at, isEditable: false, selectionText: 'DAS28' }, words, nothing)?.map(({ role }) => role)).toEqual(['copy']);
    expect(contextTemplate({ ...at, isEditable: false }, words, nothing)).toBeUndefined();
  });
});
