import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ImportSource } from '../import-source.ts';

/** The bundles beside this file. */
export const bundleNames = ['p01.json', 'p03.json', 'p19.json', 'p59.json'] as const;
export type BundleName = (typeof bundleNames)[number];

/** An entry as a test changes it. */
export interface TestEntry {
  fullUrl?: string;
  resource: { resourceType: string; id?: string; [element: string]: unknown };
  request?: unknown;
}
export interface TestBundle {
  resourceType: 'Bundle';
  type: string;
  entry: TestEntry[];
}

export function bundlePath(name: BundleName): string {
  return join(import.meta.dirname, name);
}

export function readTestBundle(name: BundleName): TestBundle {
  return JSON.parse(readFileSync(bundlePath(name), 'utf8')) as TestBundle;
}

/** A file in memory. */
export function sourceOf(name: string, content: unknown): ImportSource {
  const bytes = Buffer.from(typeof content === 'string' ? content : JSON.stringify(content));
  return { name, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex'), read: () => Promise.resolve(bytes) };
}

/** A bundle of these resources, each at an address of its own. */
export function bundleOf(resources: readonly TestEntry['resource'][], type = 'collection'): TestBundle {
  return { resourceType: 'Bundle', type, entry: resources.map((resource) => ({ resource })) };
}
