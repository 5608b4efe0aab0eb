import { z } from 'zod';
import { type BundleIndex, targetOf } from './bundle-reading.ts';
import { ownExtensions, reference, statusReason, type Reference } from './fhir-elements.ts';
import type { RawResource } from './raw-resource.ts';
import { found } from './request-papers.ts';

/** How far the work on requests is, by their tasks: ServiceRequest says what is asked, Task how far it is. Pure. */

const words = z.string().catch('').transform((text) => text.trim());
const taskSchema = z.object({ status: z.string(), focus: reference, statusReason: z.object({ text: words.optional(), coding: z.array(z.object({ display: words.optional() })).optional() }).optional().catch(undefined) });

interface TaskSaid {
  readonly focus: Reference;
  readonly status: string;
  /** Why it stands there, in words. */
  readonly because: string | undefined;
}

function taskOf(raw: RawResource): TaskSaid | null {
  const task = raw.type === 'Task' ? taskSchema.safeParse(raw.resource).data : undefined;
  if (!task || task.status === 'entered-in-error') return null;
  const { focus, status, statusReason: why } = task;
  return { focus, status, because: [why?.text, ...(why?.coding ?? []).map(({ display }) => display)].find((one) => one !== undefined && one !== '') };
}

/** All that the tasks about one request say. */
interface Said {
  readonly statuses: string[];
  because: string | undefined;
}

/** How a request ended by what its task says of the work on it; one going on says nothing. */
const endings: Readonly<Record<string, { readonly status: string; readonly ending: string | null }>> = {
  rejected: { status: 'revoked', ending: 'declined' }, cancelled: { status: 'revoked', ending: 'cancelled' }, failed: { status: 'revoked', ending: 'cancelled' }, completed: { status: 'completed', ending: null },
};

/** A request with what its tasks say laid on it; of several, it is over only if all are. What the request itself says comes first. */
function laidOn(raw: RawResource, said: Said | undefined): RawResource {
  const [first] = said?.statuses ?? [];
  const over = first === undefined || !said?.statuses.every((status) => status === first) ? undefined : endings[first];
  if (!said || !over || raw.resource['status'] !== 'active') return raw;
  const extensions: readonly unknown[] = Array.isArray(raw.resource['extension']) ? raw.resource['extension'] : [];
  const told = [...(over.ending === null ? [] : [{ url: ownExtensions.ending, valueCode: over.ending }]), ...(said.because === undefined ? [] : [{ url: statusReason, valueCodeableConcept: { text: said.because } }])];
  return { ...raw, resource: { ...raw.resource, status: over.status, extension: [...extensions, ...told] } };
}

function hear<Key>(heard: Map<Key, Said>, key: Key, { status, because }: TaskSaid): void {
  const before = heard.get(key);
  heard.set(key, { statuses: [...(before?.statuses ?? []), status], because: because ?? before?.because });
}

/** The resources of a bundle with what its tasks say laid on the requests they are about. */
export function withTasks(resources: readonly RawResource[], index: BundleIndex): { readonly resources: readonly RawResource[]; readonly used: ReadonlySet<RawResource> } {
  const used = new Set<RawResource>();
  const said = new Map<RawResource, Said>();
  for (const raw of resources) {
    const task = taskOf(raw);
    const request = task && found(task.focus, raw, index, ['ServiceRequest']);
    if (!task || !request) continue;
    used.add(raw);
    hear(said, request, task);
  }
  return { resources: resources.map((raw) => laidOn(raw, said.get(raw))), used };
}

/** The tasks of files with a resource a line, by the address of the request each is about: a request may stand in another file. */
export class RequestTasks {
  readonly #said = new Map<string, Said>();
  readonly #unheard = new Set<string>();

  add(raw: RawResource): void {
    const task = taskOf(raw);
    const address = task && requestAddress(task.focus);
    if (!task || address === null) return;
    if (!this.#said.has(address)) this.#unheard.add(address);
    hear(this.#said, address, task);
  }

  /** Whether a resource is a task about a request. */
  isOne(raw: RawResource): boolean {
    const task = taskOf(raw);
    return task !== null && requestAddress(task.focus) !== null;
  }

  laidOn(raw: RawResource): RawResource {
    const address = `ServiceRequest/${raw.id ?? ''}`;
    this.#unheard.delete(address);
    return laidOn(raw, this.#said.get(address));
  }

  /** How many tasks are about requests that never came. */
  get unheard(): number {
    return [...this.#unheard].reduce((sum, address) => sum + (this.#said.get(address)?.statuses.length ?? 0), 0);
  }
}

/** `ServiceRequest/id` of a reference as it is written in files with a resource a line; null where it leads elsewhere. */
export function requestAddress(pointer: Reference): string | null {
  return lineAddress(pointer, ['ServiceRequest']);
}

/** `Type/id` of a reference to one of these types. */
export function lineAddress(pointer: Reference, types: readonly string[]): string | null {
  const target = targetOf(pointer, null);
  return (target?.kind === 'address' ? target.addresses : []).find((address) => types.some((type) => address.startsWith(`${type}/`))) ?? null;
}
