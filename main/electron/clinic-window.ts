import { join } from 'node:path';
import { BrowserWindow, screen } from 'electron';
import { type JsonFile, jsonFile } from './json-file.ts';
import { confineNavigation } from './navigation.ts';
import { firstWindowState, placeOnScreen, type WindowState, windowState } from './window-state.ts';
import { windowOptions } from './window-options.ts';

/** How long the window must have rested before its place is written down. */
const restMilliseconds = 500;

/** @param folder of the desktop's own files */
export function windowStateFile(folder: string): JsonFile<WindowState> {
  return jsonFile(join(folder, 'window.json'), windowState, firstWindowState);
}

/** The clinic's window, where it was left, confined to the page; not yet loaded. */
export function createClinicWindow(options: { preload: string; partition: string; state: JsonFile<WindowState> }): BrowserWindow {
  const { bounds, maximized, zoom } = options.state.read();
  const place = placeOnScreen(bounds, screen.getAllDisplays().map(({ workArea }) => workArea));
  const window = new BrowserWindow({ ...windowOptions(options.preload, options.partition), ...place });
  if (maximized) window.maximize();
  confineNavigation(window.webContents);
  window.webContents.on('did-finish-load', () => { window.webContents.setZoomLevel(options.state.read().zoom); });
  window.webContents.setZoomLevel(zoom);
  window.once('ready-to-show', () => { window.show(); });
  rememberPlace(window, options.state);
  return window;
}

/** Zooms by steps of 10 to 20 %, as browsers do; 0 is back to 100 %. */
export function zoomBy(window: BrowserWindow, change: -1 | 0 | 1, state: JsonFile<WindowState>): void {
  const level = change === 0 ? 0 : Math.min(5, Math.max(-3, window.webContents.getZoomLevel() + change / 2));
  window.webContents.setZoomLevel(level);
  state.write({ ...state.read(), zoom: level });
}

/** Writes down where the window is. */
export function rememberPlaceNow(window: BrowserWindow, state: JsonFile<WindowState>): void {
  if (!window.isDestroyed()) state.write({ ...state.read(), bounds: window.getNormalBounds(), maximized: window.isMaximized() });
}

function rememberPlace(window: BrowserWindow, state: JsonFile<WindowState>): void {
  let timer: NodeJS.Timeout | undefined;
  const write = (): void => { rememberPlaceNow(window, state); };
  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(write, restMilliseconds);
  };
  window.on('resize', soon);
  window.on('move', soon);
  window.on('maximize', soon);
  window.on('unmaximize', soon);
  window.once('closed', () => { clearTimeout(timer); });
}
