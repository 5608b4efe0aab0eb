import { describe, expect, test } from 'vitest';
import type { MenuItemConstructorOptions } from 'electron';
import { contextTemplate } from './context-template.ts';
import { type MenuActions, type MenuState, menuTemplate } from './menu.ts';
import { shellWords } from './shell-words.ts';

const nothing = (): void => undefined;
const actions: MenuActions = { print: nothing, savePdf: nothing, lock: nothing, zoom: nothing, setSpelling: nothing, openLogs: nothing, setWorkstation: nothing, setUpdates: nothing, checkUpdates: nothing };
const state = { settings: { spelling: [], updates: false }, signedIn: true, manages: true, workstation: false, canUpdate: true } as const satisfies MenuState;

function items(template: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return template.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? items(item.submenu) : [])]);
}

describe.each(['fr', 'en'] as const)('the menu in %s', (language) => {
  test.each(['linux', 'darwin', 'win32'] as const)('has a word of ours for every item on %s', (platform) => {
    const template = menuTemplate(shellWords(language), actions, { ...state, settings: { spelling: ['fr'], updates: true } }, platform);
    const known = new Set(Object.values(shellWords(language)));
    // The application menu of macOS bears the application's name.
    for (const item of items(template)) if (item.type !== 'separator' && item.role !== 'appMenu') expect(known).toContain(item.label);
  });

  test('offers no tool of developers, no reload, no second window', () => {
    const roles = items(menuTemplate(shellWords(language), actions, state, 'linux')).map(({ role }) => role);
    for (const role of ['toggleDevTools', 'reload', 'forceReload', 'viewMenu', 'fileMenu', 'windowMenu'] as const) expect(roles).not.toContain(role);
  });
});

test('locking is offered to somebody signed in, and its key is left to the page', () => {
  const lock = (signedIn: boolean) => items(menuTemplate(shellWords('fr'), actions, { ...state, signedIn }, 'linux')).find(({ id }) => id === 'lock');
  expect(lock(true)).toMatchObject({ enabled: true, registerAccelerator: false });
  expect(lock(false)).toMatchObject({ enabled: false });
});

test('the key store and the updates are the clinic’s managers’, and offered only where they exist', () => {
  const item = (id: string, given: Partial<MenuState>) => items(menuTemplate(shellWords('fr'), actions, { ...state, ...given }, 'linux')).find((one) => one.id === id);
  for (const id of ['workstation', 'updates']) {
    expect(item(id, {})).toMatchObject({ enabled: true, checked: false });
    expect(item(id, { manages: false })).toMatchObject({ enabled: false });
  }
  expect(item('workstation', { workstation: undefined })).toMatchObject({ enabled: false, checked: false, label: shellWords('fr').workstationMissing });
  expect(item('updates', { canUpdate: false, settings: { spelling: [], updates: true } })).toMatchObject({ enabled: false, checked: false, label: shellWords('fr').updatesMissing });
  expect(item('check-updates', {})).toMatchObject({ enabled: false });
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
