import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of package.json, whatever link or folder the launcher was called from. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[/\\]$/, '');

/** @param {...string} parts */
export const inRoot = (...parts) => path.join(root, ...parts);

/** Where the person typed the command: npm moves to the package's folder and keeps the place in INIT_CWD. */
export function callersFolder() {
  const place = process.env['INIT_CWD'];
  return place && process.env['npm_package_json'] === inRoot('package.json') ? place : process.cwd();
}
