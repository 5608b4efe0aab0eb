import { resourceKind, type SiteResource, type VisitResource } from '#contract/resources.ts';
import { sortKey } from '../../patients/patient-name.ts';
import type { ReadExecutor, WriteExecutor } from '../../platform/database/schema.ts';
import { heldStretch, holdsNow } from '../holds/hold-repository.ts';
import { toMilliseconds } from '../wall-time.ts';
import type { ResourceUse } from './resource-rules.ts';

const maximumResources = 500;

/** Every room and equipment by kind and name; those no longer used last. */
export async function resourceRows(db: ReadExecutor): Promise<SiteResource[]> {
  const rows = await db.selectFrom('site_resource').selectAll().orderBy('kind', 'desc').orderBy('sort_key').orderBy('id').limit(maximumResources).execute();
  return rows
    .map((row) => ({ id: row.id, siteId: row.site_id, kind: resourceKind.parse(row.kind), name: row.name, retired: row.retired_at !== null, version: row.version }))
    .sort((one, other) => Number(one.retired) - Number(other.retired));
}

/** When rooms and equipment are looked at; `except`: visits about to leave their own. What is held for somebody else at `now` is in use. */
export interface ResourceRange {
  readonly from: string;
  readonly until: string;
  readonly except?: readonly string[];
  readonly now: string;
  readonly exceptPatientId: string | null;
}

/** Rooms and equipment that may be taken, and when each is in use in a stretch of time, by a visit or held. */
export async function resourceUses(db: ReadExecutor, range: ResourceRange): Promise<ResourceUse[]> {
  const rows = (await resourceRows(db)).filter(({ retired }) => !retired);
  if (rows.length === 0) return [];
  const used = await db
    .selectFrom('appointment_resource')
    .select(['resource_id', 'starts_at', 'ends_at'])
    .where('live', '=', 1)
    .where('appointment_id', 'not in', ['', ...(range.except ?? [])])
    .where('starts_at', '<', range.until)
    .where('ends_at', '>', range.from)
    .execute();
  const held = (await holdsNow(db, range)).flatMap((hold) => hold.resourceIds.map((resource_id) => ({ resource_id, starts_at: heldStretch(hold).startsAt, ends_at: heldStretch(hold).endsAt })));
  const byResource = Map.groupBy([...used, ...held], (row) => row.resource_id);
  return rows.map(({ id, siteId, kind }) => ({ id, siteId, kind, used: (byResource.get(id) ?? []).map((row) => ({ from: toMilliseconds(row.starts_at), until: toMilliseconds(row.ends_at) })) }));
}

/** Rooms and equipment a visit has, or had where it is called off. */
export async function resourcesKept(db: ReadExecutor, appointmentId: string): Promise<string[]> {
  return (await db.selectFrom('appointment_resource').select('resource_id').where('appointment_id', '=', appointmentId).execute()).map((row) => row.resource_id);
}

/** On PostgreSQL, makes bookings that take rooms and equipment wait for one another, so that two do not choose the same of several. */
export async function lockResources(db: WriteExecutor, engine: 'sqlite' | 'postgres'): Promise<void> {
  if (engine === 'sqlite') return;
  await db.selectFrom('site_resource').select('id').where('retired_at', 'is', null).orderBy('id').forNoKeyUpdate().execute();
}

/** Gives a visit these rooms and equipment in place of those it had. On PostgreSQL the exclusion constraint has the last word. */
export async function replaceResources(db: WriteExecutor, appointmentId: string, taken: readonly { readonly id: string; readonly resourceId: string }[], { startsAt, endsAt }: { startsAt: string; endsAt: string }): Promise<void> {
  await db.deleteFrom('appointment_resource').where('appointment_id', '=', appointmentId).execute();
  if (taken.length === 0) return;
  await db.insertInto('appointment_resource').values(taken.map(({ id, resourceId }) => ({ id, appointment_id: appointmentId, resource_id: resourceId, starts_at: startsAt, ends_at: endsAt, live: 1 }))).execute();
}

/** Visits that no longer hold what they had. */
export async function freeResources(db: WriteExecutor, appointmentIds: readonly string[]): Promise<void> {
  if (appointmentIds.length > 0) await db.updateTable('appointment_resource').set({ live: 0 }).where('appointment_id', 'in', appointmentIds).execute();
}

/** The rooms and equipment of visits, by visit. */
export async function resourcesOf(db: ReadExecutor, appointmentIds: readonly string[]): Promise<ReadonlyMap<string, VisitResource[]>> {
  if (appointmentIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('appointment_resource as a')
    .innerJoin('site_resource as r', 'r.id', 'a.resource_id')
    .select(['a.appointment_id', 'r.id', 'r.kind', 'r.name'])
    .where('a.appointment_id', 'in', appointmentIds)
    .orderBy('r.kind', 'desc')
    .orderBy('r.sort_key')
    .execute();
  return new Map([...Map.groupBy(rows, (row) => row.appointment_id)].map(([visit, of]) => [visit, of.map(({ id, kind, name }) => ({ id, kind: resourceKind.parse(kind), name }))]));
}

/** Who changed one last, and when. */
export async function resourceChange(db: ReadExecutor, id: string): Promise<{ changedAt: string; changedBy: string | null } | undefined> {
  const row = await db.selectFrom('site_resource as r').leftJoin('user_account as u', 'u.id', 'r.changed_by').select(['r.changed_at', 'u.display_name']).where('r.id', '=', id).executeTakeFirst();
  return row && { changedAt: row.changed_at, changedBy: row.display_name };
}

export async function insertResource(db: WriteExecutor, { id, siteId, kind, name }: Pick<SiteResource, 'id' | 'siteId' | 'kind' | 'name'>, { now, userId }: { now: string; userId: string }): Promise<void> {
  await db.insertInto('site_resource').values({ id, site_id: siteId, kind, name, sort_key: sortKey(name, ''), version: 1, changed_at: now, changed_by: userId }).execute();
}

/** Changes the name of one, or whether it is used, where the version is still the expected one; false when it is not. */
export async function updateResource(db: WriteExecutor, { id, version }: { id: string; version: number }, change: { readonly name: string } | { readonly retiredAt: string | null }, { now, userId }: { now: string; userId: string }): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('site_resource')
    .set({ ...('name' in change ? { name: change.name, sort_key: sortKey(change.name, '') } : { retired_at: change.retiredAt }), version: version + 1, changed_at: now, changed_by: userId })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return Number(numUpdatedRows) === 1;
}
