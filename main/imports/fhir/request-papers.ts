import { z } from 'zod';
import type { RejectionCode } from '#contract/imports.ts';
import { type BundleIndex, targetOf } from './bundle-reading.ts';
import { ownExtensions, reference, statusReason, type Reference } from './fhir-elements.ts';
import type { RawResource } from './raw-resource.ts';

/** The papers of the requests of a bundle, and where the work on them stands: DocumentReference, Binary and Task. Pure. */

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
const taskSchema = z.object({ status: z.string(), focus: reference.optional(), statusReason: z.object({ text: words.optional(), coding: z.array(z.object({ display: words.optional() })).optional() }).optional().catch(undefined) });
const base64 = /^[A-Za-z0-9+/]*={0,2}$/;
const longestName = 200;

/** Finds a resource of the file, of these types. */
function found(pointer: Reference, from: RawResource, index: BundleIndex, types: readonly string[]): RawResource | undefined {
  const target = targetOf(pointer, from.fullUrl);
  const resource = target && target.kind !== 'contained' ? index.find(target) : undefined;
  return resource !== undefined && resource !== 'ambiguous' && types.includes(resource.type) ? resource : undefined;
}

function bytesOf(data: string): Uint8Array | null {
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
    if (raw.type === 'ServiceRequest') for (const pointer of supporting.safeParse(raw.resource).data?.supportingInfo ?? []) belongs(found(pointer, raw, index, ['DocumentReference', 'Binary']), raw);
    if (raw.type === 'DocumentReference') for (const pointer of documentSchema.safeParse(raw.resource).data?.context?.related ?? []) belongs(raw, found(pointer, raw, index, ['ServiceRequest']));
  }
  const add = (request: RawResource, place: string, name: string, data: string | undefined): void => {
    const content = data === undefined ? null : bytesOf(data);
    if (data !== undefined && content === null) refused.push({ place, code: 'VALUE_INVALID' });
    else papers.push({ request, place, name: name.slice(0, longestName), content });
  };
  for (const [paper, request] of requestsOf) {
    used.add(paper);
    if (paper.type === 'Binary') {
      add(request, paper.place, 'document', dataOf(paper));
      continue;
    }
    const read = documentSchema.safeParse(paper.resource);
    if (!read.success) {
      refused.push({ place: paper.place, code: 'VALUE_MISSING' });
      continue;
    }
    const { status, content, description, type } = read.data;
    if (status === 'entered-in-error') continue;
    for (const [position, { attachment }] of content.entries()) {
      const binary = attachment.url === undefined ? undefined : found({ reference: attachment.url }, paper, index, ['Binary']);
      if (binary) used.add(binary);
      const name = [attachment.title, description, type?.text, type?.coding?.[0]?.display].find((one) => one !== undefined && one !== '') ?? 'document';
      add(request, `${paper.place}.content[${position}].attachment`, name, attachment.data ?? (binary && dataOf(binary)));
    }
  }
  return { papers, refused, used };
}

function dataOf({ resource }: RawResource): string | undefined {
  return typeof resource['data'] === 'string' ? resource['data'] : undefined;
}

/** How a request ended by what its task says of the work on it; one going on says nothing. */
const endings: Readonly<Record<string, { readonly status: string; readonly ending: string | null }>> = {
  rejected: { status: 'revoked', ending: 'declined' }, cancelled: { status: 'revoked', ending: 'cancelled' }, failed: { status: 'revoked', ending: 'cancelled' }, completed: { status: 'completed', ending: null },
};

/**
 * The resources with what tasks say laid on the requests they are about: ServiceRequest says what is asked, Task how far it is.
 * Of several tasks about one request, it is over only if all are.
 */
export function withTasks(resources: readonly RawResource[], index: BundleIndex): { readonly resources: readonly RawResource[]; readonly used: ReadonlySet<RawResource> } {
  const used = new Set<RawResource>();
  const said = new Map<RawResource, string[]>();
  const because = new Map<RawResource, string>();
  for (const raw of resources.filter(({ type }) => type === 'Task')) {
    const task = taskSchema.safeParse(raw.resource).data;
    const request = task?.focus && found(task.focus, raw, index, ['ServiceRequest']);
    if (!task || !request || task.status === 'entered-in-error') continue;
    used.add(raw);
    said.set(request, [...(said.get(request) ?? []), task.status]);
    const why = [task.statusReason?.text, ...(task.statusReason?.coding ?? []).map(({ display }) => display)].find((one) => one !== undefined && one !== '');
    if (why !== undefined) because.set(request, why);
  }
  const changed = resources.map((raw) => {
    const statuses = said.get(raw) ?? [];
    const [first] = statuses;
    const over = first === undefined || !statuses.every((status) => status === first) ? undefined : endings[first];
    if (!over || raw.resource['status'] !== 'active') return raw;
    const extensions: readonly unknown[] = Array.isArray(raw.resource['extension']) ? raw.resource['extension'] : [];
    const why = because.get(raw);
    const told = [...(over.ending === null ? [] : [{ url: ownExtensions.ending, valueCode: over.ending }]), ...(why === undefined ? [] : [{ url: statusReason, valueCodeableConcept: { text: why } }])];
    return { ...raw, resource: { ...raw.resource, status: over.status, extension: [...extensions, ...told] } };
  });
  return { resources: changed, used };
}
