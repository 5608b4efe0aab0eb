import { expect, test } from 'vitest';
import { dataDirectoryOf } from './data-directory.ts';

test.each([
  [{ platform: 'linux', home: '/home/a', environment: {} }, '/home/a/.local/share/Relais'],
  [{ platform: 'linux', home: '/home/a', environment: { XDG_DATA_HOME: '/data' } }, '/data/Relais'],
  [{ platform: 'linux', home: '/home/a', environment: { XDG_DATA_HOME: 'data' } }, '/home/a/.local/share/Relais'],
  [{ platform: 'darwin', home: '/Users/a', environment: {} }, '/Users/a/Library/Application Support/Relais'],
  [{ platform: 'win32', home: 'C:\\Users\\a', environment: { LOCALAPPDATA: 'D:\\Local' } }, 'D:\\Local\\Relais'],
  [{ platform: 'win32', home: 'C:\\Users\\a', environment: {} }, 'C:\\Users\\a\\AppData\\Local\\Relais'],
] as const)('the data folder on %o', (machine, expected) => {
  expect(dataDirectoryOf(machine)).toBe(expected);
});
