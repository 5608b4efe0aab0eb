import type { MenuItemConstructorOptions } from 'electron';
import type { DesktopSettings, SpellingLanguage } from './desktop-settings.ts';
import type { ShellWords } from './shell-words.ts';

/** What the items of the menu do. */
export interface MenuActions {
  print(): void;
  savePdf(): void;
  lock(): void;
  zoom(change: -1 | 0 | 1): void;
  setSpelling(language: SpellingLanguage, on: boolean): void;
  openLogs(): void;
  setWorkstation(on: boolean): void;
  setUpdates(on: boolean): void;
  checkUpdates(): void;
}

/** What the menu shows beside its words. */
export interface MenuState {
  readonly settings: DesktopSettings;
  /** Whether somebody is signed in and may act. */
  readonly signedIn: boolean;
  /** Whether that person manages the clinic's settings. */
  readonly manages: boolean;
  /** The clinic opens again by the system's key store: undefined where there is none that protects. */
  readonly workstation: boolean | undefined;
  /** Whether this installation knows where new versions are, and by which key they are signed. */
  readonly canUpdate: boolean;
}

/** The menu in one language. Keys the page already has are shown, and left to the page. */
export function menuTemplate(words: ShellWords, actions: MenuActions, state: MenuState, platform: NodeJS.Platform): MenuItemConstructorOptions[] {
  const mac = platform === 'darwin';
  const separator = { type: 'separator' } as const;
  const spelling = (language: SpellingLanguage, label: string): MenuItemConstructorOptions => ({
    id: `spelling-${language}`,
    label,
    type: 'checkbox',
    checked: state.settings.spelling.includes(language),
    click: (item) => { actions.setSpelling(language, item.checked); },
  });
  return [
    ...(mac
      ? [{ role: 'appMenu' as const, submenu: [{ role: 'about', label: words.about }, separator, { role: 'hide', label: words.hide }, { role: 'hideOthers', label: words.hideOthers }, separator, { role: 'quit', label: words.quit }] satisfies MenuItemConstructorOptions[] }]
      : []),
    {
      id: 'file',
      label: words.file,
      submenu: [
        { id: 'print', label: words.print, accelerator: 'CommandOrControl+P', click: () => { actions.print(); } },
        { id: 'save-pdf', label: words.savePdf, accelerator: 'CommandOrControl+Shift+P', click: () => { actions.savePdf(); } },
        separator,
        { id: 'lock', label: words.lock, accelerator: 'CommandOrControl+L', registerAccelerator: false, enabled: state.signedIn, click: () => { actions.lock(); } },
        ...(mac ? [] : [separator, { id: 'quit', role: 'quit' as const, label: words.quit }]),
      ],
    },
    {
      id: 'edit',
      label: words.edit,
      submenu: [
        { role: 'undo', label: words.undo },
        { role: 'redo', label: words.redo },
        separator,
        { role: 'cut', label: words.cut },
        { role: 'copy', label: words.copy },
        { role: 'paste', label: words.paste },
        { role: 'selectAll', label: words.selectAll },
        separator,
        { id: 'spelling', label: words.spelling, submenu: [spelling('fr', words.french), spelling('en', words.english)] },
      ],
    },
    {
      id: 'view',
      label: words.view,
      submenu: [
        { id: 'zoom-in', label: words.zoomIn, accelerator: 'CommandOrControl+Plus', click: () => { actions.zoom(1); } },
        // The same key without Shift, where + is above =.
        { label: words.zoomIn, accelerator: 'CommandOrControl+=', visible: false, acceleratorWorksWhenHidden: true, click: () => { actions.zoom(1); } },
        { id: 'zoom-out', label: words.zoomOut, accelerator: 'CommandOrControl+-', click: () => { actions.zoom(-1); } },
        { id: 'zoom-reset', label: words.resetZoom, accelerator: 'CommandOrControl+0', click: () => { actions.zoom(0); } },
        separator,
        { role: 'togglefullscreen', label: words.fullScreen },
      ],
    },
    {
      id: 'help',
      label: words.help,
      submenu: [
        { id: 'logs', label: words.logs, click: () => { actions.openLogs(); } },
        separator,
        {
          id: 'workstation',
          label: state.workstation === undefined ? words.workstationMissing : words.workstation,
          type: 'checkbox',
          checked: state.workstation === true,
          enabled: state.workstation !== undefined && state.manages,
          click: (item) => { actions.setWorkstation(item.checked); },
        },
        {
          id: 'updates',
          label: state.canUpdate ? words.updates : words.updatesMissing,
          type: 'checkbox',
          checked: state.canUpdate && state.settings.updates,
          enabled: state.canUpdate && state.manages,
          click: (item) => { actions.setUpdates(item.checked); },
        },
        { id: 'check-updates', label: words.checkUpdates, enabled: state.canUpdate && state.settings.updates && state.manages, click: () => { actions.checkUpdates(); } },
        ...(mac ? [] : [separator, { role: 'about' as const, label: words.about }]),
      ],
    },
  ];
}
