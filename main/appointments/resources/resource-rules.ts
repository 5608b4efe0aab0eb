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

/**
 * The rooms and equipment a visit takes, each free during the whole of it; null where one that is needed is not. The room its
 * professional works in comes first; any free one of the site serves otherwise, always the first by the order given.
 */
export function resourcesFor(place: ResourcePlace, needs: ResourceNeeds, modality: VisitModality, uses: readonly ResourceUse[]): string[] | null {
  const isFree = ({ used }: ResourceUse): boolean => !used.some(({ from, until }) => from < place.until && place.from < until);
  const taken: string[] = [];
  const take = (wanted: (use: ResourceUse) => boolean): boolean => {
    const found = uses.find((use) => wanted(use) && isFree(use));
    if (found) taken.push(found.id);
    return found !== undefined;
  };
  if (usesRoom(place, modality)) {
    if (!take(({ id }) => id === place.roomId)) return null;
  } else if (needs.room && !take(({ kind, siteId }) => kind === 'room' && siteId === place.siteId)) return null;
  if (needs.equipment !== null && !take(({ kind, siteId }) => kind === needs.equipment && siteId === place.siteId)) return null;
  return taken;
}
