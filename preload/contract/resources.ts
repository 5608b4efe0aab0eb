import { z } from 'zod';
import { operation } from './define.ts';
import { filled, id, instant, visitModality } from './values.ts';
import { visitPurpose } from './visit-purposes.ts';

/** What an equipment is, as a type of visit asks for it. */
export const equipmentKind = z.enum(['ultrasound', 'capillaroscope', 'infusion-chair', 'other']);
export type EquipmentKind = z.infer<typeof equipmentKind>;

/** What a place holds that two visits cannot use at once. */
export const resourceKind = z.enum(['room', ...equipmentKind.options]);
export type ResourceKind = z.infer<typeof resourceKind>;

/** A room or an equipment as a visit names it. */
export const visitResource = z.object({ id, kind: resourceKind, name: z.string() });
export type VisitResource = z.infer<typeof visitResource>;

/** A room chosen by hand, of the site and free then; absent or null: any that fits. */
export const chosenRoom = id.nullable().optional();

/** A room or an equipment of a site. */
export const siteResource = visitResource.extend({
  /** Null: at the clinic itself. */
  siteId: id.nullable(),
  /** No longer used; earlier visits still name it. */
  retired: z.boolean(),
  version: z.int(),
});
export type SiteResource = z.infer<typeof siteResource>;

export const resources = {
  /** Rooms and equipment by site, kind and name; those no longer used last. */
  list: operation({ access: 'signed-in', scope: 'clinic' }).output(z.object({ resources: z.array(siteResource).max(500) })),
  /** The rooms that are free for a visit at a place, by name: empty where its type needs none, or its professional has one of their own then. `moving`: for a visit of its type about to leave its own. */
  free: operation({ access: 'appointment.read', scope: 'clinic' })
    .input(z.object({ practitionerId: id, startsAt: instant, minutes: z.int().min(5).max(240), modality: visitModality, purpose: visitPurpose.shape.code.nullable(), moving: id.nullable() }))
    .output(z.object({ rooms: z.array(visitResource).max(500) })),
  /** Adds one (`expectedVersion` 0) or changes its name. A name its site has for another of its kind: `INVALID` with `TAKEN`. */
  save: operation({ access: 'settings.manage', scope: 'clinic' })
    .input(z.object({ resourceId: id, expectedVersion: z.int(), siteId: id.nullable(), kind: resourceKind, name: filled(80) }))
    .output(siteResource),
  /** Takes one out of use, or back into it; visits already booked keep it. */
  setRetired: operation({ access: 'settings.manage', scope: 'clinic' })
    .input(z.object({ resourceId: id, expectedVersion: z.int(), retired: z.boolean() }))
    .output(siteResource),
};
