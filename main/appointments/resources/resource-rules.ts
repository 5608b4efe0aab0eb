import type { EquipmentKind, ResourceKind } from '#contract/resources.ts';
import type { VisitModality } from '#contract/values.ts';
import type { Interval } from '../wall-time.ts';

/** A room or an equipment, and when it is in use. */
export interface ResourceUse {
  readonly id: string;
  /** Null: at the clinic itself. */
  readonly siteId: string | null;
  readonly kind: ResourceKind;
  readonly used: readonly Interval[];
}

/** What a visit needs beside its professional: any of a kind. */
export interface ResourceNeeds {
  readonly room: boolean;
  readonly equipment: EquipmentKind | null;
}

/** Where a visit is: a site, and the room its professional works in then. */
export interface ResourcePlace extends Interval {
  readonly siteId: string | null;
  readonly roomId: string | null;
}

/** What a visit of a type needs in a modality: nothing where nobody comes; where the professional sits, the room they have. */
export function needsOf(type: { readonly needsRoom: boolean; readonly equipment: EquipmentKind | null } | null, modality: VisitModality): ResourceNeeds {
  const comes = modality === 'IN_PERSON';
  return { room: comes && type?.needsRoom === true, equipment: comes ? (type?.equipment ?? null) : null };
}

/** Whether the room of the opening is taken by a visit in a modality: at home it stays empty. */
function usesRoom({ roomId }: Pick<ResourcePlace, 'roomId'>, modality: VisitModality): boolean {
  return roomId !== null && modality !== 'HOME';
}

/** What somebody chose or a visit already has: a room by hand (null: any), and rooms and equipment that stay where they are free. */
export interface ResourceChoice {
  readonly roomId: string | null;
  readonly kept: readonly string[];
}

const anyOf: ResourceChoice = { roomId: null, kept: [] };

/** The rooms of a site that are free during the whole of a stretch, in the order given. */
export function freeRooms(place: Interval & { readonly siteId: string | null }, uses: readonly ResourceUse[]): ResourceUse[] {
  return uses.filter((use) => use.kind === 'room' && use.siteId === place.siteId && isFree(use, place));
}

/**
 * The rooms and equipment a visit takes, each free during the whole of it; null where one that is needed is not. The room its
 * professional works in comes first, then the one chosen by hand; any free one of the site serves otherwise: what the visit has,
 * else the first by the order given.
 */
export function resourcesFor(place: ResourcePlace, needs: ResourceNeeds, modality: VisitModality, uses: readonly ResourceUse[], choice: ResourceChoice = anyOf): string[] | null {
  const inOrder = [...uses].sort((one, other) => Number(choice.kept.includes(other.id)) - Number(choice.kept.includes(one.id)));
  const taken: string[] = [];
  const take = (wanted: (use: ResourceUse) => boolean): boolean => {
    const found = inOrder.find((use) => wanted(use) && isFree(use, place));
    if (found) taken.push(found.id);
    return found !== undefined;
  };
  const chosen = modality === 'IN_PERSON' ? choice.roomId : null;
  if (usesRoom(place, modality)) {
    if ((chosen !== null && chosen !== place.roomId) || !take(({ id }) => id === place.roomId)) return null;
  } else if ((needs.room || chosen !== null) && !take(({ id, kind, siteId }) => kind === 'room' && siteId === place.siteId && (chosen === null || id === chosen))) return null;
  if (needs.equipment !== null && !take(({ kind, siteId }) => kind === needs.equipment && siteId === place.siteId)) return null;
  return taken;
}

/** Which of what a visit needs is not free at a place: the room, or the equipment. */
export function resourcesMissing(place: ResourcePlace, needs: ResourceNeeds, modality: VisitModality, uses: readonly ResourceUse[]): ('room' | 'equipment')[] {
  const has = (part: ResourceNeeds, roomId: string | null): boolean => resourcesFor({ ...place, roomId }, part, modality, uses) !== null;
  const missing: ('room' | 'equipment')[] = [];
  if (!has({ room: needs.room, equipment: null }, place.roomId)) missing.push('room');
  if (!has({ room: false, equipment: needs.equipment }, null)) missing.push('equipment');
  return missing;
}

function isFree({ used }: ResourceUse, place: Interval): boolean {
  return !used.some(({ from, until }) => from < place.until && place.from < until);
}
