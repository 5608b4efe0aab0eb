import { deliveryPath, type Delivery } from '#contract/deliveries.ts';

/** Hands a file made by main to the system: a download in a browser, the save dialog in the desktop host. */
export function saveFile({ deliveryId, name }: Delivery): void {
  const link = document.createElement('a');
  link.href = deliveryPath(deliveryId);
  link.download = name;
  link.click();
}
