import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

/** What Electron's own checklist can be read in the text of: see build/docs/security.md for each point. */
const folder = import.meta.dirname;
const sources = new Map(
  readdirSync(folder)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
);
const preload = readFileSync(join(folder, '../../preload/index.ts'), 'utf8');

/** Files of the host with such a text. */
function filesWith(text: RegExp): string[] {
  return [...sources].filter(([, source]) => text.test(source)).map(([name]) => name);
}

describe('the text of the desktop host', () => {
  test('makes windows in one place, with the options a test pins', () => {
    expect(filesWith(/new BrowserWindow\(/)).toEqual(['clinic-window.ts']);
    expect(sources.get('clinic-window.ts')).toContain('windowOptions(options.preload, options.partition)');
    expect(filesWith(/new (BrowserView|WebContentsView)|<webview/)).toEqual([]);
  });

  test('listens to one channel, and checks who speaks on it', () => {
    expect(filesWith(/ipcMain/)).toEqual(['port-host.ts']);
    expect(sources.get('port-host.ts')?.match(/ipcMain\.on\(/g)).toHaveLength(1);
    expect(sources.get('port-host.ts')).toContain('isPageFrame(event.senderFrame)');
  });

  test.each([
    ['weakens the page', /nodeIntegration: true|contextIsolation: false|sandbox: false|webSecurity: false|allowRunningInsecureContent: true|enableBlinkFeatures|experimentalFeatures: true/],
    ['turns a check of certificates off', /setCertificateVerifyProc|certificate-error|ignore-certificate-errors/],
    ['opens an address of another program', /openExternal/],
    ['opens tools of developers', /openDevTools|toggleDevTools/],
    ['uses the module that hands main to the page', /@electron\/remote|enableRemoteModule/],
    ['loads a file or a data address as a page', /loadFile\(|loadURL\((?!pageUrl\))/],
    ['takes a switch of Chromium', /appendSwitch/],
  ])('nowhere %s', (_what, text) => {
    expect(filesWith(text)).toEqual([]);
  });

  test('runs code in the page in one place, made of nothing but two words of ours', () => {
    expect(filesWith(/executeJavaScript/)).toEqual(['page-signals.ts']);
  });

  test('the preload exposes nothing and sends on one channel', () => {
    expect(preload).not.toMatch(/contextBridge|exposeInMainWorld|ipcRenderer\.(on|once|send|invoke|sendSync)\(/);
    expect(preload.match(/ipcRenderer\./g)).toHaveLength(1);
  });
});
