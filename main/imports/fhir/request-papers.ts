import { z } from 'zod';
import type { RejectionCode } from '#contract/imports.ts';
import { type BundleIndex, targetOf } from './bundle-reading.ts';
import { reference, type Reference } from './fhir-elements.ts';
import type { RawResource } from './raw-resource.ts';

/** The papers of the requests of a bundle: DocumentReference and Binary. Pure. */

/** A paper beside the request it belongs to; `content` null where the file only points at it. */
export interface RequestPaper {
  readonly request: RawResource;
  /** Where it stands in the file. */
  readonly place: string;
  readonly name: string;
  readonly content: Uint8Array | null;
}

export interface RequestPapers {
  readonly papers: readonly RequestPaper[];
  readonly refused: readonly { readonly place: string; readonly code: RejectionCode }[];
  /** What was read so: not counted as a type that is not kept. */
  readonly used: ReadonlySet<RawResource>;
}

const words = z.string().catch('').transform((text) => text.trim());
const attachmentElement = z.object({ title: words.optional(), data: z.string().optional(), url: z.string().optional() });
const documentSchema = z.object({
  status: z.string().optional(),
  description: words.optional(),
  type: z.object({ text: words.optional(), coding: z.array(z.object({ display: words.optional() })).optional() }).optional(),
  content: z.array(z.object({ attachment: attachmentElement })).min(1),
  context: z.object({ related: z.array(reference).optional() }).optional(),
});
const supporting = z.object({ supportingInfo: z.array(reference).optional() });
const base64 = /^[A-Za-z0-9+/]*={0,2}$/;
const longestName = 200;
/** What a paper is called that nobody named. */
export const unnamed = 'document';

/** Finds a resource of the file, of these types. */
export function found(pointer: Reference, from: RawResource, index: BundleIndex, types: readonly string[]): RawResource | undefined {
  const target = targetOf(pointer, from.fullUrl);
  const resource = target && target.kind !== 'contained' ? index.find(target) : undefined;
  return resource !== undefined && resource !== 'ambiguous' && types.includes(resource.type) ? resource : undefined;
}

/** The bytes of base64; null where it is not. */
export function bytesOf(data: string): Uint8Array | null {
  const bare = data.replace(/\s+/g, '');
  return bare !== '' && base64.test(bare) ? Buffer.from(bare, 'base64') : null;
}

/**
 * The papers of each request: those it points at as supporting information, and those that say they are about it. A paper of no
 * request of the file stays a type that is only counted.
 */
export function papersOf(resources: readonly RawResource[], index: BundleIndex): RequestPapers {
  const papers: RequestPaper[] = [];
  const refused: { place: string; code: RejectionCode }[] = [];
  const used = new Set<RawResource>();
  const requestsOf = new Map<RawResource, RawResource>();
  const belongs = (paper: RawResource | undefined, request: RawResource | undefined): void => {
    if (paper && request && !requestsOf.has(paper)) requestsOf.set(paper, request);
  };
  for (const raw of resources) {
    if (raw.type === 'ServiceRequest') for (const pointer of supportingInfoOf(raw)) belongs(found(pointer, raw, index, ['DocumentReference', 'Binary']), raw);
    if (raw.type === 'DocumentReference') for (const pointer of relatedOf(raw)) belongs(raw, found(pointer, raw, index, ['ServiceRequest']));
  }
  const add = (request: RawResource, place: string, name: string, data: string | undefined): void => {
    const content = data === undefined ? null : bytesOf(data);
    if (data !== undefined && content === null) refused.push({ place, code: 'VALUE_INVALID' });
    else papers.push({ request, place, name, content });
  };
  for (const [paper, request] of requestsOf) {
    used.add(paper);
    if (paper.type === 'Binary') {
      add(request, paper.place, unnamed, dataOf(paper));
      continue;
    }
    const attached = attachmentsOf(paper);
    if (attached === null) refused.push({ place: paper.place, code: 'VALUE_MISSING' });
    for (const { place, name, data, url } of attached ?? []) {
      const binary = url === undefined ? undefined : found({ reference: url }, paper, index, ['Binary']);
      if (binary) used.add(binary);
      add(request, place, name, data ?? (binary && dataOf(binary)));
    }
  }
  return { papers, refused, used };
}

/** What a DocumentReference holds, or points at; none where it was entered in error, null where it holds nothing. */
export function attachmentsOf(paper: RawResource): readonly { readonly place: string; readonly name: string; readonly data: string | undefined; readonly url: string | undefined }[] | null {
  const read = documentSchema.safeParse(paper.resource);
  if (!read.success) return null;
  const { status, content, description, type } = read.data;
  if (status === 'entered-in-error') return [];
  return content.map(({ attachment: { title, data, url } }, position) => ({
    place: `${paper.place}.content[${position}].attachment`, data, url,
    name: ([title, description, type?.text, type?.coding?.[0]?.display].find((one) => one !== undefined && one !== '') ?? unnamed).slice(0, longestName),
  }));
}

/** What a DocumentReference says it is about. */
export function relatedOf(paper: RawResource): readonly Reference[] {
  return documentSchema.safeParse(paper.resource).data?.context?.related ?? [];
}

/** What a request points at as supporting it. */
export function supportingInfoOf(request: RawResource): readonly Reference[] {
  return supporting.safeParse(request.resource).data?.supportingInfo ?? [];
}

/** The base64 of a Binary. */
export function dataOf({ resource }: RawResource): string | undefined {
  return typeof resource['data'] === 'string' ? resource['data'] : undefined;
}
