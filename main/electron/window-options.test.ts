import { expect, test } from 'vitest';
import { windowOptions } from './window-options.ts';

test('the page is sandboxed, isolated, without Node, and keeps nothing on disk', () => {
  expect(windowOptions('/built/preload.cjs', 'relais').webPreferences).toEqual({
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
    spellcheck: true,
    preload: '/built/preload.cjs',
    partition: 'relais',
  });
});
