import { existsSync } from 'node:fs';
import { run } from './child.mjs';
import { say } from './steps.mjs';

const aptGet = '/usr/bin/apt-get';

/** Whether this account may install packages of a Debian. */
export const mayInstall = () => process.platform === 'linux' && process.getuid?.() === 0 && existsSync(aptGet);

/**
 * Installs packages of Debian, saying so first.
 *
 * @param {readonly string[]} packages
 * @param {string} french
 * @param {string} english
 */
export async function installFromDebian(packages, french, english) {
  say(french, english);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run(aptGet, ['update', '-q'], { env, quiet: true });
  await run(aptGet, ['install', '-q', '-y', '--no-install-recommends', ...packages], { env, quiet: true });
}
