import type { VisitModality } from '#contract/values.ts';
import type { VisitType } from '#contract/visit-types.ts';
import { DeclaredError } from '../../platform/declared-error.ts';
import type { ReadExecutor, WriteExecutor } from '../../platform/database/schema.ts';
import { toInterval } from '../slot-search.ts';
import { needsOf, resourcesFor } from './resource-rules.ts';
import { lockResources, replaceResources, resourcesKept, resourceUses } from './resource-repository.ts';

/** A visit about to stand somewhere, with the time its professional and its room need around it. */
export interface ReservedVisit {
  readonly id: string;
  readonly patientId: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly busyFrom?: string | undefined;
  readonly busyUntil?: string | undefined;
  readonly siteId: string | null;
  readonly roomId: string | null;
  readonly modality: VisitModality;
  /** A room somebody chose; absent: any. */
  readonly chosenRoomId?: string | null | undefined;
}

type TypeNeeds = Pick<VisitType, 'needsRoom' | 'equipment'> | null;

/** The rooms and equipment a visit would take; null where one it needs is in use or held for somebody else, or its site has none. */
export async function resourcesAt(db: ReadExecutor, visit: ReservedVisit, type: TypeNeeds, now: string): Promise<string[] | null> {
  const needs = needsOf(type, visit.modality);
  const chosen = visit.chosenRoomId ?? null;
  if (!needs.room && needs.equipment === null && visit.roomId === null && chosen === null) return [];
  const stretch = stretchOf(visit);
  const uses = await resourceUses(db, { from: stretch.startsAt, until: stretch.endsAt, except: [visit.id], now, exceptPatientId: visit.patientId });
  return resourcesFor({ ...toInterval(stretch), siteId: visit.siteId, roomId: visit.roomId }, needs, visit.modality, uses, { roomId: chosen, kept: await resourcesKept(db, visit.id) });
}

/** Gives a visit the rooms and equipment it needs, in the transaction that places it. @throws DeclaredError `SLOT_TAKEN` */
export async function reserveResources(db: WriteExecutor, visit: ReservedVisit, type: TypeNeeds, { engine, newId, now }: { engine: 'sqlite' | 'postgres'; newId: () => string; now: string }): Promise<void> {
  await lockResourcesFor(db, visit, type, engine);
  const taken = await resourcesAt(db, visit, type, now);
  if (taken === null) throw new DeclaredError('SLOT_TAKEN');
  await replaceResources(db, visit.id, taken.map((resourceId) => ({ id: newId(), resourceId })), stretchOf(visit));
}

/** Makes whoever takes rooms and equipment wait for one another, where this one takes any. */
export async function lockResourcesFor(db: WriteExecutor, visit: Pick<ReservedVisit, 'modality' | 'roomId' | 'chosenRoomId'>, type: TypeNeeds, engine: 'sqlite' | 'postgres'): Promise<void> {
  const needs = needsOf(type, visit.modality);
  if (needs.room || needs.equipment !== null || visit.roomId !== null || visit.chosenRoomId) await lockResources(db, engine);
}

function stretchOf({ startsAt, endsAt, busyFrom, busyUntil }: ReservedVisit): { startsAt: string; endsAt: string } {
  return { startsAt: busyFrom ?? startsAt, endsAt: busyUntil ?? endsAt };
}
