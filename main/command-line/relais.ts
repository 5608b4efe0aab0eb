import { userInfo } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../platform/clock.ts';
import { defaultDataDirectory } from '../platform/data-directory.ts';
import { newId } from '../platform/ids.ts';
import { openFileLog } from '../platform/log.ts';
import { runCommandLine } from './command-line.ts';
import { processTerminal } from './output.ts';

/** The `relais` program; `build/relais.mjs` starts it under Node 24. */
const dataDirectory = defaultDataDirectory();
process.exitCode = await runCommandLine(process.argv.slice(2), processTerminal(process.env, userInfo().username), {
  clock: systemClock,
  newId,
  log: openFileLog(dataDirectory),
  dataDirectory,
  pageDirectory: join(import.meta.dirname, '../../dist/renderer'),
});
