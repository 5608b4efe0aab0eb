import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** People of the demonstration clinic in a journey; a journey needs few. */
const patients = 200;

/**
 * Makes the demonstration clinic once for all journeys; each takes a copy of its folder (`renderer/e2e/server.ts`),
 * given in `RELAIS_DEMONSTRATION_TEMPLATE`. Taken away when the journeys have ended.
 */
export default function setup(): () => void {
  const parent = mkdtempSync(join(tmpdir(), 'relais-demonstration-'));
  const directory = join(parent, 'demo');
  execFileSync(process.execPath, ['main/command-line/relais.ts', 'demo', '--clinic', directory, '--patients', String(patients)], { cwd: fileURLToPath(new URL('../..', import.meta.url)) });
  process.env['RELAIS_DEMONSTRATION_TEMPLATE'] = directory;
  return () => rmSync(parent, { recursive: true, force: true });
}
