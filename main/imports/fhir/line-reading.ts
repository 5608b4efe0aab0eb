import { TextDecoder } from 'node:util';
import type { RejectionCode } from '#contract/imports.ts';
import { type BundleContent, BundleIndex, readLine } from './bundle-reading.ts';
import type { RawResource } from './raw-resource.ts';

/** Files with a resource a line (NDJSON), of any length: beside the bytes, memory holds some thousand resources. */

const lineFeed = 0x0a;
/** Longest line that is read: a paper of 25 MB in base64, and what stands about it. */
const maximumLineBytes = 36 * 1024 * 1024;
/** Resources, and bytes, dealt with at once. */
const chunkResources = 2000;
const chunkBytes = 8 * 1024 * 1024;

const decoder = new TextDecoder('utf-8', { fatal: true });

/** Whether a file holds a resource a line: its first line is one, and it is not alone, or the name says so. */
export function isLines(bytes: Uint8Array, name: string): boolean {
  let first = true;
  for (const { start, end } of linesOf(bytes)) {
    if (!first) return true;
    first = false;
    if (end - start > maximumLineBytes) return false;
    const text = decoded(bytes.subarray(start, end));
    const read = text === null ? null : readLine(text, '');
    if (read === null || 'code' in read) return false;
    if (/\.ndjson$/i.test(name) && !read.some(({ type }) => type === 'Bundle')) return true;
  }
  return false;
}

interface Chunk extends BundleContent {
  /** Bytes of the file read up to its end. */
  readonly until: number;
}

/** The resources of some types, chunk by chunk; each line that cannot be read is told once, where `rejects`. */
export function* chunksOfLines(bytes: Uint8Array, wants: (type: string) => boolean, { rejects }: { readonly rejects: boolean }): Generator<Chunk> {
  let resources: RawResource[] = [];
  let rejected: { place: string; code: RejectionCode }[] = [];
  let size = 0;
  for (const { start, end, number } of linesOf(bytes)) {
    const place = `line ${number}`;
    const read = readBytes(bytes.subarray(start, end), place);
    if ('code' in read) {
      if (rejects) rejected.push({ place, code: read.code });
    } else {
      const wanted = read.filter(({ type }) => wants(type));
      resources.push(...wanted);
      if (wanted.length > 0) size += end - start;
    }
    if (resources.length + rejected.length < chunkResources && size < chunkBytes) continue;
    yield { resources, rejected, until: end };
    [resources, rejected, size] = [[], [], 0];
  }
  if (resources.length + rejected.length > 0) yield { resources, rejected, until: bytes.length };
}

function readBytes(line: Uint8Array, place: string): readonly RawResource[] | { readonly code: RejectionCode } {
  if (line.length > maximumLineBytes) return { code: 'TOO_LONG' };
  const text = decoded(line);
  return text === null ? { code: 'ENCODING' } : readLine(text, place);
}

function decoded(bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
}

/** The lines that hold something. */
function* linesOf(bytes: Uint8Array): Generator<{ readonly start: number; readonly end: number; readonly number: number }> {
  let number = 0;
  for (let start = 0; start < bytes.length; ) {
    number += 1;
    const found = bytes.indexOf(lineFeed, start);
    const end = found < 0 ? bytes.length : found;
    if (!isBlank(bytes, start, end)) yield { start, end, number };
    start = end + 1;
  }
}

function isBlank(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) if ((bytes[at] ?? 0) > 0x20) return false;
  return true;
}

/**
 * What a resource is found and named by, the rest let go: what others of the same file may point at.
 *
 * @param onTask is given each Task as it goes by
 */
export function lightIndex(bytes: Uint8Array, onTask: (raw: RawResource) => void): { readonly index: BundleIndex; readonly light: (raw: RawResource) => RawResource } {
  const all: RawResource[] = [];
  for (const { resources } of chunksOfLines(bytes, (type) => pointedAt.has(type) || type === 'Task', { rejects: false })) {
    for (const raw of resources) {
      if (raw.type === 'Task') {
        onTask(raw);
        continue;
      }
      const { resourceType, id, code, identifier } = raw.resource;
      const isPerson = people.has(raw.type);
      all.push({ ...raw, resource: { resourceType, id, identifier, ...(isPerson ? {} : { code }) } });
    }
  }
  const byPlace = new Map(all.map((raw) => [raw.place, raw]));
  return { index: new BundleIndex(all), light: (raw) => byPlace.get(raw.place) ?? raw };
}

const people: ReadonlySet<string> = new Set(['Patient', 'Practitioner']);
const pointedAt: ReadonlySet<string> = new Set([...people, 'Medication', 'Condition']);
const pointing: ReadonlySet<string> = new Set(['Appointment', 'AdverseEvent', 'Coverage']);
/** In what order the resources of a long file are dealt with: people, what is about them, then visits, which answer requests, and what hangs on drugs. */
export const linePasses: readonly ((type: string) => boolean)[] = [(type) => people.has(type), (type) => !people.has(type) && !pointing.has(type), (type) => pointing.has(type)];
