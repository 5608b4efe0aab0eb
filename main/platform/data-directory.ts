import { homedir } from 'node:os';
import { posix, win32 } from 'node:path';

/** What tells where the operating system keeps programs' data. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly home: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** The folder of the operating system for Relais's data: the same for the desktop, the loopback host and the commands. */
export function dataDirectoryOf({ platform, home, environment }: Machine): string {
  if (platform === 'win32') return win32.join(environment['LOCALAPPDATA'] ?? win32.join(home, 'AppData', 'Local'), 'Relais');
  if (platform === 'darwin') return posix.join(home, 'Library', 'Application Support', 'Relais');
  const given = environment['XDG_DATA_HOME'];
  // A relative XDG_DATA_HOME is to be ignored (XDG Base Directory Specification).
  return posix.join(given !== undefined && posix.isAbsolute(given) ? given : posix.join(home, '.local', 'share'), 'Relais');
}

/** The data folder of the account this process runs under. */
export function defaultDataDirectory(): string {
  return dataDirectoryOf({ platform: process.platform, home: homedir(), environment: process.env });
}
