import { RPCHandler } from '@orpc/server/message-port';
import { ipcMain, type IpcMainEvent } from 'electron';
import type { App, Session } from '../app.ts';
import { isPageFrame } from './page-address.ts';

/** The channel the preload forwards the page's port on; the only one this process listens to. */
const channel = 'relais:port';

/**
 * Serves the router over the port each page hands over, once per load, after checking that it comes from the page
 * itself and from a window of ours.
 *
 * @param sessionOf the session of a window's page, undefined for contents that are no window of ours
 * @param afterCall told after each call: who is signed in, or their language, may have changed
 */
export function servePorts(relais: App, sessionOf: (contentsId: number) => Session | undefined, afterCall: () => void): void {
  const handler = new RPCHandler(relais.router, { interceptors: [({ next }) => next().finally(afterCall)] });
  ipcMain.on(channel, (event: IpcMainEvent) => {
    const session = sessionOf(event.sender.id);
    const [port] = event.ports;
    if (session === undefined || port === undefined || !isPageFrame(event.senderFrame)) {
      for (const refused of event.ports) refused.close();
      return;
    }
    handler.upgrade(port, { context: relais.contextOf(session) });
    port.start();
  });
}
