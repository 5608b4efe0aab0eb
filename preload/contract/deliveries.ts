import { z } from 'zod';
import { id, instant } from './values.ts';

/** A file the program has made for whoever asked, waiting to be fetched once: the page hands it to the system (`saveFile`). */
export const delivery = z.object({
  deliveryId: id,
  /** The name it is saved under, unless the person chooses another. */
  name: z.string(),
  bytes: z.int(),
  /** Until when it may be fetched. */
  until: instant,
});
export type Delivery = z.infer<typeof delivery>;

/** Where a delivery is fetched, in both hosts: `GET /delivery/<id>`. */
export const deliveryPath = (deliveryId: string): string => `/delivery/${deliveryId}`;
