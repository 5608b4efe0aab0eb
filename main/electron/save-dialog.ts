import { join } from 'node:path';
import type { Session } from 'electron';
import { isDeliveryAddress } from '../app.ts';
import { isPageUrl } from './page-address.ts';

/**
 * Files go out through the system's own save dialog, which Electron opens for a download nobody gave a path: it starts in
 * the person's documents, under the name the file was made with. Nothing but a delivery of ours can be downloaded.
 */
export function saveDeliveriesOnly(session: Session, folder: string): void {
  session.on('will-download', (event, item) => {
    const address = item.getURL();
    if (!isPageUrl(address) || !isDeliveryAddress(address)) {
      event.preventDefault();
      return;
    }
    item.setSaveDialogOptions({ defaultPath: join(folder, item.getFilename()) });
  });
}
