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
  // Chromium's spelling checker would keep the words of the chart in a dictionary and fetch dictionaries.
  spellcheck: false,
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
