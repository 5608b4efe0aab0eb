import type { BrowserWindowConstructorOptions, WebPreferences } from 'electron';

/** Every guard spelled out, though most are Electron's defaults: a test pins them, and a default may change. */
export const pagePreferences = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInSubFrames: false,
  nodeIntegrationInWorker: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  plugins: false,
  navigateOnDragDrop: false,
  safeDialogs: true,
  // Ready, and of no language until somebody chooses one (spelling.ts); no word is ever added to a dictionary.
  spellcheck: true,
} as const satisfies WebPreferences;

/**
 * The clinic's window.
 *
 * @param preload absolute path of the built preload
 * @param partition session of the page, kept in memory only
 */
export function windowOptions(preload: string, partition: string): BrowserWindowConstructorOptions {
  return {
    width: 1280,
    height: 800,
    minWidth: 960,
    minHeight: 600,
    show: false,
    title: 'Relais',
    autoHideMenuBar: true,
    webPreferences: { ...pagePreferences, preload, partition },
  };
}
