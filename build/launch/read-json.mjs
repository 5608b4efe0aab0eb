import { readFileSync } from 'node:fs';

/**
 * @param {string} file
 * @returns {unknown} what the file holds, or undefined when there is no such file
 */
export function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return undefined;
    throw error;
  }
}
