import { createHash } from 'node:crypto';
import { addMilliseconds } from '../platform/clock.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';

/** A piece of clinical content: a ruleset, a list of reasons, a dictionary. The body is data, interpreted by pure rules. */
export interface ContentItem {
  readonly kind: string;
  readonly id: string;
  readonly version: string;
  readonly body: unknown;
}

/**
 * Inserts the built-in versions a clinic does not know yet and activates each where nothing of its kind and id
 * is active, or where the active one is itself built-in. A version the clinic chose stays active.
 */
export async function registerBuiltInContent(
  db: WriteExecutor,
  items: readonly ContentItem[],
  { now, newId }: { now: string; newId: () => string },
): Promise<void> {
  const kept = await db
    .selectFrom('content_version')
    .select(['kind', 'content_id', 'version', 'sha256', 'origin', 'activated_at'])
    .where('kind', 'in', [...new Set(items.map(({ kind }) => kind))])
    .orderBy('activated_at')
    .orderBy('id')
    .execute();
  const rows = items.flatMap((item) => {
    const body = JSON.stringify(item.body);
    const sha256 = createHash('sha256').update(body).digest('hex');
    const own = kept.filter((row) => row.kind === item.kind && row.content_id === item.id);
    if (own.some((row) => row.version === item.version && row.sha256 === sha256)) return [];
    const active = own.findLast((row) => row.activated_at !== null);
    const activated_at = !active || active.origin === 'built-in' ? now : null;
    return [{ id: newId(), kind: item.kind, content_id: item.id, version: item.version, sha256, origin: 'built-in', body, created_at: now, activated_at }];
  });
  if (rows.length > 0) await db.insertInto('content_version').values(rows).execute();
}

/** Ids of the active versions of these kinds of one content id, without their bodies: cheap enough for every call. */
export async function activeVersionIds<K extends string>(db: ReadExecutor, kinds: readonly K[], contentId: string): Promise<Readonly<Record<K, string>>> {
  const rows = await db
    .selectFrom('content_version')
    .select(['id', 'kind'])
    .where('kind', 'in', [...kinds])
    .where('content_id', '=', contentId)
    .where('activated_at', 'is not', null)
    .orderBy('activated_at')
    .orderBy('id')
    .execute();
  const active = new Map(rows.map((row) => [row.kind, row.id]));
  return Object.fromEntries(
    kinds.map((kind) => {
      const versionId = active.get(kind);
      if (!versionId) throw new Error(`no active content ${kind}/${contentId}`);
      return [kind, versionId];
    }),
  ) as Record<K, string>;
}

/** Ids of the active version of each content id of a kind, without their bodies. */
export async function activeVersionsOfKind(db: ReadExecutor, kind: string): Promise<ReadonlyMap<string, string>> {
  const rows = await db.selectFrom('content_version').select(['id', 'content_id']).where('kind', '=', kind).where('activated_at', 'is not', null).orderBy('activated_at').orderBy('id').execute();
  return new Map(rows.map((row) => [row.content_id, row.id]));
}

/** The body of one version, active or not: what a past decision rested on. */
export async function contentBody(db: ReadExecutor, versionId: string): Promise<unknown> {
  const row = await db.selectFrom('content_version').select('body').where('id', '=', versionId).executeTakeFirstOrThrow();
  return JSON.parse(row.body) as unknown;
}

/** More than anybody will look through. */
const mostVersions = 300;

/** Every version `v` of a piece of content without its body, newest first: for each kind to add who made it and why. */
export function contentVersions(db: ReadExecutor, kind: string, contentId: string) {
  return db
    .selectFrom('content_version as v')
    .select(['v.id', 'v.version', 'v.origin', 'v.created_at', 'v.activated_at'])
    .where('v.kind', '=', kind)
    .where('v.content_id', '=', contentId)
    .orderBy('v.created_at', 'desc')
    .orderBy('v.id', 'desc')
    .limit(mostVersions);
}

interface ClinicContent<Content> {
  readonly id: string;
  readonly content: Content;
  readonly now: string;
}

/** Keeps a clinic's own version of a piece of content; it is not in force by that. */
export async function keepClinicContent<Content extends { readonly kind: string; readonly id: string; readonly version: string }>(db: WriteExecutor, { id, content, now }: ClinicContent<Content>): Promise<void> {
  const body = JSON.stringify(content);
  await db
    .insertInto('content_version')
    .values({ id, kind: content.kind, content_id: content.id, version: content.version, sha256: createHash('sha256').update(body).digest('hex'), origin: 'clinic', body, created_at: now, activated_at: null })
    .execute();
}

/** Keeps a clinic's own version of a piece of content, in force from now on. */
export async function insertClinicContent<Content extends { readonly kind: string; readonly id: string; readonly version: string }>(db: WriteExecutor, made: ClinicContent<Content>): Promise<void> {
  await keepClinicContent(db, made);
  await activateContent(db, { id: made.id, kind: made.content.kind, contentId: made.content.id }, made.now);
}

/** Puts a version in force: the last one put is, even within one millisecond. */
export async function activateContent(db: WriteExecutor, { id, kind, contentId }: { readonly id: string; readonly kind: string; readonly contentId: string }, now: string): Promise<void> {
  const { latest } = await db.selectFrom('content_version').select((eb) => eb.fn.max('activated_at').as('latest')).where('kind', '=', kind).where('content_id', '=', contentId).executeTakeFirstOrThrow();
  await db.updateTable('content_version').set({ activated_at: latest !== null && latest >= now ? addMilliseconds(latest, 1) : now }).where('id', '=', id).execute();
}
